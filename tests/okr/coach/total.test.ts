import { expect, test, vi } from 'vitest';
import { coach } from '#lib/okr/coach/coach.ts';
import { readCorpus } from './measure.ts';

// Thousands of reviews, on a machine that may be busy with the other suites.
vi.setConfig({ testTimeout: 30_000 });

/** A small generator with a seed: the same strings on every run. */
function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const pieces = [
	...'from to by at least % € $ → -> ≥ < > <= : ; , . ( ) [ ] - – — + # § / \\ " \' ’ 0 1 10 1.5 1,5 2027 10k 3x Q3 p95 v2 1:1 24/7'.split(
		' '
	),
	...'increase reduce launch 80 % of users customers NPS churn within 2 days by end of quarter double half zero no one bis Ende von auf um steigern einführen'.split(
		' '
	),
	...[
		'\ud800',
		'\udfff',
		'👩‍👩‍👧‍👦',
		'🎉',
		'\u0301',
		'\u202e',
		'\u0000',
		'٣٤',
		'１２',
		'東京',
		'שלום',
		'\n',
		'\t',
		'ﬁ',
		'İ',
		'ß',
		'e\u0301'
	],
	' ',
	' '
];

function reviewAll(text: string): unknown[] {
	return [
		coach.reviewKeyResult(text),
		coach.reviewObjective(text),
		coach.parseKeyResult(text),
		coach.parseKeyResult(text, 'de')
	];
}

function expectSound(text: string): void {
	for (const { span, confidence } of [
		...coach.reviewKeyResult(text),
		...coach.reviewObjective(text)
	]) {
		expect(span.start).toBeGreaterThanOrEqual(0);
		expect(span.start).toBeLessThan(span.end);
		expect(span.end).toBeLessThanOrEqual(text.length);
		expect(confidence).toBeGreaterThan(0);
		expect(confidence).toBeLessThanOrEqual(1);
	}
	const { from, to, delta } = coach.parseKeyResult(text);
	for (const value of [from, to, delta]) if (value !== null) expect(value).toBeTypeOf('number');
	for (const value of [from, to, delta]) expect(value).not.toBeNaN();
}

test('[COACH-12] no text makes it throw, spans lie inside the text, and numbers are numbers', () => {
	const random = createRandom(7);
	for (let run = 0; run < 1500; run++) {
		const length = Math.floor(random() * 24);
		const glue = random() < 0.5 ? ' ' : '';
		const words = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]);
		expectSound(words.join(glue));
	}
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
	'[COACH-12] "%s" is a word like any other, in a line and in the house rules',
	(word) => {
		for (const text of [`Reach ${word} users`, `${word} from 5 to 6`, word]) {
			const { from, to, delta } = coach.parseKeyResult(text);
			for (const value of [from, to, delta]) expect(typeof (value ?? 0), text).toBe('number');
			expectSound(text);
		}
		const words = { outputs: [word], outcomes: [word], audiences: [word], vague: [word] };
		for (const language of ['en', 'de'] as const) {
			const [first] = coach.reviewKeyResult(`${word} the portal`, { language, words });
			expect(first?.code).toBe('output-not-outcome');
		}
	}
);

test('[COACH-12] random code units are read, too', () => {
	const random = createRandom(11);
	for (let run = 0; run < 300; run++) {
		const units = Array.from({ length: 40 }, () => Math.floor(random() * 0x10000));
		expectSound(String.fromCharCode(...units));
	}
});

test.each([
	['a word without end', 'a'.repeat(1_000_000)],
	['digits', '1'.repeat(1_000_000)],
	['grouped digits', '1,000 '.repeat(170_000)],
	['spaces', ' '.repeat(1_000_000)],
	['emoji', '🎉'.repeat(500_000)],
	['hyphens', 'a-'.repeat(500_000)],
	['dots', '1.'.repeat(500_000)],
	['brackets', '('.repeat(1_000_000)],
	['clauses', 'launch and '.repeat(90_000)],
	['dates', 'by end of the the Q3 '.repeat(50_000)],
	['ranges', '5-'.repeat(500_000)],
	['ways', 'from 1 to 2 '.repeat(80_000)],
	['lone surrogates', '\ud800'.repeat(1_000_000)],
	['combining marks', 'e' + '\u0301'.repeat(1_000_000)]
])('[COACH-12] a megabyte of %s is reviewed at once', (_, text) => {
	reviewAll(text.slice(0, 100));
	const began = performance.now();
	reviewAll(text);
	// Four reviews of what is read of it; the machine that tests may be busy with other things.
	expect(performance.now() - began).toBeLessThan(1000);
});

test('[COACH-12] the time does not run away with the length', () => {
	const line = (words: number) =>
		'reduce 5 to 3 % of customers within 2 days and '.repeat(words / 10);
	const time = (text: string) => {
		const times = Array.from({ length: 15 }, () => {
			const began = performance.now();
			reviewAll(text);
			return performance.now() - began;
		});
		return Math.min(...times);
	};
	time(line(400));
	expect(time(line(400)) / time(line(100))).toBeLessThan(16);
});

test('[COACH-12] the same text gets the same verdict, whatever was read before', () => {
	const lines = readCorpus('making')
		.filter((_, index) => index % 4 === 0)
		.map(({ text }) => text);
	const first = lines.map(reviewAll);
	expect(lines.toReversed().map(reviewAll).toReversed()).toEqual(first);
});
