import { graceDays } from './cadence.ts';
import { addDays } from './day.ts';
import type { Owing } from './owed.ts';

/**
 * The day on which something of mine falls due next, from the day (an ISO date) it is; that day itself where something
 * is due already. Null where nothing is waited for.
 */
export function nextDueOn({ keyResults, isOver }: Owing, day: string): string | null {
	if (isOver) return null;
	const days = keyResults.flatMap(({ isMine, isDue, standing: { staleFrom } }) => {
		if (!isMine || staleFrom === null) return [];
		return [isDue ? day : addDays(staleFrom, -(graceDays + 1))];
	});
	return days.sort()[0] ?? null;
}
