import { textOf, type Reading } from '../read/reading.ts';
import { isDeterminer, relatives } from '../read/smallWords.ts';

/** Longer pieces of the person's own text make no example one reads at a glance. In tokens. */
const longest = 12;

/** What is acted on, as typed, up to a date, a clause or a purpose: "v2 of the mobile app". Empty where nothing is. */
export function thingOf(reading: Reading): string {
	const { head, tokens, dates } = reading;
	const isDate = (at: number) => dates.all.some(({ begin, end }) => at >= begin && at < end);
	let { begin } = head.object;
	const isBefore = head.object.end <= head.at.begin;
	if (!isBefore) while (isDeterminer(tokens[begin]?.lower ?? '')) begin++;
	let end = begin;
	while (end < (isBefore ? head.object.end : tokens.length) && end - begin < longest) {
		const { lower = '' } = tokens[end] ?? {};
		if (isDate(end) || relatives.has(lower) || stops.test(lower)) break;
		end++;
	}
	return textOf(reading, begin, end);
}

const stops = /^(?:[,;:.()–—]|by|until|and|und|with|mit|bis|leading|resulting)$/;

/** The line as typed, without the point at its end. */
export function lineOf({ text }: Reading): string {
	return text.trim().replace(/[.!?;,\s]+$/, '');
}
