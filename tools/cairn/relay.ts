import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import type { Device } from '#lib/team/device.ts';
import type { ReplicaState } from '#lib/sync/replica.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { Refusal } from './refusal.ts';
import { refusedSentence } from './sentences.ts';

/**
 * Waits until the relay and this copy have the same of the team's own document and of these cycles, which the relay has
 * acknowledged, and it is done with. False where that did not come in time. Throws a refusal where the relay does not let this client in.
 */
export async function untilSafe(
	team: OpenTeam,
	waitMs: number,
	cycles: readonly CycleId[],
	isDone: () => boolean = () => true
): Promise<boolean> {
	const isSafe = (): boolean => team.safety(cycles).relay.at === 'safe' && isDone();
	await new Promise<void>((resolve) => {
		const timer = setTimeout(finish, waitMs);
		const stop = team.onChange(look);
		function look(): void {
			if (isSafe() || team.safety(cycles).relay.at === 'refused') finish();
		}
		function finish(): void {
			clearTimeout(timer);
			stop();
			resolve();
		}
		look();
	});
	const { relay, host } = team.safety(cycles);
	if (relay.at === 'refused') throw new Refusal('link', refusedSentence(relay.why, host));
	return isSafe();
}

/**
 * The same, and what this device checked in there is confirmed for everybody to see, by this device's own word: the
 * next run may be long in coming.
 */
export async function untilConfirmed(
	{ team, device }: Opened,
	waitMs: number,
	ids: readonly CycleId[]
): Promise<boolean> {
	const cycles = await Promise.all(ids.map((id) => team.openCycle(id)));
	if (!(await untilSafe(team, waitMs, ids))) return false;
	return untilSafe(team, waitMs, ids, () =>
		cycles.every((cycle) => isConfirmed(cycle.snapshot(), device))
	);
}

/** The names of other cycles in which something was checked in here that is not confirmed within the time. */
export async function unconfirmedBeside(
	{ team, device }: Opened,
	waitMs: number,
	but: CycleId
): Promise<string[]> {
	const others = await Promise.all(
		team
			.snapshot()
			.cycles.filter(({ id }) => id !== but)
			.map(async ({ id, name }) => ({ id, name, cycle: await team.openCycle(id) }))
	);
	const waiting = others.filter(({ cycle }) => !isConfirmed(cycle.snapshot(), device));
	const found = await Promise.all(
		waiting.map(async ({ id, name, cycle }) => {
			const isSafe = await untilSafe(team, waitMs, [id], () =>
				isConfirmed(cycle.snapshot(), device)
			).catch(() => false);
			return isSafe && isConfirmed(cycle.snapshot(), device) ? [] : [name];
		})
	);
	return found.flat();
}

function isConfirmed({ checkIns, goneLogs }: CycleSnapshot, { identity }: Device): boolean {
	const logs = [...checkIns.values(), ...goneLogs.map((gone) => gone.checkIns)];
	return logs
		.flat()
		.every(({ device, reachedRelayAt }) => device !== identity.deviceId || reachedRelayAt !== null);
}

/** How long to wait at all. */
export function patienceOf({ isOffline, waitMs }: Asked): number {
	return isOffline ? 0 : waitMs;
}

/** What is said where the relay was not reached. */
export function awaySentence(team: OpenTeam): string {
	const { relay, host } = team.safety();
	return relay.at === 'safe'
		? `The relay ${host} has it, and this device could not say so in time`
		: `The relay ${host} was not reached`;
}

/** Throws a refusal where this device's disk does not hold everything of the team's own document and these cycles. */
export async function untilKept(team: OpenTeam, cycles: readonly CycleId[]): Promise<void> {
	await Promise.all(cycles.map((id) => team.openCycle(id)));
	const settled = async (): Promise<ReplicaState> => {
		await team.settle();
		return team.safety(cycles).disk;
	};
	let disk = await settled();
	// What the relay brings meanwhile is written as well.
	while (disk.at === 'behind') disk = await settled();
	if (disk.at === 'safe') return;
	const why = 'why' in disk && disk.why === 'quota' ? 'its disk is full' : 'its disk fails';
	throw new Refusal('store', `The store could not be written: ${why}.`);
}
