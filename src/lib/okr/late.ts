import type { CheckIn } from './checkIn.ts';

/**
 * From here on an entry came late. Ours: a relay that is there acknowledges within a second, and what a weekly of
 * a quarter of an hour did not see is worth a mark.
 */
const lateAfterMs = 5 * 60_000;

/** From here on a clock is off and that is said. Ours: smaller errors move no day and no mark. */
const clockOffAfterMs = 2 * 60_000;

/** Whether it reached the relay long after it was written. False while that is not known. */
export function isLate({ writtenAt, reachedRelayAt, clockOffMs }: CheckIn): boolean {
	if (reachedRelayAt === null) return false;
	return reachedRelayAt - (writtenAt + (clockOffMs ?? 0)) > lateAfterMs;
}

/** Whether a clock (by how far the relay's is ahead of it, in ms) is so far off that it is said. */
export function isClockOff(offMs: number | null): offMs is number {
	return offMs !== null && Math.abs(offMs) > clockOffAfterMs;
}
