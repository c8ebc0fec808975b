import { expect, test } from 'vitest';
import { isDoubled } from '#lib/doc/doubled.ts';
import { areAtOdds, isWithin, toHunks, toTokens } from '#lib/doc/words.ts';
import { createRandom } from './replicas.ts';

const hunks = (base: string, text: string) => toHunks(toTokens(base), toTokens(text));

test('a text falls into words, and into single characters where scripts have no spaces', () => {
	expect(toTokens('Grow weekly-actives, 12%')).toEqual([
		...['Grow', ' ', 'weekly', '-', 'actives', ',', ' ', '12', '%']
	]);
	expect(toTokens('Über größe naïve')).toEqual(['Über', ' ', 'größe', ' ', 'naïve']);
	expect(toTokens('週間の利用')).toEqual(['週', '間', 'の', '利', '用']);
	expect(toTokens('ไทย')).toHaveLength(3);
	expect(toTokens('주간 활성')).toEqual(['주간', ' ', '활성']);
	expect(toTokens('a😀b')).toEqual(['a', '😀', 'b']);
	expect(toTokens('')).toEqual([]);
});

test('tokens are the text again, and hunks turn one text into the other', () => {
	const random = createRandom(5);
	const letters = ['a', 'b', ' ', ',', '週', '😀', 'é', '\uD83D'];
	const text = () =>
		Array.from({ length: random() * 14 }, () => letters[Math.floor(random() * 8)]).join('');
	for (let round = 0; round < 2000; round++) {
		const [base, other] = [text(), text()];
		const tokens = toTokens(base);
		expect(tokens.join('')).toBe(base);
		for (const { from, to, text: now } of hunks(base, other).toReversed())
			tokens.splice(from, to - from, now);
		expect(tokens.join('')).toBe(other);
	}
});

test('hunks are as small as words', () => {
	expect(hunks('Grow weekly actives', 'Grow daily actives')).toEqual([
		{ from: 2, to: 3, text: 'daily' }
	]);
	expect(hunks('a b c d e', 'A b c d E')).toEqual([
		{ from: 0, to: 1, text: 'A' },
		{ from: 8, to: 9, text: 'E' }
	]);
	expect(hunks('a b', 'a b')).toEqual([]);
});

test('a text of 10,000 characters rewritten from end to end is compared within a breath', () => {
	const base = Array.from({ length: 2500 }, (_, at) => `w${at % 977}`).join(' ');
	const other = Array.from({ length: 2500 }, (_, at) => `v${at % 977}`).join(' ');
	const startAt = performance.now();
	expect(hunks(base, other)).toHaveLength(1);
	expect(areAtOdds(base, other, `${base} and`)).toBe(true);
	expect(performance.now() - startAt).toBeLessThan(1000);
});

test.each([
	['another word each', 'Grow weekly actives', 'Grow daily actives', 'Grow weekly users', false],
	['the same word', 'Grow weekly actives', 'Grow daily actives', 'Grow monthly actives', true],
	['words put in at one place', 'Grow actives', 'Grow our actives', 'Grow all actives', true],
	['a word put in beside a changed one', 'Grow actives', 'Grow our actives', 'Grow users', true],
	['neighbours in a script without spaces', '週間', '月間', '週末', true],
	['the same change', 'Grow actives', 'Grow users', 'Grow users', false],
	['one typist seen with lag', 'Grow', 'Grow wee', 'Grow weekly', false],
	['two ends appended', 'Grow', 'Grow fast', 'Grow well', true],
	[
		'a start and an end',
		'Grow weekly actives',
		'We Grow weekly actives',
		'Grow weekly actives!',
		false
	],
	[
		'a rewrite and a word that stayed in it',
		'make a big change',
		'take the big step',
		'make a small change',
		true
	],
	['nothing in common', '', 'Delight customers', 'Win the market', true],
	['the same word taken out', 'Grow weekly actives', 'Grow actives', 'Grow actives', false]
])('[TEXT-2] %s', (_, base, a, b, expected) => {
	expect(areAtOdds(base, a, b)).toBe(expected);
	expect(areAtOdds(base, b, a)).toBe(expected);
});

test.each([
	['a letter put in twice', 'wekly', 'weekly', 'weekly', 'weeekly', true],
	[
		'a word put in twice',
		'Grow actives',
		'Grow our actives',
		'Grow our actives',
		'Grow our our actives',
		true
	],
	['a whole text pasted twice', 'Old', 'All new', 'All new', 'All newAll new', true],
	[
		'a shorter and a longer insertion',
		'actives',
		'Grow actives',
		'Grow more actives',
		'Grow Grow more actives',
		true
	],
	['one of two places', 'a b c', 'x b y', 'x b y', 'xx b y', true],
	['as both meant it', 'wekly', 'weekly', 'weekly', 'weekly', false],
	['typed on', 'wekly', 'weekly', 'weekly', 'weekly users', false],
	['typed on at the place itself', 'wekly', 'weekly', 'weekly', 'weeakly', false],
	['the same deletion', 'Grow our actives', 'Grow actives', 'Grow actives', 'Grow actives', false]
])('[TEXT-3] %s', (_, base, a, b, now, expected) => {
	expect(isDoubled(base, a, b, now)).toBe(expected);
	expect(isDoubled(base, b, a, now)).toBe(expected);
});

test('a text within another has its letters in the same order', () => {
	expect(isWithin('', 'x')).toBe(true);
	expect(isWithin('gow', 'grow')).toBe(true);
	expect(isWithin('og', 'grow')).toBe(false);
	expect(isWithin('😀', '\uD83D\uDE01😀')).toBe(true);
});
