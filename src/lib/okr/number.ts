import { normalise, numberFormat, numeralPattern, readNumeral } from './numeral.ts';
import { isCurrency, readPrefix, readSuffix } from './unit.ts';

/**
 * - `empty`: nothing but space.
 * - `not-a-number`: no digits, a page of text, or signs and separators that make no sense around them.
 * - `several-numbers`: a range, a fraction, a date, two cells of a sheet.
 * - `ambiguous`: a separator, or a letter after the number, that can be read in two ways here.
 * - `unknown-unit`: more than one currency or unit, or letters that are neither.
 * - `too-large`: a quadrillion (10¹⁵) or more on either side of zero.
 */
export type NotANumber =
	'empty' | 'not-a-number' | 'several-numbers' | 'ambiguous' | 'unknown-unit' | 'too-large';

export type ParsedNumber =
	{ ok: true; value: number; unit?: string } | { ok: false; why: NotANumber };

/** In UTF-16 units: a paste of a whole page is not searched for a number. */
const longestText = 200;

/** Up to here a double shows each of 15 digits as typed. */
const tooLarge = 1e15;
const significantDigits = 15;

/**
 * What somebody typed or pasted into a number field, read by the customs of a locale (BCP 47; an
 * unknown one counts as English): `1.2k`, `12,5 %`, `€ 3M`, `1'234.50`, `−5`, `(3)` for −3 as
 * in a ledger, `3 Mio. EUR`, `١٬٢٣٤`, `40 paying teams`, `1e3`.
 *
 * A percentage keeps its number: 12.5 with the unit `%`. `unit` is there only if one was typed,
 * as it was typed, without the magnitude. Never throws, and never guesses between two readings.
 */
export function parseNumber(text: string, locale: string): ParsedNumber {
	if (text.length > longestText) return refuse('not-a-number');
	const plain = normalise(text);
	if (plain === '') return refuse('empty');
	const inBrackets = /^\((.*)\)$/s.exec(plain)?.[1]?.trim();
	const typed = inBrackets ?? plain;
	const numeral = numeralPattern.exec(typed);
	if (!numeral) return refuse('not-a-number');

	const prefix = typed.slice(0, numeral.index);
	const behind = typed.slice(numeral.index + numeral[0].length);
	const exponent = /^e([+-]?\d{1,3})(?!\d)/i.exec(behind);
	const suffix = behind.slice(exponent?.[0].length ?? 0);
	if (/\d/.test(suffix)) return refuse('several-numbers');

	const lead = readPrefix(prefix);
	if (!lead) return refuse(/\p{L}/u.test(prefix) ? 'unknown-unit' : 'not-a-number');
	if (inBrackets !== undefined && lead.sign) return refuse('not-a-number');
	const numerals = readNumeral(numeral[0], locale);
	if (!numerals.ok) return numerals;
	const tail = readSuffix(suffix, lead.unit, languageOf(locale));
	if (!tail.ok) return /[\p{L}\p{Sc}%]/u.test(suffix) ? tail : refuse('not-a-number');

	// The decimal text is shifted, not the number: 1.1 × 10⁶ is not quite 1,100,000 in binary.
	const value = Number(`${numerals.digits}e${Number(exponent?.[1] ?? 0) + tail.power}`);
	if (value >= tooLarge) return refuse('too-large');
	const isNegative = inBrackets !== undefined || lead.sign === '-';
	const signed = isNegative && value !== 0 ? -value : value;
	return tail.unit ? { ok: true, value: signed, unit: tail.unit } : { ok: true, value: signed };
}

/**
 * A number as people of a locale (BCP 47; an unknown one counts as English) write it, to 15
 * significant digits, with a `%` or a currency where they put it and any other unit after a space
 * that does not break. `parseNumber` reads it back to the same value and unit, if the unit is one
 * that it knows.
 */
export function formatNumber(value: number, locale: string, unit = ''): string {
	if (unit === '%') return inPattern({ style: 'percent' }, value, locale, unit);
	if (isCurrency(unit)) {
		const isCode = /^[a-z]{3}$/i.test(unit);
		const currency = isCode ? unit : 'EUR';
		const currencyDisplay = isCode ? 'code' : 'narrowSymbol';
		return inPattern({ style: 'currency', currency, currencyDisplay }, value, locale, unit);
	}
	return digitsOf(value, locale) + (unit && `\u00a0${unit}`);
}

/** Takes only the places of sign and unit from a style: money is grouped in other ways than numbers in some countries. */
function inPattern(
	style: Intl.NumberFormatOptions,
	value: number,
	locale: string,
	unit: string
): string {
	const pattern = numberFormat(locale, { ...style, maximumFractionDigits: 0 });
	return pattern
		.formatToParts(value < 0 ? -1 : 1)
		.map((part) => {
			if (part.type === 'integer') return digitsOf(Math.abs(value), locale);
			return part.type === 'currency' ? unit : part.value;
		})
		.join('');
}

function digitsOf(value: number, locale: string): string {
	return numberFormat(locale, { maximumSignificantDigits: significantDigits }).format(value);
}

function languageOf(locale: string): string {
	return /^[a-z]+/.exec(locale.toLowerCase())?.[0] ?? 'en';
}

function refuse(why: NotANumber): ParsedNumber {
	return { ok: false, why };
}
