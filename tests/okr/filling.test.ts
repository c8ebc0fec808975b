import { expect, test } from 'vitest';
import type { ParsedKeyResult } from '#lib/okr/coach/advice.ts';
import { toFilling, toGaps } from '#lib/okr/filling.ts';
import { keyResult } from './examples.ts';

const line = (fields: Partial<ParsedKeyResult>): ParsedKeyResult => ({
	...{ metric: 'NPS', from: null, to: null, delta: null, unit: null, direction: null },
	...{ deadline: null, ...fields }
});
const summer = { startOn: '2026-07-01', endOn: '2026-09-30' };
const empty = keyResult({ metric: '', baseline: null, target: null, unit: '', dueOn: null });

test('[COACH-24] what a line says goes into its fields, and nothing else does', () => {
	const parsed = line({ from: 60, to: 75, direction: 'increase', deadline: 'end of Q3' });
	expect(toFilling(parsed, empty, summer)).toEqual({
		...{ metric: 'NPS', baseline: 60, target: 75, dueOn: '2026-09-30' }
	});
	expect(toFilling(line({ to: 40, unit: '%' }), empty, summer)).toEqual({
		...{ metric: 'NPS', target: 40, unit: '%' }
	});
	expect(toFilling(parsed, { ...empty, kind: 'guard' }, summer)).toEqual({
		...{ metric: 'NPS', target: 75, dueOn: '2026-09-30' }
	});
});

test('a line without a value to reach, one that says no news, and a milestone fill nothing', () => {
	expect(toFilling(line({ deadline: 'Q3', direction: 'increase' }), empty, summer)).toBeNull();
	expect(toFilling(line({ delta: 5, direction: 'increase' }), empty, summer)).toBeNull();
	const filled = { ...empty, metric: 'NPS', baseline: 60, target: 75 };
	expect(toFilling(line({ from: 60, to: 75 }), filled, summer)).toBeNull();
	expect(
		toFilling(line({ from: 60, to: 75 }), { ...filled, metric: 'NPS, 60 → 75' }, summer)
	).toEqual({ metric: 'NPS' });
	expect(toFilling(line({ to: 75 }), { ...empty, kind: 'milestone' }, summer)).toBeNull();
});

test('[COACH-24] what finds no field stays where it is said: a day that cannot be told, a change that means two things', () => {
	const storks = line({ to: 75, deadline: 'when the storks are back' });
	expect(toFilling(storks, empty, summer)).toEqual({
		...{ metric: 'NPS (when the storks are back)', target: 75 }
	});
	const cut = line({ from: 40, delta: 5, unit: '%', direction: 'decrease' });
	expect(toFilling(cut, empty, summer)).toBeNull();
});

test('a change becomes a target where its start is known and it means one thing', () => {
	const churn = { ...empty, baseline: 12.1, unit: '%' };
	const target = (fields: Partial<ParsedKeyResult>, keyResult = churn) =>
		toFilling(line(fields), keyResult, summer)?.target;
	expect(target({ delta: 5, unit: 'pp', direction: 'decrease' })).toBe(7.1);
	expect(target({ delta: 2, unit: 'x', direction: 'increase' })).toBe(24.2);
	expect(target({ from: 8, delta: 2, unit: 'x', direction: 'decrease' })).toBe(4);
	expect(target({ delta: 5, unit: '%', direction: 'decrease' })).toBeUndefined();
	const hours = { ...empty, baseline: 40, unit: 'hours' };
	expect(target({ delta: 50, unit: '%', direction: 'decrease' }, hours)).toBe(20);
	expect(target({ delta: 5, direction: 'maintain' }, hours)).toBeUndefined();
});

test('[COACH-37] a line without its amount or its start leaves gaps, and nothing it says is lost', () => {
	const rise = line({ direction: 'increase' });
	expect(toGaps(rise, empty, summer)).toEqual({ metric: 'NPS' });
	expect(toGaps({ ...rise, deadline: 'end of Q3' }, empty, summer)).toEqual({
		...{ metric: 'NPS', dueOn: '2026-09-30' }
	});
	expect(toGaps({ ...rise, to: 75 }, empty, summer)).toEqual({ metric: 'NPS', target: 75 });
	expect(toGaps({ ...rise, deadline: 'when the storks are back' }, empty, summer)).toBeNull();
	expect(toGaps({ ...rise, delta: 5 }, empty, summer), 'by 5, from an unknown start').toBeNull();
	expect(toGaps(rise, { ...empty, kind: 'milestone' }, summer)).toBeNull();
});
