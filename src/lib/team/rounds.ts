import type { CycleId } from '#lib/okr/ids.ts';
import type { OpenCycle } from './cycle.ts';
import type { Replicated } from './replicated.ts';

/** Going round the cycles that nobody asked for. */
export interface Rounds {
	/** Goes on, or begins again, if there is anything to look into. */
	look: () => void;
	stop: () => void;
}

export interface RoundsMeans {
	/** The next cycle to look into; null if there is none. */
	next: () => CycleId | null;
	/** Resolves once what is on its way to the screen is open. */
	opened: () => Promise<unknown>;
	/** Whether the relay answers this team. */
	isConnected: () => boolean;
	enter: (id: CycleId) => Promise<{ cycle: OpenCycle; replicated: Replicated | undefined }>;
	/** Closes it again, unless somebody has asked for it meanwhile. */
	leave: (id: CycleId) => Promise<void>;
}

/** What is on the screen comes first; in Node there is none. */
const beginAfterMs = typeof document === 'undefined' ? 0 : 1000;
/** How long one cycle may take to be safe before it is left open, and the next one has its turn. */
const patienceMs = 30_000;

/**
 * Opens the cycles of a team one by one and closes each as soon as all of it is safe on this device and, if the relay
 * answers at all, there. One that is not safe stays open, where it goes on trying and says why.
 */
export function createRounds({ next, opened, isConnected, enter, leave }: RoundsMeans): Rounds {
	let isStopped = false;
	let isGoing = false;
	const stops = new Set<() => void>();

	async function go(): Promise<void> {
		await pause(beginAfterMs);
		for (let id = next(); id !== null && !isStopped; id = next()) {
			await opened();
			await quiet();
			if (!isStopped) await visit(id);
		}
	}

	async function visit(id: CycleId): Promise<void> {
		const { cycle, replicated } = await enter(id);
		if (!replicated) return;
		await untilSafe(replicated);
		if (isStopped || !isSafe(replicated)) return;
		// What was checked in here on an earlier day is confirmed to colleagues, and that has to arrive, too.
		if (await cycle.confirmReached()) await untilSafe(replicated);
		// A workshop in which this device has something to publish stays open, and its cycle with it.
		if (await (await cycle.workshops()).isBusy()) return;
		if (!isStopped && isSafe(replicated)) await leave(id);
	}

	function isSafe(replicated: Replicated): boolean {
		const { disk, relay } = replicated.safety();
		return disk.at === 'safe' && (relay.at === 'safe' || !isConnected());
	}

	function untilSafe(replicated: Replicated): Promise<void> {
		return new Promise((resolve) => {
			const done = (): void => {
				clearTimeout(timer);
				clearInterval(again);
				unwatch();
				stops.delete(done);
				resolve();
			};
			const look = (): void => {
				if (isStopped || isSafe(replicated)) done();
			};
			const timer = setTimeout(done, patienceMs);
			// Whether the team's own document is connected is told elsewhere.
			const again = setInterval(look, 500);
			const unwatch = replicated.onSafety(look);
			stops.add(done);
			look();
		});
	}

	function pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(done, ms);
			function done(): void {
				clearTimeout(timer);
				stops.delete(done);
				resolve();
			}
			stops.add(done);
		});
	}

	return {
		look() {
			if (isGoing || isStopped || next() === null) return;
			isGoing = true;
			// A cycle whose code cannot be fetched now has its turn at the next occasion.
			void go()
				.catch(() => undefined)
				.finally(() => (isGoing = false));
		},
		stop() {
			isStopped = true;
			for (const stop of [...stops]) stop();
		}
	};
}

/** Resolves when the page has nothing better to do. Safari and Node know no idle callbacks. */
function quiet(): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis)
			requestIdleCallback(() => resolve(), { timeout: 5000 });
		else setTimeout(resolve, 20);
	});
}
