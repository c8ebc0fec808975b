import { dayAt, isDay } from './day.ts';

/**
 * The day in a time zone of a moment in the spelling of ISO 8601: `2026-11-03T23:30Z` is the 4th in Berlin. Without an
 * offset it is the day that is written. Null for what is no moment.
 */
export function dayOfInstant(text: string, timeZone: string): string | null {
	const written =
		/^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:(z)|([+-]\d\d):?(\d\d))?$/i;
	const [, day, time, utc, hours, minutes] = written.exec(text.trim()) ?? [];
	if (!isDay(day) || time === undefined) return null;
	const at = Date.parse(`${day}T${time}${hours && minutes ? `${hours}:${minutes}` : 'Z'}`);
	if (Number.isNaN(at)) return null;
	return utc || hours ? dayAt(at, timeZone) : day;
}
