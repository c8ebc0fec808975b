import { describe, expect, test } from 'vitest';
import {
	isComplete,
	isDecrease,
	isIncrease,
	missingFields,
	type KeyResult
} from '#lib/okr/keyResult.ts';
import { keyResult } from './examples.ts';

describe('[PLAN-1] before it can be agreed', () => {
	test('a number needs metric, baseline, target, unit and due date', () => {
		expect(isComplete(keyResult())).toBe(true);
		const blank: Partial<KeyResult> = {
			metric: '',
			baseline: null,
			target: null,
			unit: '',
			dueOn: null
		};
		expect(missingFields(keyResult(blank))).toEqual([
			'metric',
			'baseline',
			'target',
			'unit',
			'dueOn'
		]);
		for (const field of ['metric', 'baseline', 'target', 'unit', 'dueOn'] as const) {
			const draft = keyResult({ [field]: blank[field] });
			expect(missingFields(draft)).toEqual([field]);
			expect(isComplete(draft)).toBe(false);
		}
	});

	test('a baseline of zero is a baseline, a metric of spaces is none', () => {
		expect(isComplete(keyResult({ baseline: 0 }))).toBe(true);
		expect(isComplete(keyResult({ target: 0 }))).toBe(true);
		expect(missingFields(keyResult({ metric: ' \n' }))).toEqual(['metric']);
	});

	test('what answers a question needs no numbers and no unit', () => {
		const blank = { baseline: null, target: null, unit: '' };
		const question = keyResult({ ...blank, ambition: 'learning' });
		expect(isComplete(question)).toBe(true);
		expect(missingFields({ ...question, metric: '', dueOn: null })).toEqual(['metric', 'dueOn']);
		expect(isComplete(keyResult({ ...blank, ambition: 'aspirational' }))).toBe(false);
		for (const kind of ['milestone', 'guard'] as const)
			expect(isComplete({ ...question, kind })).toBe(true);
	});

	test('a milestone needs no numbers and no unit', () => {
		const milestone = keyResult({ kind: 'milestone', baseline: null, target: null, unit: '' });
		expect(isComplete(milestone)).toBe(true);
		expect(missingFields({ ...milestone, metric: '', dueOn: null })).toEqual(['metric', 'dueOn']);
	});

	test('a guard needs its limit, not where it stood', () => {
		const guard = keyResult({ kind: 'guard', baseline: null });
		expect(isComplete(guard)).toBe(true);
		expect(missingFields({ ...guard, target: null })).toEqual(['target']);
	});

	test('owner and rhythm may stay open', () => {
		expect(isComplete(keyResult({ ownerId: null, measuredEveryDays: null }))).toBe(true);
	});
});

describe('the direction follows from baseline and target', () => {
	test.each([
		[10, 20, true, false],
		[20, 10, false, true],
		[-20, -10, true, false],
		[5, -5, false, true],
		[10, 10, false, false],
		[null, 10, false, false],
		[10, null, false, false]
	])('from %s to %s', (baseline, target, grows, shrinks) => {
		const number = keyResult({ baseline, target });
		expect([isIncrease(number), isDecrease(number)]).toEqual([grows, shrinks]);
	});

	test('a milestone and a guard have none', () => {
		for (const kind of ['milestone', 'guard'] as const) {
			expect(isIncrease(keyResult({ kind, baseline: 1, target: 2 }))).toBe(false);
			expect(isDecrease(keyResult({ kind, baseline: 2, target: 1 }))).toBe(false);
		}
	});
});
