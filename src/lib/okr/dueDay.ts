import type { Cycle } from './cycle.ts';
import { isDay } from './day.ts';

/*
 * A deadline as people write it into a line, in English or German, as a day. Only what names a day or
 * the end of a span is read; of the rest the person chooses a day. Years that are not said are the
 * ones that put the day into the cycle, or else first after its beginning.
 */

const months = [
	['january', 'jan', 'januar', 'jänner'],
	['february', 'feb', 'februar'],
	['march', 'mar', 'märz', 'mrz'],
	['april', 'apr'],
	['may', 'mai'],
	['june', 'jun', 'juni'],
	['july', 'jul', 'juli'],
	['august', 'aug'],
	['september', 'sep', 'sept'],
	['october', 'oct', 'oktober', 'okt'],
	['november', 'nov'],
	['december', 'dec', 'dezember', 'dez']
];

const cycleEnds =
	/^(?:(?:the )?end of (?:the |this )?(?:quarter|cycle|period)|(?:this )?quarter(?:['’]s)?[- ]end|(?:this|the) (?:quarter|cycle)|eoq|(?:ende (?:des |dieses )?|)(?:quartals|zyklus)(?:ende)?|(?:dieses|das) quartal)$/;
const yearEnds =
	/^(?:(?:the )?end of (?:the |this )?year|year[- ]?end|eoy|(?:ende (?:des )?)?jahres(?:ende)?)$/;

/** The day a deadline's own words mean (`end of Q3`, `31. März`), as an ISO date; null where they name none. */
export function dueDay(words: string, cycle: Pick<Cycle, 'startOn' | 'endOn'>): string | null {
	const text = words
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s,]+/g, ' ')
		.replace(/^(?:by|until|till|bis|zum|am|on) /, '')
		.trim();
	if (text.length > 60 || !isDay(cycle.startOn)) return null;
	if (isDay(text)) return text;
	if (cycleEnds.test(text)) return cycle.endOn;
	if (yearEnds.test(text)) return inCycle(cycle, null, 12, 31);
	const span =
		/^(?:(?:the )?end of |ende )?(?:fy ?)?(?:(q[1-4]|h[12])|([1-4])\. quartal)(?: (?:of )?(\d{4}))?$/.exec(
			text
		);
	if (span) {
		const name = span[1] ?? `q${span[2]}`;
		const month = name.startsWith('q') ? Number(name[1]) * 3 : Number(name[1]) * 6;
		return inCycle(cycle, yearOf(span[3]), month, 31);
	}
	const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$/.exec(text);
	if (dotted) return inCycle(cycle, yearOf(dotted[3]), Number(dotted[2]), Number(dotted[1]), true);
	return namedMonth(text, cycle);
}

function namedMonth(text: string, cycle: Pick<Cycle, 'startOn' | 'endOn'>): string | null {
	const named =
		/^(?:(?:the )?(end|mid|middle|beginning|start)(?: of |-)|(ende|mitte|anfang) )?(.+)$/.exec(
			text
		);
	const [, english, german, rest = ''] = named ?? [];
	const edge = english ?? german;
	const parts =
		/^(?:(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?(\p{L}+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (?:of )?(\d{4}))?$/u.exec(
			rest
		);
	if (!parts) return null;
	const [, before, name = '', behind, year] = parts;
	const month = months.findIndex((names) => names.includes(name)) + 1;
	if (month === 0 || (before && behind)) return null;
	const said = before ?? behind;
	if (said !== undefined)
		return edge ? null : inCycle(cycle, yearOf(year), month, Number(said), true);
	if (edge === 'mid' || edge === 'middle' || edge === 'mitte')
		return inCycle(cycle, yearOf(year), month, 15);
	if (edge === 'beginning' || edge === 'start' || edge === 'anfang')
		return inCycle(cycle, yearOf(year), month, 1);
	return inCycle(cycle, yearOf(year), month, 31);
}

function yearOf(text: string | undefined): number | null {
	if (text === undefined) return null;
	return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** A day of a month, its last one where it has fewer; null where a person named a day that is not there. */
function inCycle(
	cycle: Pick<Cycle, 'startOn' | 'endOn'>,
	year: number | null,
	month: number,
	day: number,
	isExact = false
): string | null {
	if (month < 1 || month > 12 || day < 1) return null;
	const first = Number(cycle.startOn.slice(0, 4));
	const years = year === null ? [first, first + 1] : [year];
	for (const one of years) {
		const last = new Date(Date.UTC(one, month, 0)).getUTCDate();
		if (isExact && day > last) continue;
		const iso = `${String(one).padStart(4, '0')}-${two(month)}-${two(Math.min(day, last))}`;
		if (isDay(iso) && (year !== null || iso >= cycle.startOn)) return iso;
	}
	return null;
}

function two(number: number): string {
	return String(number).padStart(2, '0');
}
