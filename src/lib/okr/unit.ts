import { magnitudeOf } from './magnitude.ts';

/** What stood around a numeral. `power` is the exponent of ten to multiply by; `unit` is '' if none was typed. */
export type Surroundings =
	{ ok: true; power: number; unit: string } | { ok: false; why: 'ambiguous' | 'unknown-unit' };

/** Longer than any unit people put on a chart, and short enough that a sentence is refused. */
const longestUnit = 24;

const codes =
	'AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW KWD ' +
	'MAD MXN MYR NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD VND ZAR';
const code = codes.replaceAll(' ', '|');
const currency = `\\p{L}{0,3}\\p{Sc}|${code}`;

const currencyPattern = new RegExp(`^(?:${currency})$`, 'iu');
const prefixPattern = new RegExp(
	`^([+-]?) ?(${currency}|s?fr\\.|rs\\.?|kr\\.?|%)? ?([+-]?) ?$`,
	'iu'
);
const moneyPattern = new RegExp(`^(?:\\p{L}{0,3}\\p{Sc}|(?:${code})(?!\\p{L}))`, 'iu');
const wordPattern = new RegExp(
	`^(?:(?:k|m|t|mn|mio|bn|mrd)(?=(?:${code})(?!\\p{L}))|[\\p{L}\\p{M}]+(?![\\p{L}\\p{M}²³]))\\.?`,
	'iu'
);

/** What may follow a digit without a space. Other words there are more often a slip of the finger. */
const attachable = new Set(
	(
		'ms s sec min h hr hrs d w y yr mg g kg t ml l mm cm km mi ft kb mb gb tb ko mo go ' +
		'hz khz mhz ghz w kw mw wh kwh mwh kj pp pt pts px x kr zł kč'
	).split(' ')
);

const unitPattern =
	/^(?:\p{L}{0,3}\p{Sc}|[\p{L}°]|\/\p{L}|[%‰](?![\p{L}\p{M}]))[\p{L}\p{M}²³./·'() -]*$/u;

/** Whether a unit is one currency and nothing more: `€`, `US$`, `chf`, but not `€/user`. */
export function isCurrency(unit: string): boolean {
	return currencyPattern.test(unit);
}

/** Sign and currency or `%` before a numeral, or null where something else stands there. */
export function readPrefix(prefix: string): { sign: string; unit: string } | null {
	const [whole, before = '', unit = '', after = ''] = prefixPattern.exec(prefix) ?? [];
	if (whole === undefined || (before && after)) return null;
	return { sign: before || after, unit };
}

/**
 * Magnitude and unit after a numeral (`k`, `M€`, ` Mio. EUR`, `ms`, ` paying teams`), given the unit
 * found before it. One unit only, except a rate: `€3/user` has the unit `€/user`.
 */
export function readSuffix(suffix: string, before: string, language: string): Surroundings {
	const text = suffix.trim();
	const word = wordPattern.exec(text)?.[0] ?? '';
	const rest = text.slice(word.length).trim();
	const power = magnitudeOf(word, language, isCurrency(before) || moneyPattern.test(rest));
	if (power === 'ambiguous') return { ok: false, why: 'ambiguous' };
	const after = power === undefined ? text : rest;
	const unit = before && after.startsWith('/') ? before + after : before || after;
	const isTwice = before !== '' && after !== '' && !after.startsWith('/');
	const isSlip =
		power === undefined &&
		suffix === text &&
		/^\p{L}/u.test(text) &&
		!moneyPattern.test(text) &&
		!attachable.has(text.toLowerCase());
	if (isTwice || isSlip || !isUnit(unit, language)) return { ok: false, why: 'unknown-unit' };
	return { ok: true, power: power ?? 0, unit };
}

function isUnit(unit: string, language: string): boolean {
	if (unit === '') return true;
	if (unit.length > longestUnit || !unitPattern.test(unit)) return false;
	const word = wordPattern.exec(unit)?.[0] ?? '';
	return typeof magnitudeOf(word, language, false) !== 'number';
}
