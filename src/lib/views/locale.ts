/** How this device's person writes numbers and dates (BCP 47), whatever language the words are in. */
export const locale = navigator.language || 'en';

/** A day as people write it, short: "31 Mar". With the year where it is not `besideYear`. */
export function formatDay(day: string, besideYear?: string): string {
	const at = new Date(`${day}T12:00:00Z`);
	if (Number.isNaN(at.getTime())) return day;
	const year =
		besideYear !== undefined && day.startsWith(besideYear.slice(0, 4)) ? undefined : 'numeric';
	return new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		year,
		timeZone: 'UTC'
	}).format(at);
}

/** An instant (epoch ms) as people say it: "today, 14:03" is left to the locale's own short form. */
export function formatMoment(at: number): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
