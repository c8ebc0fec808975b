import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { Refusal } from './refusal.ts';
import { refusedSentence } from './sentences.ts';

/**
 * Waits until the relay and this copy have the same, which the relay has acknowledged. False where it was not reached
 * in time. Throws a refusal where the relay does not let this client in.
 */
export async function untilSafe(
	team: OpenTeam,
	waitMs: number,
	isDone: () => boolean = () => true
): Promise<boolean> {
	const isSafe = (): boolean => team.safety().relay.at === 'safe' && isDone();
	await new Promise<void>((resolve) => {
		const timer = setTimeout(finish, waitMs);
		const stop = team.onChange(look);
		function look(): void {
			if (isSafe() || team.safety().relay.at === 'refused') finish();
		}
		function finish(): void {
			clearTimeout(timer);
			stop();
			resolve();
		}
		look();
	});
	const { relay, host } = team.safety();
	if (relay.at === 'refused') throw new Refusal('link', refusedSentence(relay.why, host));
	return relay.at === 'safe';
}

/**
 * The same, and what this device checked in is confirmed there for everybody to see, by this device's own word: the
 * next run may be long in coming.
 */
export async function untilConfirmed(
	{ team, device }: Pick<Opened, 'team' | 'device'>,
	waitMs: number
): Promise<boolean> {
	if (!(await untilSafe(team, waitMs))) return false;
	const cycles = await Promise.all(team.snapshot().cycles.map(({ id }) => team.openCycle(id)));
	const isConfirmed = ({ device: by, reachedRelayAt }: CheckIn): boolean =>
		by !== device.identity.deviceId || reachedRelayAt !== null;
	return untilSafe(team, waitMs, () =>
		cycles.every((cycle) => {
			const { checkIns, goneLogs } = cycle.snapshot();
			const logs = [...checkIns.values(), ...goneLogs.map((gone) => gone.checkIns)];
			return logs.every((log) => log.every(isConfirmed));
		})
	);
}

/** How long to wait at all. */
export function patienceOf({ isOffline, waitMs }: Asked): number {
	return isOffline ? 0 : waitMs;
}

/** What is said where the relay was not reached. */
export function awaySentence(team: OpenTeam): string {
	return `The relay ${team.safety().host} was not reached`;
}

/** Throws a refusal where this device's disk does not hold everything. */
export async function untilKept(team: OpenTeam): Promise<void> {
	await team.settle();
	const { disk } = team.safety();
	if (disk.at === 'safe') return;
	const why = 'why' in disk && disk.why === 'quota' ? 'its disk is full' : 'its disk fails';
	throw new Refusal('store', `The store could not be written: ${why}.`);
}
