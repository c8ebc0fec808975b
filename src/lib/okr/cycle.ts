import { addDays, dayAt, isDay } from './day.ts';
import type { CycleId } from './ids.ts';

/** One span of work on one plan, usually a quarter. Both days belong to it. */
export interface Cycle {
	id: CycleId;
	name: string;
	/** The first day, an ISO date. */
	startOn: string;
	/** The last day, an ISO date. */
	endOn: string;
	/** An IANA name. All the team's days begin and end there, wherever the devices are. */
	timeZone: string;
}

export type Phase = 'drafting' | 'running' | 'closing' | 'ended';

/** The wrap-up shall happen at least a week before the end, so closing begins at T-7. */
const closingDays = 7;

/** Preparing the next cycle opens at T-30 (in a quarter always later than its last third). */
const preparingDays = 30;

/**
 * Where a cycle stands at an instant (epoch ms).
 *
 * `drafting` until the plan is agreed, however late that is; once agreed `running`, even before
 * the first day; `closing` from the start of the day seven days before the last; `ended` when the
 * last day is over in the cycle's own time zone, agreed or not. `agreedAt` (epoch ms, null for not
 * yet) may lie ahead of `nowMs`: clocks differ, and agreed is agreed.
 *
 * Never throws: a last day that is no date never comes, an unknown time zone counts as UTC.
 */
export function phaseOf(
	cycle: Pick<Cycle, 'endOn' | 'timeZone'>,
	nowMs: number,
	agreedAt: number | null
): Phase {
	if (!isDay(cycle.endOn)) return agreedAt === null ? 'drafting' : 'running';
	const today = dayAt(nowMs, cycle.timeZone);
	if (today > cycle.endOn) return 'ended';
	if (agreedAt === null) return 'drafting';
	return today >= addDays(cycle.endOn, -closingDays) ? 'closing' : 'running';
}

/**
 * The calendar quarter a team most likely wants to plan at an instant (epoch ms): the one it is in,
 * or in the last 30 days the next. A suggestion to edit, with a name like `Q1 2027`.
 */
export function quarterAround(nowMs: number, timeZone: string): Omit<Cycle, 'id'> {
	const today = dayAt(nowMs, timeZone);
	const current = quarterOf(today, timeZone);
	if (today < addDays(current.endOn, -preparingDays)) return current;
	return quarterOf(addDays(current.endOn, 1), timeZone);
}

/** The cycle that today lies in, else the one that begins next, else the last one; undefined for no cycle. */
export function currentCycleOf(cycles: readonly Cycle[], nowMs: number): Cycle | undefined {
	const inOrder = [...cycles].sort((a, b) => (a.startOn < b.startOn ? -1 : 1));
	return inOrder.find(({ endOn, timeZone }) => endOn >= dayAt(nowMs, timeZone)) ?? inOrder.at(-1);
}

/** Whether a due date lies inside the cycle, its first and last day included. False for what is no date. */
export function isDueInside(cycle: Pick<Cycle, 'startOn' | 'endOn'>, dueOn: string): boolean {
	return isDay(dueOn) && cycle.startOn <= dueOn && dueOn <= cycle.endOn;
}

function quarterOf(day: string, timeZone: string): Omit<Cycle, 'id'> {
	const year = Number(day.slice(0, 4));
	const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
	const firstOf = (months: number) =>
		new Date(Date.UTC(year, months, 1)).toISOString().slice(0, 10);
	return {
		name: `Q${quarter} ${year}`,
		startOn: firstOf(quarter * 3 - 3),
		endOn: addDays(firstOf(quarter * 3), -1),
		timeZone
	};
}
