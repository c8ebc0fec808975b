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
	/** The last entry that says what is known now; null before the first, and where no question is asked. */
	answer: CheckIn | null;
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
 * written last; not at all if that one takes back. A correction of something that is not there stands for
 * itself. A ring of corrections, which only a forger could try to make, counts as one with all that hangs on it.
 */
export function standingCheckIns(log: readonly CheckIn[]): CheckIn[] {
	// Where nothing was corrected nobody is asked for a name, which takes a hash for each.
	if (log.every(({ corrects, takesBack }) => corrects === null && !takesBack))
		return [...log].sort(byDayMeasured);
	const groupOf = createGroups(log);
	const corrected = new Set(log.map(({ corrects }) => corrects));
	const standing = new Map<CheckInId, CheckIn>();
	for (const entry of log) {
		if (corrected.has(entry.id)) continue;
		const group = groupOf(entry.id);
		const other = standing.get(group);
		if (!other || byWriting(other, entry) < 0) standing.set(group, entry);
	}
	return [...standing.values()].filter(({ takesBack }) => !takesBack).sort(byDayMeasured);
}

/**
 * Where a key result stands on a day (an ISO date), from all entries of its log. What was measured after
 * that day, or will be by a clock that is ahead, is not counted yet.
 */
export function currentOn(log: readonly CheckIn[], day: string): Current {
	return currentOf(standingOn(log, day));
}

/** What stands of a log and is of this day or before. */
export function standingOn(log: readonly CheckIn[], day: string): CheckIn[] {
	return standingCheckIns(log).filter(({ measuredAt }) => measuredAt <= day);
}

/** The same of what stands, as `standingOn` gives it. */
export function currentOf(standing: readonly CheckIn[]): Current {
	const last = standing.at(-1) ?? null;
	const at = standing.findLastIndex(({ value }) => value !== null);
	const now = standing[at];
	const before = standing.slice(0, Math.max(0, at)).findLast(({ value }) => value !== null);
	return {
		value: now?.value ?? null,
		measuredAt: now?.measuredAt ?? null,
		previous:
			before && before.value !== null
				? { value: before.value, measuredAt: before.measuredAt }
				: null,
		answer: standing.findLast(({ answer }) => answer) ?? null,
		confidence: last?.confidence ?? null,
		notMeasuredSince: standing[at + 1]?.measuredAt ?? null,
		last
	};
}

/** Tells the entries that are tied by corrections by one name; near to linear also in long lines of them. */
function createGroups(log: readonly CheckIn[]): (id: CheckInId) => CheckInId {
	const above = new Map<CheckInId, CheckInId>(log.map(({ id }) => [id, id]));
	const top = (id: CheckInId): CheckInId => {
		let at = id;
		for (let next = above.get(at) ?? at; next !== at; next = above.get(at) ?? at) {
			above.set(at, above.get(next) ?? next);
			at = next;
		}
		return at;
	};
	for (const { id, corrects } of log)
		if (corrects !== null && above.has(corrects)) above.set(top(id), top(corrects));
	return top;
}

function byWriting(a: CheckIn, b: CheckIn): number {
	return a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
