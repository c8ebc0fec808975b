import { expect, test } from 'vitest';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { agreedAbout, expectedOn } from '#lib/okr/expectedLine.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { keyResult, objective } from './examples.ts';

const cycle = { startOn: '2026-10-01', endOn: '2026-12-31' };
const agreedAs = (on: string, some: Partial<KeyResult> = {}) => ({
	on,
	plan: agreedPlanOf({
		objectives: [{ ...objective('objectiveaaaaaaa', 0), keyResults: [keyResult(some)] }]
	})
});
const about = (...agreements: ReturnType<typeof agreedAs>[]) =>
	agreedAbout(keyResult().id, agreements, cycle);

test('[STATUS-6] the expected line goes from the baseline at the agreement to the target on the due day', () => {
	const { line, since } = about(agreedAs('2026-10-12'));
	expect(since).toBe('2026-10-12');
	expect(line).toEqual([
		{ on: '2026-10-12', value: 10 },
		{ on: '2026-12-31', value: 20 }
	]);
	expect(expectedOn(line, '2026-10-11')).toBeNull();
	expect(expectedOn(line, '2026-10-12')).toBe(10);
	expect(expectedOn(line, '2026-11-21')).toBe(15);
	expect(expectedOn(line, '2027-03-01')).toBe(20);
});

test('[STATUS-6] it starts with the cycle where that was agreed before, and there is none before an agreement', () => {
	expect(about(agreedAs('2026-09-20', { dueOn: null })).line).toEqual([
		{ on: '2026-10-01', value: 10 },
		{ on: '2026-12-31', value: 20 }
	]);
	expect(about()).toEqual({ measure: null, since: null, line: [], targetChanges: [] });
	expect(about(agreedAs('2026-10-12', { baseline: null })).line).toEqual([]);
	expect(about(agreedAs('2026-10-12', { kind: 'milestone' })).line).toEqual([]);
	expect(about(agreedAs('2026-12-31')).line).toEqual([{ on: '2026-12-31', value: 20 }]);
});

test('[STATUS-6] another target bends it on the day that was agreed, and nobody is behind in hindsight', () => {
	const { line, targetChanges, measure } = about(
		agreedAs('2026-10-12'),
		agreedAs('2026-11-21', { target: 40 }),
		agreedAs('2026-11-25', { target: 40, metric: 'In other words' })
	);
	expect(line).toEqual([
		{ on: '2026-10-12', value: 10 },
		{ on: '2026-11-21', value: 15 },
		{ on: '2026-12-31', value: 40 }
	]);
	expect(targetChanges).toEqual([{ on: '2026-11-21', from: 20, to: 40 }]);
	expect(measure?.target).toBe(40);
});

test('[STATUS-6] another baseline was a mistake, and the line is drawn anew from its start', () => {
	const { line } = about(agreedAs('2026-10-12'), agreedAs('2026-11-21', { baseline: 12 }));
	expect(line[0]).toEqual({ on: '2026-10-12', value: 12 });
	expect(line).toHaveLength(2);
});

test('[STATUS-6] of a guard it is level at the limit, and steps where that was changed', () => {
	const guard = { kind: 'guard' as const, guard: 'below' as const, target: 5 };
	const { line } = about(
		agreedAs('2026-10-12', guard),
		agreedAs('2026-11-21', { ...guard, target: 4 })
	);
	expect(
		['2026-10-12', '2026-11-20', '2026-11-21', '2026-12-31'].map((day) => expectedOn(line, day))
	).toEqual([5, 5, 4, 4]);
});
