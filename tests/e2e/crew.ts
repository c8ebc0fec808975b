import { acceptLink } from '#lib/team/catalogue.ts';
import { type Device, openDevice } from '#lib/team/device.ts';
import { type OpenTeam, openTeam } from '#lib/team/team.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { loadSignatures } from '#lib/doc/agreement.ts';

/** Somebody without a browser: the same code as a page runs, in this process. */
export interface Hand {
	name: string;
	device: Device;
	team: OpenTeam;
	cycle: OpenCycle;
	/** Checks in on every key result that carries their name. */
	say: (measuredAt: string, value: number) => Promise<void>;
}

const waitMs = 50;
const longestMs = 60_000;

// Every connection listens for the end of its process (y-websocket), and here many people share one.
process.setMaxListeners(100);

/** Opens a members' link as these people, each on a device of their own. */
export async function joinAsHands(
	url: string,
	link: string,
	names: readonly string[]
): Promise<Hand[]> {
	await loadSignatures();
	// Node has it too: two devices of one process would be two tabs of one browser.
	const channel = globalThis.BroadcastChannel;
	Reflect.deleteProperty(globalThis, 'BroadcastChannel');
	try {
		return await Promise.all(names.map((name) => joinAsHand(url, link, name)));
	} finally {
		globalThis.BroadcastChannel = channel;
	}
}

/** Waits until the relay has everything of them, and lets go of the team. */
export async function dismiss(hands: readonly Hand[]): Promise<void> {
	for (const { team } of hands) {
		await until(() => team.safety().relay.at === 'safe');
		await team.close();
	}
}

async function joinAsHand(url: string, link: string, name: string): Promise<Hand> {
	const device = await openDevice(`${url.replace(/^http/, 'ws')}/sync`);
	const accepted = await acceptLink(device, link);
	if (!accepted.ok) throw new Error(accepted.why);
	const team = await openTeam(device, accepted.teamId);
	if (!team) throw new Error('The team is not in the catalogue.');
	await until(() => team.snapshot().cycles.length > 0);
	await team.joinAsNew({ name, colour: 1 });
	const [first] = team.snapshot().cycles;
	if (!first) throw new Error('The team has no cycle.');
	const cycle = await team.openCycle(first.id);
	return {
		name,
		device,
		team,
		cycle,
		async say(measuredAt, value) {
			const mine = () =>
				cycle
					.snapshot()
					.plan.objectives.flatMap(({ keyResults }) => keyResults)
					.filter(({ metric }) => metric.endsWith(name));
			await until(() => mine().length > 0);
			const verbs = await cycle.checkIns();
			for (const { id } of mine()) verbs.recordCheckIn(id, { measuredAt, value, confidence: 4 });
		}
	};
}

export async function until(isSo: () => boolean, what = 'It'): Promise<void> {
	for (const end = Date.now() + longestMs; !isSo();) {
		if (Date.now() > end) throw new Error(`${what} did not come.`);
		await new Promise((resolve) => setTimeout(resolve, waitMs));
	}
}
