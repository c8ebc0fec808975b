import { describe, expect, test } from 'vitest';
import { progressOf } from '#lib/okr/progress.ts';
import { keyResult } from './examples.ts';

/** Progress of a number from baseline to target. */
function along(baseline: number | null, target: number | null, current: number | null) {
	return progressOf(keyResult({ baseline, target }), current);
}

describe('[PROGRESS-1] a number goes from 0 at the baseline to 1 at the target', () => {
	test.each([
		[10, 20, 10, 0],
		[10, 20, 15, 0.5],
		[10, 20, 20, 1],
		[0, 3_000_000, 750_000, 0.25]
	])('up: from %d to %d, now %d, is %d', (baseline, target, current, progress) => {
		expect(along(baseline, target, current)).toBe(progress);
	});

	test.each([
		[20, 10, 20, 0],
		[20, 10, 15, 0.5],
		[20, 10, 10, 1],
		[8, 0, 2, 0.75]
	])('down: from %d to %d, now %d, is %d', (baseline, target, current, progress) => {
		expect(along(baseline, target, current)).toBe(progress);
	});

	test.each([
		[-10, 10, 0, 0.5],
		[-20, -10, -15, 0.5],
		[-10, -20, -15, 0.5],
		[5, -5, 2.5, 0.25]
	])(
		'across and below zero: from %d to %d, now %d, is %d',
		(baseline, target, current, progress) => {
			expect(along(baseline, target, current)).toBe(progress);
		}
	);

	test('a percentage is a number like any other: halfway from 40 % to 60 % is at 50 %', () => {
		expect(progressOf(keyResult({ unit: '%', baseline: 40, target: 60 }), 50)).toBe(0.5);
		expect(progressOf(keyResult({ unit: '%', baseline: 12.5, target: 2.5 }), 10)).toBe(0.25);
		expect(progressOf(keyResult({ unit: '€', baseline: 1e6, target: 3e6 }), 1.5e6)).toBe(0.25);
	});
});

describe('[PROGRESS-2] progress never leaves 0 to 1', () => {
	test.each([
		[10, 20, 35, 1],
		[10, 20, 5, 0],
		[20, 10, 3, 1],
		[20, 10, 25, 0],
		[-10, -20, -30, 1],
		[-10, -20, 0, 0]
	])('from %d to %d, now %d, is %d', (baseline, target, current, progress) => {
		expect(along(baseline, target, current)).toBe(progress);
	});

	test('nor at the ends of what a number can hold', () => {
		const edges = [
			0,
			1,
			-1,
			5e-324,
			-5e-324,
			1e-300,
			1e308,
			-1e308,
			Number.MAX_VALUE,
			-Number.MAX_VALUE
		];
		for (const baseline of edges) {
			for (const target of edges) {
				for (const current of edges) {
					const progress = along(baseline, target, current);
					const where = `from ${baseline} to ${target}, now ${current}: ${progress}`;
					expect(progress !== null && progress >= 0 && progress <= 1, where).toBe(true);
				}
			}
		}
		expect(along(-Number.MAX_VALUE, Number.MAX_VALUE, 0)).toBe(0.5);
	});
});

describe('[PROGRESS-3] not knowing is null, not 0', () => {
	test('before the first check-in, of every kind', () => {
		for (const kind of ['number', 'milestone', 'guard'] as const) {
			expect(progressOf(keyResult({ kind }), null)).toBeNull();
		}
	});

	test('while the baseline or the target is open', () => {
		expect(along(null, 20, 15)).toBeNull();
		expect(along(10, null, 15)).toBeNull();
		expect(progressOf(keyResult({ kind: 'guard', target: null }), 15)).toBeNull();
	});

	test('where a document holds what is no finite number', () => {
		for (const odd of [NaN, Infinity, -Infinity]) {
			expect(along(odd, 20, 15)).toBeNull();
			expect(along(10, odd, 15)).toBeNull();
			expect(along(10, 20, odd)).toBeNull();
		}
	});
});

test('[PROGRESS-4] with baseline = target there is no way to go: 1 at the target, else 0', () => {
	expect(along(10, 10, 10)).toBe(1);
	expect(along(10, 10, 9.9)).toBe(0);
	expect(along(10, 10, 10.1)).toBe(0);
	expect(along(0, -0, 0)).toBe(1);
});

test('[PROGRESS-5] a milestone is met from 1 on and has no half; its numbers are not read', () => {
	const milestone = keyResult({ kind: 'milestone', baseline: null, target: null });
	expect([-1, 0, 0.5, 1, 2].map((current) => progressOf(milestone, current))).toEqual([
		0, 0, 0, 1, 1
	]);
	expect(progressOf({ ...milestone, baseline: 5, target: 9 }, 1)).toBe(1);
});

describe('[PROGRESS-6] a guard holds on its side of the target and at it', () => {
	test.each([
		['above', 94.9, 0],
		['above', 95, 1],
		['above', 99, 1],
		['below', 94.9, 1],
		['below', 95, 1],
		['below', 95.1, 0]
	] as const)('%s 95, now %d, is %d', (guard, current, progress) => {
		expect(
			progressOf(keyResult({ kind: 'guard', guard, baseline: null, target: 95 }), current)
		).toBe(progress);
	});

	test('below zero too', () => {
		const guard = keyResult({ kind: 'guard', guard: 'above', target: -5 });
		expect([-6, -5, -4].map((current) => progressOf(guard, current))).toEqual([0, 1, 1]);
	});
});
