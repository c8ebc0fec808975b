import type { Limits } from '#lib/protocol/limits.ts';
import { reasonOf, type Log } from './log.ts';
import type { Rooms } from './rooms.ts';
import { dayOf, type Store } from './store.ts';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
// So long before midnight (UTC) rooms are compacted for the day that ends.
const BEFORE_MIDNIGHT_MS = 60_000;

/** What is to be kept in order, and by which bounds. */
export interface HousekeepingMeans {
	store: Store;
	rooms: Rooms;
	limits: Limits;
	log: Log;
	now(): number;
	everyMs?: number;
}

/**
 * Every hour: lets go of old states, and compacts rooms that stay open. Also compacts them a minute
 * before the day ends, or the first who writes after midnight would leave that day without a state.
 * Begins with the states; returns how to stop.
 */
export function startHousekeeping(means: HousekeepingMeans): () => void {
	const { store, rooms, limits, log, everyMs = EVERY_MS } = means;

	async function prune(): Promise<void> {
		try {
			await store.pruneStates(dayOf(means.now() - limits.stateDays * DAY_MS), limits.stateBytes);
		} catch (error) {
			log('states not pruned', { reason: reasonOf(error) });
		}
	}

	void prune();
	const timer = setInterval(() => {
		rooms.tidy();
		void prune();
	}, everyMs).unref();
	let lastMinute = setTimeout(onLastMinute, untilLastMinute(means.now())).unref();

	function onLastMinute(): void {
		rooms.tidy();
		lastMinute = setTimeout(onLastMinute, untilLastMinute(means.now())).unref();
	}

	return () => {
		clearInterval(timer);
		clearTimeout(lastMinute);
	};
}

// Milliseconds to the next one, never 0.
function untilLastMinute(now: number): number {
	return DAY_MS - ((now + BEFORE_MIDNIGHT_MS) % DAY_MS);
}
