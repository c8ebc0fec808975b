import type { Words } from '../lexicon/lexicon.ts';
import type { Token } from './tokens.ts';
import { isGluedUnit, magnitudes } from './units.ts';

/** "the 737 fleet": three digits or more, and then one thing. */
export function isModel(tokens: readonly Token[], at: number, words: Words): boolean {
	const next = tokens[at + 1];
	return (
		tokens[at - 1]?.lower === 'the' &&
		/^\d{3,4}$/.test(tokens[at]?.text ?? '') &&
		next?.kind === 'word' &&
		!next.glued &&
		!/(?:s|people|staff|children|men)$/.test(next.lower) &&
		!isGluedUnit(next, words) &&
		!magnitudes.test(next.lower) &&
		words.verb(next.lower)?.forms.has('past') !== true
	);
}

/** "Design System 2.0", "Industry 4.0": a whole number with a nought behind a capital. */
export function isVersion(
	tokens: readonly Token[],
	at: number,
	isMetric: (lower: string) => boolean
): boolean {
	const before = tokens[at - 1];
	const behind = tokens[at + 1];
	return (
		/^\d{1,2}\.0$/.test(tokens[at]?.text ?? '') &&
		before?.kind === 'word' &&
		/^\p{Lu}/u.test(before.text) &&
		!isMetric(before.lower) &&
		at > 1 &&
		!ratingSites.test(before.lower) &&
		!isWay(tokens, at) &&
		!(behind && (isWayMark.test(behind.lower) || behind.text === '/' || behind.text === '%'))
	);
}

const isWayMark = /^(?:→|->|-->|=>|➜|➔)$/;

const ratingSites =
	/^(?:glassdoor|kununu|trustpilot|tripadvisor|capterra|yelp|g2|store|play|steam|google|booking|airbnb|lighthouse|gpa|ielts|cvss|average|avg|of|to|from|at|score|rating|stars?|auf|von|bei)$/;

/** "3.6 to 4.2", "12 → 9" */
export function isWay(tokens: readonly Token[], at: number): boolean {
	const behind = tokens[at + 1];
	const second = tokens[at + 2];
	return (
		(isWayMark.test(behind?.text ?? '') || /^(?:to|auf)$/.test(behind?.lower ?? '')) &&
		(second?.kind === 'number' || /^[~€$£]$/.test(second?.text ?? ''))
	);
}
