import { dueDay } from '#lib/okr/dueDay.ts';
import { type DayContext, readDay } from './dayText.ts';

/**
 * A deadline: a day, or the end of a span that lies in the cycle, such as `end of the quarter`, `Q4`, `Quartalsende`.
 * Which year another one is of is not known.
 */
export function readDueDay(text: string, context: DayContext): string | null {
	const day = readDay(text, context);
	if (day !== null) return day;
	const end = dueDay(text, context);
	return end !== null && context.startOn <= end && end <= context.endOn ? end : null;
}
