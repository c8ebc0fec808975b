/*
 * Digits and their separators, as people in many countries type them. Only `.` and `,` mean
 * different things in different places; spaces and apostrophes always group, the Arabic
 * separators say themselves what they are.
 */

interface Separators {
	decimals: Set<string>;
	groups: Set<string>;
}

interface Reading {
	/** Plain digits with a point: what `Number` reads. */
	digits: string;
	/** Whether every `.` and `,` is used as the locale itself would. */
	native: boolean;
}

const formatByKey = new Map<string, Intl.NumberFormat>();
const separatorsByLocale = new Map<string, Separators>();

/** It begins a fraction everywhere, as `٬`, spaces and apostrophes group everywhere. */
const arabicDecimal = '٫';

/** From the first digit, or the separator before it, to the last in a row; needs `normalise` first. */
export const numeralPattern = /(?:(?<!\p{L})[.,٫])?\d(?:[\d.,٫٬' ]*\d)?/u;

/**
 * The text with its many digits, spaces, signs and apostrophes brought to one of each, invisible
 * marks removed and the ends trimmed. Line breaks and tabs stay: they separate cells, not groups.
 */
export function normalise(text: string): string {
	let out = '';
	for (const char of text.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')) {
		if (/\p{Nd}/u.test(char)) out += digitValue(char);
		else if (/\p{Zs}/u.test(char)) out += out.endsWith(' ') ? '' : ' ';
		else out += alike[char] ?? char;
	}
	return out.trim();
}

/**
 * The plain digits (`1234.5`) of a numeral that `numeralPattern` found.
 *
 * There are two ways to read `.` and `,`. If just one of them gives a well-formed number, that is
 * the one, so `12,5` is understood in English too. If both do (`1.234`), the locale's own way
 * decides, and where neither is its own the numeral is `ambiguous`: French groups by spaces, so
 * `1.234` may be a thousand copied from German or one and a bit typed on a number pad.
 */
export function readNumeral(
	numeral: string,
	locale: string
):
	| { ok: true; digits: string }
	| { ok: false; why: 'not-a-number' | 'several-numbers' | 'ambiguous' } {
	const own = separatorsOf(locale);
	const readings = [readAs('.', ',', numeral, own), readAs(',', '.', numeral, own)].filter(
		(reading) => reading !== null
	);
	const [first, second] = readings;
	if (!first) return { ok: false, why: numeral.includes(' ') ? 'several-numbers' : 'not-a-number' };
	if (!second || first.digits === second.digits) return { ok: true, digits: first.digits };
	if (first.native === second.native) return { ok: false, why: 'ambiguous' };
	return { ok: true, digits: first.native ? first.digits : second.digits };
}

/** Null where this is no well-formed number if `decimal` begins the fraction and `group` groups. */
function readAs(decimal: string, group: string, numeral: string, own: Separators): Reading | null {
	const [whole = '', fraction = '', ...more] = numeral.split(
		new RegExp(`[${decimal}${arabicDecimal}]`)
	);
	if (more.length > 0 || !/^\d*$/.test(fraction)) return null;
	const marks = new Set(whole.replace(/\d/g, ''));
	if (marks.size > 1 || (marks.size === 1 && !isGrouped(whole.replace(/\D/g, ' ')))) return null;
	return {
		digits: `${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`,
		native:
			(!numeral.includes(decimal) || own.decimals.has(decimal)) &&
			(!marks.has(group) || own.groups.has(group))
	};
}

/** Thousands, or the Indian lakh and crore. Nobody groups after a leading zero: `0,125` is a fraction. */
function isGrouped(whole: string): boolean {
	return /^[1-9](?:\d{0,2}(?: \d{3})+|\d?(?: \d\d)+ \d{3})$/.test(whole);
}

function separatorsOf(locale: string): Separators {
	let own = separatorsByLocale.get(locale);
	if (!own) {
		own = { decimals: new Set(), groups: new Set() };
		// Where Arabic digits are the default, people type ASCII ones too, with other separators.
		for (const numberingSystem of [undefined, 'latn']) {
			for (const { type, value } of numberFormat(locale, { numberingSystem }).formatToParts(
				1234567.8
			)) {
				if (type === 'decimal') own.decimals.add(alike[value] ?? value);
				if (type === 'group') own.groups.add(alike[value] ?? value);
			}
		}
		separatorsByLocale.set(locale, own);
	}
	return own;
}

/** A format for the locale, or for English where the name is none. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	// Making one costs far more than using it, and a plan shows a hundred numbers.
	const key = `${locale} ${JSON.stringify(options)}`;
	let format = formatByKey.get(key);
	if (!format) {
		format = createFormat(locale, options);
		formatByKey.set(key, format);
	}
	return format;
}

function createFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	try {
		return new Intl.NumberFormat(locale, options);
	} catch {
		return new Intl.NumberFormat('en', options);
	}
}

/** Unicode lists the digits of a script in a row from zero, and such rows have multiples of ten. */
function digitValue(char: string): number {
	const point = char.codePointAt(0) ?? 0;
	let zero = point;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return (point - zero) % 10;
}

const alike: Record<string, string | undefined> = {
	'−': '-',
	'–': '-',
	'‐': '-',
	'‑': '-',
	'﹣': '-',
	'－': '-',
	'＋': '+',
	'’': "'",
	'‘': "'",
	ʼ: "'",
	'＇': "'",
	'`': "'",
	'´': "'",
	'，': ',',
	'،': ',',
	'．': '.',
	'％': '%',
	'٪': '%',
	'（': '(',
	'）': ')'
};
