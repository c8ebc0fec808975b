import { addDays } from '#lib/okr/day.ts';

/** The last day, an ISO date, of the first quarter that is named in what a page says, such as `Q1 2027`. */
export function lastDayIn(said: string | null): string {
	const [, quarter, year] = /Q([1-4]) (\d{4})/.exec(said ?? '') ?? [];
	if (!quarter) throw new Error('The page names no quarter.');
	const next = new Date(Date.UTC(Number(year), Number(quarter) * 3, 1));
	return addDays(next.toISOString().slice(0, 10), -1);
}
