import { currentLocale } from '#lib/state/language.svelte.ts';

/** A day as people write it, short: "31 Mar". With the year where it is not `besideYear`. */
export function formatDay(day: string, besideYear?: string): string {
	const at = new Date(`${day}T12:00:00Z`);
	if (Number.isNaN(at.getTime())) return day;
	const year =
		besideYear !== undefined && day.startsWith(besideYear.slice(0, 4)) ? undefined : 'numeric';
	return dayFormat(currentLocale(), year).format(at);
}

/** Making one takes longer than writing a hundred days with it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string, year: 'numeric' | undefined): Intl.DateTimeFormat {
	const key = `${locale} ${year}`;
	let format = dayFormats.get(key);
	if (!format) {
		const parts = { day: 'numeric', month: 'short', year, timeZone: 'UTC' } as const;
		dayFormats.set(key, (format = new Intl.DateTimeFormat(locale, parts)));
	}
	return format;
}

/** An instant (epoch ms) as people say it: "today, 14:03" is left to the locale's own short form. */
export function formatMoment(at: number): string {
	return new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeStyle: 'short'
	}).format(at);
}
