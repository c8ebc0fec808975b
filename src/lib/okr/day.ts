/*
 * Calendar days as ISO dates (`2026-03-29`), for years 1000–9999. They compare as strings, and no
 * arithmetic on them meets a clock change, since a day is only looked up in its zone once.
 */

const dayMs = 86_400_000;
const formatByTimeZone = new Map<string, Intl.DateTimeFormat>();

/** Whether anything at all is an ISO date that exists: `2026-02-28` is, `2026-02-30` and `2026-2-3` are not. */
export function isDay(value: unknown): value is string {
	if (typeof value !== 'string' || !/^[1-9]\d{3}-\d\d-\d\d$/.test(value)) return false;
	// By arithmetic, as every dot of every picture is asked: a Date for each took half of their time.
	const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8)].map(Number);
	return day! >= 1 && day! <= lengthOf(year!, month!);
}

/** Whether this device knows the time zone by that name (`Europe/Berlin`). */
export function isTimeZone(value: unknown): value is string {
	if (typeof value !== 'string') return false;
	try {
		return formatIn(value) !== undefined;
	} catch {
		return false;
	}
}

/** The day it is in a time zone at an instant (epoch ms); in UTC for a zone this device does not know. */
export function dayAt(atMs: number, timeZone: string): string {
	const parts = formatIn(isTimeZone(timeZone) ? timeZone : 'UTC').formatToParts(atMs);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The day so many days after a day, before it if negative. Throws a RangeError if `day` is none. */
export function addDays(day: string, days: number): string {
	return toDay(Date.parse(day) + days * dayMs);
}

/** How many days after 1970-01-01 a day is. */
export function dayNumber(day: string): number {
	return Date.parse(day) / dayMs;
}

/** The day with this number; null where there is none in the years 1000–9999. */
export function dayOfNumber(number: unknown): string | null {
	if (!Number.isSafeInteger(number)) return null;
	const isInside = (number as number) >= firstDay && (number as number) <= lastDay;
	return isInside ? toDay((number as number) * dayMs) : null;
}

const [firstDay, lastDay] = [dayNumber('1000-01-01'), dayNumber('9999-12-31')];

/** How many days a month has; 0 for one that there is not. */
function lengthOf(year: number, month: number): number {
	if (month < 1 || month > 12) return 0;
	if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function toDay(atMs: number): string {
	return new Date(atMs).toISOString().slice(0, 10);
}

/** Making one costs far more than using it. Throws a RangeError for an unknown zone. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
	let format = formatByTimeZone.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit'
		});
		formatByTimeZone.set(timeZone, format);
	}
	return format;
}
