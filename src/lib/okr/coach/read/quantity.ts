import { normalise, readNumeral } from '../../numeral.ts';
import type { Language } from '../advice.ts';
import type { Words } from '../lexicon/lexicon.ts';
import { isName } from './nameDigits.ts';
import type { Token } from './tokens.ts';
import { currencyWords, magnitudes, scaleOf, unitAt } from './units.ts';
import { wordAt } from './wordQuantity.ts';

/** An amount in a line: token indices, `end` excluded, with its currency, magnitude and unit in them. */
export interface Quantity {
	begin: number;
	end: number;
	value: number;
	/** As ParsedKeyResult has it; null where a bare number stands. */
	unit: string | null;
	/** What was multiplied: 1e6 for `2M`. */
	scale: number;
	/** `+` or `-` typed right before it, as in `+20 %`. */
	sign: '' | '+' | '-';
	/** A time: perhaps no target but a window or a service level. */
	isTime: boolean;
	/** Whether it was written as a word. */
	isWord: boolean;
}

/** More amounts than that have no parts any more; a column of a sheet was pasted. */
const most = 24;

/**
 * Every amount of a line, left to right. Digits that belong to a name, a version, a tier, a percentile, a
 * clause, a window such as "30-day", a clock or a ratio such as "24/7" are none. `isTaken` tells which
 * tokens belong to a date.
 */
export function findQuantities(
	tokens: readonly Token[],
	language: Language,
	words: Words,
	isTaken: (at: number) => boolean,
	isMetric: (lower: string) => boolean
): Quantity[] {
	const found: Quantity[] = [];
	const customs = areThousandsDotted(tokens, words) ? 'de' : language;
	for (let at = 0; at < tokens.length && found.length < most; at++) {
		if (isTaken(at)) continue;
		const token = tokens[at];
		const quantity =
			token?.kind === 'number'
				? isName(tokens, at, language, words, isMetric)
					? null
					: numberAt(tokens, at, language, words, customs)
				: token?.kind === 'word'
					? wordAt(tokens, at, language, words)
					: null;
		if (!quantity) continue;
		found.push(quantity);
		at = quantity.end - 1;
	}
	return found;
}

/**
 * "2.300 → 4.000" in a line without a German word: nobody writes two numbers to a thousandth and rounds both. Where
 * one can only be thousands, or both are round and no measure of time, they are all thousands.
 */
function areThousandsDotted(tokens: readonly Token[], words: Words): boolean {
	const dotted = tokens.flatMap(({ kind, text }, at) =>
		kind === 'number' && /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text) ? [at] : []
	);
	if (dotted.length < 2) return false;
	return (
		dotted.some((at) => /\.000$/.test(tokens[at]?.text ?? '')) ||
		dotted.every(
			(at) =>
				/0$/.test(tokens[at]?.text ?? '') && !words.isIn(tokens[at + 1]?.lower ?? '', 'timeUnits')
		)
	);
}

/** The value of a numeral by the customs of the language; NaN for what is no number, such as a version. */
function valueOf(text: string, language: Language): string | null {
	const plain = normalise(text);
	// Three zeros are thousands in either convention: nobody writes `20.000` for twenty.
	if (/^\d{1,3}(?:\.000)+$|^\d{1,3}(?:,000)+$/.test(plain)) return plain.replace(/[.,]/g, '');
	const reading = readNumeral(plain, language);
	return reading.ok ? reading.digits : null;
}

function numberAt(
	tokens: readonly Token[],
	at: number,
	language: Language,
	words: Words,
	customs: Language
): Quantity | null {
	const whole = valueOf(tokens[at]?.text ?? '', customs);
	if (whole === null) return null;
	let begin = at;
	// ".85"
	const dot = tokens[at - 1];
	const isFraction =
		dot?.text === '.' &&
		tokens[at]?.glued === true &&
		!dot.glued &&
		/^\d+$/.test(tokens[at]?.text ?? '');
	const digits = isFraction ? `0.${tokens[at]?.text}` : whole;
	if (isFraction) begin--;
	let currency = '';
	const before = tokens[begin - 1];
	if (
		before &&
		(/^\p{Sc}$/u.test(before.text) || (currencyWords.test(before.lower) && before.text !== 'us'))
	) {
		currency = before.text;
		begin--;
		const more = tokens[begin - 1];
		if (more && before.glued && /^(?:us|a|c|s|hk|nz)$/i.test(more.text)) {
			currency = more.text + currency;
			begin--;
		}
	}
	let sign: Quantity['sign'] = '';
	const mark = tokens[begin - 1];
	if (mark && tokens[begin]?.glued && !mark.glued && /^[+\-–−]$/.test(mark.text)) {
		sign = mark.text === '+' ? '+' : '-';
		begin--;
	} else if (mark && /^(?:minus|plus)$/.test(mark.lower)) {
		sign = mark.lower === 'plus' ? '+' : '-';
		begin--;
	}
	let end = at + 1;
	let power = 0;
	const next = tokens[end];
	// "50 T€"
	if (next?.text === 'T' && tokens[end + 1]?.text === '€') {
		power = 3;
		end++;
	} else if (
		next?.kind === 'word' &&
		magnitudes.test(next.lower) &&
		(next.glued || next.text.length > 1 || /[kM]/.test(next.text))
	) {
		const found = scaleOf(tokens, end, language, currency !== '', words);
		if (found !== null) {
			power = found;
			end++;
			if (tokens[end]?.text === '.' && /^(?:mio|mrd|tsd|mill)$/.test(next.lower)) end++;
		}
	}
	if (tokens[end]?.text === '+' && tokens[end]?.glued) end++;
	const unit = unitAt(tokens, end, currency, words);
	const scale = power === Math.log10(12) ? 12 : 10 ** power;
	const value = power === Math.log10(12) ? Number(digits) * 12 : Number(`${digits}e${power}`);
	if (!Number.isFinite(value)) return null;
	return { begin, value, scale, sign, isWord: false, ...unit };
}
