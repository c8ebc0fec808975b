import { countedIn } from './coverage.ts';
import { addDays, isDay } from './day.ts';
import type { Status } from './status.ts';
import { standAt, type StatusSource } from './statusReport.ts';

/** How a cycle stood at the end of one week. */
export interface StatusWeek {
	/** An ISO date. */
	on: string;
	/** Of the key results of the plan that stood then. */
	total: number;
	counts: Record<Status, number>;
	/** Of how many people that was: so many were heard, of so many. */
	heard: number;
	of: number;
}

const weekDays = 7;
/** Two years: whoever plans longer sees the last of them. */
const mostWeeks = 104;

/**
 * The cycle from its agreement to a day, week by week, that day last. Each as it is known now, so that a late
 * check-in is where it belongs. Empty while nothing is agreed.
 */
export function statusWeeks(source: StatusSource, day: string): StatusWeek[] {
	const { agreements, cycle } = source;
	const [first] = agreements;
	if (!first) return [];
	const start = isDay(cycle.startOn) && cycle.startOn > first.on ? cycle.startOn : first.on;
	const weeks: StatusWeek[] = [];
	for (let on = day; on >= start && weeks.length < mostWeeks; on = addDays(on, -weekDays)) {
		const until = { ...source, agreements: agreements.filter((agreed) => agreed.on <= on) };
		const { counts, keyResults, coverage } = standAt(until, on, true).standing;
		const heard = coverage.heard.length;
		weeks.unshift({
			on,
			total: keyResults.length,
			counts,
			heard,
			of: countedIn(coverage)
		});
	}
	return weeks;
}
