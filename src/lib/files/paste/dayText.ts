import { isDay } from '#lib/okr/day.ts';
import { dayOfInstant } from '#lib/okr/instant.ts';

/** How a person writes days. */
export interface DayContext {
	/** BCP 47. */
	locale: string;
	startOn: string;
	endOn: string;
	/** An IANA name: a moment with an offset is the day it falls on there. Left out, it is the day that is written. */
	timeZone?: string;
}

const months =
	'jan|januar|january|jän|jänner;feb|februar|february;mar|mär|mrz|march|märz;apr|april;may|mai;jun|june|juni;' +
	'jul|july|juli;aug|august;sep|sept|september;oct|okt|october|oktober;nov|november;dec|dez|december|dezember';
const monthByName = new Map(
	months.split(';').flatMap((names, at) => names.split('|').map((name) => [name, at + 1] as const))
);

/**
 * A day as people write it in sheets and sentences: `2026-12-31`, `31.12.2026`, `31.12.`, `31 Dec 2026`,
 * `Dec 31`, `31. Dezember`. Without a year it is the one day inside the cycle. Null for everything
 * else, also for `03/04/2026`, which is two days, except where the locale is American.
 */
export function readDay(text: string, context: DayContext): string | null {
	const plain = text
		.normalize('NFC')
		.toLowerCase()
		.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
		.replace(/[,\u00a0]/g, ' ')
		.trim();
	if (plain.length > 40) return null;
	const fallsOn = context.timeZone && dayOfInstant(plain, context.timeZone);
	if (fallsOn) return fallsOn;
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d\d:.*)?$/.exec(plain);
	if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})?$/.exec(plain);
	if (dotted) return placed(dotted[3], Number(dotted[2]), Number(dotted[1]), context);
	const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(plain);
	if (slashed) return readSlashed(slashed, context);
	const dayFirst = /^(\d{1,2})\.?\s+(\p{L}+)\.?\s*(\d{4})?$/u.exec(plain);
	if (dayFirst) return placed(dayFirst[3], monthOf(dayFirst[2]), Number(dayFirst[1]), context);
	const monthFirst = /^(\p{L}+)\.?\s+(\d{1,2})(?:\s+(\d{4}))?$/u.exec(plain);
	return monthFirst
		? placed(monthFirst[3], monthOf(monthFirst[1]), Number(monthFirst[2]), context)
		: null;
}

function readSlashed([, a, b, year]: RegExpExecArray, context: DayContext): string | null {
	const [first, second] = [Number(a), Number(b)];
	const isAmerican = /^en-us\b/i.test(context.locale);
	if (first === second || second > 12 || isAmerican) return placed(year, first, second, context);
	return first > 12 ? placed(year, second, first, context) : null;
}

function monthOf(name = ''): number {
	return monthByName.get(name) ?? 0;
}

function placed(
	year: string | undefined,
	month: number,
	day: number,
	{ startOn, endOn }: DayContext
): string | null {
	if (year !== undefined) return toDay(Number(year.length === 2 ? `20${year}` : year), month, day);
	const years = new Set([startOn, endOn].map((one) => Number(one.slice(0, 4))));
	const inside = [...years]
		.map((one) => toDay(one, month, day))
		.filter((one) => one !== null && startOn <= one && one <= endOn);
	return inside.length === 1 ? (inside[0] ?? null) : null;
}

function toDay(year: number, month: number, day: number): string | null {
	const text = [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
		'-'
	);
	return isDay(text) ? text : null;
}
