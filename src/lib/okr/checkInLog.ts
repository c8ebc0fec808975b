import type { CheckIn, Confidence } from './checkIn.ts';
import type { CheckInId } from './ids.ts';

/** What a key result's log says as of a day. */
export interface Current {
	/** The last value that was measured; null where none was. */
	value: number | null;
	/** The day it was true, an ISO date. */
	measuredAt: string | null;
	/** The value before it; null where there is none. */
	previous: { value: number; measuredAt: string } | null;
	/** As it was last said, also where nothing was measured. */
	confidence: Confidence | null;
	/** The first day since the last value on which somebody said that it was not measured. */
	notMeasuredSince: string | null;
	/** The last entry; null before the first. */
	last: CheckIn | null;
}

/**
 * The order of a log: by the day that was measured, so a late entry never comes before a newer one;
 * of one day by the moment it was written; then by id. It is the same for whoever has the same entries.
 */
export function byDayMeasured(a: CheckIn, b: CheckIn): number {
	if (a.measuredAt !== b.measuredAt) return a.measuredAt < b.measuredAt ? -1 : 1;
	return byWriting(a, b);
}

/**
 * What the corrections leave of a log, in its order. An entry and all that corrects it, directly or by
 * way of other corrections, count once: as the one of them that nobody corrected, of several the one
 * written last. A correction of something that is not there stands for itself.
 */
export function standingCheckIns(log: readonly CheckIn[]): CheckIn[] {
	const byId = new Map(log.map((entry) => [entry.id, entry]));
	const corrected = new Set(log.map(({ corrects }) => corrects));
	const standing = new Map<CheckInId, CheckIn>();
	for (const entry of log) {
		if (corrected.has(entry.id)) continue;
		const first = firstOf(entry, byId);
		const other = standing.get(first);
		if (!other || byWriting(other, entry) < 0) standing.set(first, entry);
	}
	return [...standing.values()].sort(byDayMeasured);
}

/**
 * Where a key result stands on a day (an ISO date), from all entries of its log. What was measured after
 * that day, or will be by a clock that is ahead, is not counted yet.
 */
export function currentOn(log: readonly CheckIn[], day: string): Current {
	const standing = standingCheckIns(log).filter(({ measuredAt }) => measuredAt <= day);
	const last = standing.at(-1) ?? null;
	const measured = standing.flatMap(({ value, measuredAt }) =>
		value === null ? [] : [{ value, measuredAt }]
	);
	const now = measured.at(-1);
	const at = standing.findLastIndex(({ value }) => value !== null);
	return {
		value: now?.value ?? null,
		measuredAt: now?.measuredAt ?? null,
		previous: measured.at(-2) ?? null,
		confidence: last?.confidence ?? null,
		notMeasuredSince: standing[at + 1]?.measuredAt ?? null,
		last
	};
}

/** The entry a line of corrections began with. Of a ring, which only a forger could try to make, any that ends it. */
function firstOf(entry: CheckIn, byId: ReadonlyMap<CheckInId, CheckIn>): CheckInId {
	const seen = new Set<CheckInId>();
	let first = entry;
	while (!seen.has(first.id)) {
		seen.add(first.id);
		const before = first.corrects === null ? undefined : byId.get(first.corrects);
		if (!before) break;
		first = before;
	}
	return first.id;
}

function byWriting(a: CheckIn, b: CheckIn): number {
	return a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
