import { describe, expect, test } from 'vitest';
import { formatNumber, parseNumber } from '#lib/okr/number.ts';

const narrowSpace = '\u202f';
const hardSpace = '\u00a0';

/** Reads a text and gives `1200`, `12.5 %`, or the reason why not: what a line of a table can hold. */
function read(text: string, locale: string): number | string {
	const parsed = parseNumber(text, locale);
	if (!parsed.ok) return parsed.why;
	return parsed.unit === undefined ? parsed.value : `${parsed.value} ${parsed.unit}`;
}

/** A small generator of numbers 0 ≤ n < 1, the same for a seed everywhere (mulberry32). */
function createRandom(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

describe('plain numbers', () => {
	test.each([
		['0', 'en', 0],
		['42', 'en', 42],
		['007', 'en', 7],
		['+5', 'en', 5],
		['-5', 'en', -5],
		['−5', 'en', -5],
		['–5', 'de', -5],
		['- 5', 'en', -5],
		['-0', 'en', 0],
		['.5', 'en', 0.5],
		[',5', 'de', 0.5],
		['1e3', 'en', 1000],
		['2.5E-2', 'en', 0.025],
		['  7\n', 'en', 7]
	])('%j in %s is %j', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test('a minus before nothing gives a plain zero, not a negative one', () => {
		expect(Object.is(read('-0', 'en'), 0)).toBe(true);
		expect(Object.is(read('(0)', 'en'), 0)).toBe(true);
	});

	test.each([
		['(3)', 'en', -3],
		['($1,234.50)', 'en', '-1234.5 $'],
		['(12,5 %)', 'de', '-12.5 %'],
		['（3）', 'ja', -3]
	])('[NUMBER-4] %j in %s is negative as in a ledger: %j', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});
});

describe('separators', () => {
	test.each([
		['1.234', 'en', 1.234],
		['1.234', 'de', 1234],
		['1.234', 'de-CH', 1.234],
		['1.234', 'es', 1234],
		['1,234', 'en', 1234],
		['1,234', 'de', 1.234],
		['1,234', 'fr', 1.234],
		['1,234', 'hi', 1234],
		['12.345', 'en', 12.345],
		['12.345', 'de', 12345],
		['1.234k', 'en', 1234],
		['1.234k', 'de', 1234000]
	])(
		'[NUMBER-1] %j in %s is %j: where both readings fit, the locale decides',
		(text, locale, value) => {
			expect(read(text, locale)).toBe(value);
		}
	);

	test.each([
		['1.234', 'fr'],
		['1.234', 'sv'],
		['123.456 €', 'fr'],
		['1,234', 'de-CH']
	])('[NUMBER-2] %j in %s is refused: both readings fit and neither is local', (text, locale) => {
		expect(read(text, locale)).toBe('ambiguous');
	});

	test.each([
		['12,5', 'en', 12.5],
		['12.5', 'de', 12.5],
		['12.5', 'fr', 12.5],
		['0,125', 'en', 0.125],
		['0.125', 'de', 0.125],
		['1234.567', 'fr', 1234.567],
		['1.234,5', 'en', 1234.5],
		['1,234.5', 'de', 1234.5],
		['1.234.567', 'en', 1234567],
		['1.234.567', 'fr', 1234567],
		['1,234,567', 'de', 1234567],
		['1,23,456.7', 'en-IN', 123456.7],
		['12,34,567', 'de', 1234567]
	])('[NUMBER-3] %j in %s is %j: only one reading fits, foreign or not', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each([
		['1.234,5', 'de', 1234.5],
		['1 234', 'en', 1234],
		[`1${hardSpace}234,5`, 'fr', 1234.5],
		[`1${narrowSpace}234${narrowSpace}567,89`, 'fr', 1234567.89],
		['1\u2009234.5', 'en', 1234.5],
		["1'234.50", 'de-CH', 1234.5],
		['1’234.50', 'de-CH', 1234.5],
		['1’234,50', 'de', 1234.5],
		["12'345'678", 'en', 12345678],
		['1 234.567', 'en', 1234.567]
	])('%j in %s is %j: spaces and apostrophes always group', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each([
		['1.2.3', 'en'],
		['1,2,3', 'de'],
		['1,,234', 'en'],
		['1..5', 'en'],
		['1.,5', 'en'],
		['1,23', 'hi', 1.23],
		['12,34', 'en', 12.34],
		["12'34", 'de-CH'],
		["1'234 567", 'de-CH', 'several-numbers'],
		["1.234'567", 'de'],
		['1,0000,000', 'en'],
		['0.123.456', 'de'],
		['5.', 'en'],
		['5,', 'de']
	])(
		'%j in %s is grouped as nobody groups',
		(text, locale, value: number | string = 'not-a-number') => {
			expect(read(text, locale)).toBe(value);
		}
	);
});

describe('digits of other scripts', () => {
	test.each([
		['١٢٣', 'ar', 123],
		['١٬٢٣٤٫٥', 'ar-EG', 1234.5],
		['١٬٢٣٤٫٥', 'en', 1234.5],
		['١٢,٥', 'ar-EG', 12.5],
		['١٬٢٣٤', 'ar-EG', 1234],
		['١،٢٣٤', 'ar-EG', 1234],
		['1,234', 'ar-EG', 1234],
		['1.234', 'ar-EG', 1.234],
		['\u061c-٥', 'ar-EG', -5],
		['\u200e-5', 'ar', -5],
		['١٢٫٥٪', 'ar-EG', '12.5 %'],
		['٪١٢', 'ar-EG', '12 %'],
		['٣٫٥ مليون', 'ar-EG', 3500000],
		['۱۲۳٫۵', 'fa', 123.5],
		['१२,३४,५६७', 'hi', 1234567],
		['１２３．５', 'ja', 123.5],
		['𝟜𝟚', 'en', 42]
	])('%j in %s is %j', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each(['½', '²', 'Ⅷ', '三', '①'])('%s is not a digit', (text) => {
		expect(read(text, 'en')).toBe('not-a-number');
	});
});

describe('percent, currency and other units', () => {
	test.each([
		['12,5 %', 'de', '12.5 %'],
		['12.5%', 'en', '12.5 %'],
		[`12,5${narrowSpace}%`, 'fr', '12.5 %'],
		['%12,5', 'tr', '12.5 %'],
		['100 %', 'en', '100 %'],
		['３％', 'ja', '3 %']
	])('[NUMBER-5] %j in %s is %j: a percentage keeps its number', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each([
		['€ 3M', 'en', '3000000 €'],
		['€3', 'en', '3 €'],
		['€ \u00a0 3', 'en', '3 €'],
		['3€', 'de', '3 €'],
		['3 €', 'fr', '3 €'],
		['-$5', 'en', '-5 $'],
		['$-5', 'en', '-5 $'],
		['US$ 1.2k', 'en', '1200 US$'],
		["CHF 1'234.50", 'de-CH', '1234.5 CHF'],
		['chf 5', 'de-CH', '5 chf'],
		['Fr. 5', 'de-CH', '5 Fr.'],
		['Fr.5', 'de-CH', '5 Fr.'],
		['1.234,50 EUR', 'de', '1234.5 EUR'],
		['3EUR', 'de', '3 EUR'],
		['R$ 3 mil', 'pt-BR', '3000 R$'],
		['250 kr', 'sv', '250 kr'],
		['250kr', 'sv', '250 kr'],
		['₹ 1,00,000', 'en-IN', '100000 ₹']
	])('%j in %s is %j, the currency before or behind', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each([
		['40 paying teams', '40 paying teams'],
		['120ms', '120 ms'],
		['3 kB', '3 kB'],
		['21 °C', '21 °C'],
		['21°C', '21 °C'],
		['5 m²', '5 m²'],
		['3 €/user', '3 €/user'],
		['€3/user', '3 €/user'],
		['40/week', '40 /week'],
		['2k/month', '2000 /month'],
		['12 % of users', '12 % of users'],
		['5 t', '5 t'],
		['2k users', '2000 users'],
		['2 M users', '2000000 users'],
		['3k m', '3000 m']
	])('%j has its unit: %j', (text, value) => {
		expect(read(text, 'en')).toBe(value);
	});

	test.each([
		'12abc',
		'1.2kk',
		'1k k',
		'1k M',
		'€3€',
		'$3 USD',
		'€ 3 %',
		'%3%',
		'12 %%',
		'5 %k',
		'3 users €',
		'NPS 40',
		'v2',
		'20 of whatever there may be to count'
	])('[NUMBER-6] %j is refused for what stands around the number', (text) => {
		expect(read(text, 'en')).toBe('unknown-unit');
	});
});

describe('magnitudes', () => {
	test.each([
		['1.2k', 'en', 1200],
		['1.2K', 'en', 1200],
		['1,2k', 'de', 1200],
		['1.2 k', 'en', 1200],
		['3M', 'en', 3e6],
		['1.1M', 'en', 1100000],
		['3 million', 'en', 3e6],
		['2bn', 'en', 2e9],
		['2B', 'en', 2e9],
		['1.5T', 'en', 1.5e12],
		['3 Mio.', 'de', 3e6],
		['3,5 Mio', 'de', 3.5e6],
		['3 Tsd.', 'de', 3000],
		['3 Mrd. €', 'de', '3000000000 €'],
		['3 Millionen', 'de', 3e6],
		['5 Tausend', 'de', 5000],
		['2 Md€', 'fr', '2000000000 €'],
		['2 milliards', 'fr', 2e9],
		['3 M€', 'fr', '3000000 €'],
		['3 k€', 'de', '3000 €'],
		['3k €', 'de', '3000 €'],
		['3 kEUR', 'de', '3000 EUR'],
		['3 MEUR', 'de', '3000000 EUR'],
		['4 tys. zł', 'pl', '4000 zł'],
		['3 mil', 'es', 3000],
		['-1.5k', 'en', -1500]
	])('%j in %s is %j', (text, locale, value) => {
		expect(read(text, locale)).toBe(value);
	});

	test.each([
		['5 billion', 'en', 5e9],
		['5 Billionen', 'de', 5e12],
		['5 billion', 'it', 'ambiguous'],
		['3 mil', 'en', 'ambiguous'],
		['3m', 'en', 'ambiguous'],
		['3 m', 'de', 'ambiguous'],
		['€3m', 'en', '3000000 €'],
		['3m€', 'en', '3000000 €'],
		['3T', 'de', 'ambiguous'],
		['3 T€', 'de', '3000 €'],
		['3 TEUR', 'de', '3000 EUR'],
		['3T', 'fr', 'ambiguous']
	])(
		'[NUMBER-2] %j in %s is %j: a word that means two things is not guessed',
		(text, locale, value) => {
			expect(read(text, locale)).toBe(value);
		}
	);

	test('a magnitude shifts the decimal text, so no binary dust is added', () => {
		expect(read('1.1M', 'en')).toBe(1100000);
		expect(read('4.35k', 'en')).toBe(4350);
		expect(read('0.000007M', 'en')).toBe(7);
	});
});

describe('[NUMBER-6] nonsense is refused with its reason', () => {
	test.each([
		['', 'empty'],
		[' \t\u00a0\u200b', 'empty'],
		['abc', 'not-a-number'],
		['%', 'not-a-number'],
		['€', 'not-a-number'],
		['-', 'not-a-number'],
		['()', 'not-a-number'],
		['(-3)', 'not-a-number'],
		['((3))', 'not-a-number'],
		['(3', 'not-a-number'],
		['--5', 'not-a-number'],
		['+-5', 'not-a-number'],
		['-€-5', 'not-a-number'],
		['5-', 'not-a-number'],
		['5!', 'not-a-number'],
		['~5', 'not-a-number'],
		['≥ 95 %', 'not-a-number'],
		['NaN', 'not-a-number'],
		['Infinity', 'not-a-number'],
		['∞', 'not-a-number'],
		['3-5', 'several-numbers'],
		['3 – 5', 'several-numbers'],
		['1/2', 'several-numbers'],
		['10 of 20', 'several-numbers'],
		['12 34', 'several-numbers'],
		['1, 2, 3', 'several-numbers'],
		['1\t234', 'several-numbers'],
		['1\n234', 'several-numbers'],
		['2026-03-01', 'several-numbers'],
		['1:30', 'several-numbers'],
		['999999999999999', 999999999999999],
		['1000000000000000', 'too-large'],
		['-1000000000000000', 'too-large'],
		['1000 trillion', 'too-large'],
		['1e999', 'too-large'],
		['9'.repeat(200), 'too-large'],
		['9'.repeat(201), 'not-a-number']
	])('%j is %j', (text, why) => {
		expect(read(text, 'en')).toBe(why);
	});
});

test('an unknown locale counts as English', () => {
	for (const locale of ['', 'de_DE', '!', 'toolongforalanguage']) {
		expect(read('1,234.5', locale)).toBe(1234.5);
		expect(read('1,234', locale)).toBe(1234);
		expect(formatNumber(1234.5, locale)).toBe('1,234.5');
	}
});

describe('[NUMBER-7] whatever the text', () => {
	const locales = [
		'en',
		'de',
		'fr',
		'de-CH',
		'fr-CH',
		'ar-EG',
		'fa',
		'hi',
		'sv',
		'tr',
		'he',
		'nonsense!'
	];
	const pieces = [
		..."0123456789.,'’ -+−()%€$kKmMBT/eE:٫٬،٪٣٥١۴",
		narrowSpace,
		hardSpace,
		'Mio.',
		'Tsd.',
		'bn',
		'EUR',
		'CHF ',
		'users',
		'\t',
		'\n',
		'\u200f',
		'\ud800',
		'😀',
		'constructor',
		'__proto__',
		'é',
		'½'
	];

	test('it answers with a finite number inside the bounds or a reason, and never throws', () => {
		const random = createRandom(20261122);
		const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
		const answers = new Set<string>();
		for (let round = 0; round < 20_000; round++) {
			let text = '';
			for (let length = Math.floor(random() * 9); length >= 0; length--) {
				text += random() < 0.1 ? String.fromCharCode(random() * 0x10000) : pick(pieces);
			}
			const parsed = parseNumber(text, pick(locales));
			answers.add(parsed.ok ? 'ok' : parsed.why);
			if (!parsed.ok) continue;
			expect(Math.abs(parsed.value), JSON.stringify(text)).toBeLessThan(1e15);
			expect(Object.is(parsed.value, -0), JSON.stringify(text)).toBe(false);
			expect(parsed.unit, JSON.stringify(text)).not.toBe('');
			expect(parsed.unit ?? '', JSON.stringify(text)).not.toMatch(/\d/);
		}
		expect(answers.size).toBe(7);
	});

	test('ten million characters cost no more than a blink', () => {
		for (const part of ['1', '1,', '1 ', ' ', '(', '٣', 'k', '.', '-', '𝟜']) {
			expect(() => parseNumber(part.repeat(10_000_000), 'en')).not.toThrow();
		}
	}, 2000);
});

describe('[NUMBER-8] a number written for a locale', () => {
	test.each([
		[1234567.5, 'en', '', '1,234,567.5'],
		[1234567.5, 'de', '', '1.234.567,5'],
		[12.5, 'en', '%', '12.5%'],
		[12.5, 'de', '%', `12,5${hardSpace}%`],
		[12.5, 'tr', '%', '%12,5'],
		[-3.5, 'en', '€', '-€3.5'],
		[-3.5, 'de', '€', `-3,5${hardSpace}€`],
		[3, 'en', 'CHF', `CHF${hardSpace}3`],
		[40, 'en', 'teams', `40${hardSpace}teams`],
		[0.1 + 0.2, 'en', '', '0.3'],
		[4.35 * 100, 'en', '', '435'],
		[0, 'en', '%', '0%']
	])('%d in %s with %j is %j', (value, locale, unit, text) => {
		expect(formatNumber(value, locale, unit)).toBe(text);
	});

	test('is read back to the same value and unit', () => {
		const random = createRandom(7);
		const locales = [
			'en',
			'de',
			'fr',
			'de-CH',
			'fr-CH',
			'de-AT',
			'ar',
			'ar-EG',
			'fa',
			'he',
			'hi',
			'en-IN'
		];
		locales.push('es', 'pl', 'sv', 'tr', 'pt-PT', 'lt', 'bn', 'my', 'ja', 'eu', 'en-ZA');
		for (const locale of locales) {
			for (const unit of ['', '%', '€', 'CHF', 'US$', 'teams', 'ms', '€/user']) {
				for (let round = 0; round < 30; round++) {
					const size = 10 ** Math.floor(random() * 14 - 3);
					const value = Number(
						((random() - 0.5) * size).toPrecision(1 + Math.floor(random() * 15))
					);
					const text = formatNumber(value, locale, unit);
					const expected = unit ? { ok: true, value, unit } : { ok: true, value };
					expect(parseNumber(text, locale), `${text} in ${locale}`).toEqual(expected);
				}
			}
		}
	});
});
