import { describe, expect, it } from 'vitest';
import type { Measure } from '#lib/okr/expectedLine.ts';
import { pathPicture } from '#lib/okr/pathPicture.ts';

const measure: Measure = {
	kind: 'number',
	baseline: 10,
	target: 30,
	guard: 'above',
	dueOn: '2026-04-11',
	measuredEveryDays: null,
	ambition: 'committed'
};
const days = { startOn: '2026-04-01', endOn: '2026-04-11', day: '2026-04-06' };
const none = { path: [], line: [], targetChanges: [] };
const on = (day: number, value: number) => ({
	on: `2026-04-${String(day).padStart(2, '0')}`,
	value
});

describe('[PATH-1] the way of a key result', () => {
	it('goes over the cycle, from the baseline to the target', () => {
		const picture = pathPicture(
			{ ...none, measure, path: [on(1, 10), on(6, 20), on(11, 30)] },
			days
		);
		expect(picture).toMatchObject({ baseline: 1, target: 0, wrongSide: null, today: 0.5 });
		expect(picture.dots).toEqual([
			{ x: 0, y: 1 },
			{ x: 0.5, y: 0.5 },
			{ x: 1, y: 0 }
		]);
	});

	it('has a today on the days of the cycle and on no others', () => {
		const todayOn = (day: string) => pathPicture({ ...none, measure }, { ...days, day }).today;
		expect([days.startOn, days.endOn].map(todayOn)).toEqual([0, 1]);
		expect(['2026-03-31', '2026-04-12'].map(todayOn)).toEqual([null, null]);
	});

	it('goes down where less is wanted', () => {
		const down = pathPicture({ ...none, measure: { ...measure, baseline: 30, target: 10 } }, days);
		expect([down.baseline, down.target]).toEqual([0, 1]);
	});

	it('makes room for what lies beyond target, baseline and cycle', () => {
		const path = [{ on: '2026-03-22', value: 0 }, on(6, 40)];
		const { dots, baseline, target } = pathPicture({ ...none, measure, path }, days);
		expect(dots).toEqual([
			{ x: 0, y: 1 },
			{ x: 0.75, y: 0 }
		]);
		expect([baseline, target]).toEqual([0.75, 0.25]);
	});

	it('has the expected line, level after its end, and a notch where the target changed', () => {
		const { line, notches } = pathPicture(
			{
				...none,
				measure,
				line: [on(1, 10), on(6, 30)],
				targetChanges: [{ on: '2026-04-06', from: 20, to: 30 }]
			},
			days
		);
		expect(line).toEqual([
			{ x: 0, y: 1 },
			{ x: 0.5, y: 0 },
			{ x: 1, y: 0 }
		]);
		expect(notches).toEqual([{ x: 0.5, y: 0 }]);
	});

	it('of a guard has a limit and a wrong side, of a milestone two heights', () => {
		const guard: Measure = { ...measure, kind: 'guard', target: 20 };
		const held = pathPicture({ ...none, measure: guard, path: [on(2, 30), on(3, 10)] }, days);
		expect(held).toMatchObject({ baseline: null, target: 0.5, wrongSide: 'below' });
		const other = pathPicture({ ...none, measure: { ...guard, guard: 'below' } }, days);
		expect(other.wrongSide).toBe('above');
		const milestone: Measure = { ...measure, kind: 'milestone', target: null, baseline: null };
		const met = pathPicture(
			{ ...none, measure: milestone, path: [on(2, 0), on(6, 1), on(7, 3)] },
			days
		);
		expect(met.dots.map(({ y }) => y)).toEqual([1, 0, 0]);
		expect([met.baseline, met.target]).toEqual([1, 0]);
	});

	it('is total: without numbers, with the same ones, with huge ones, with days that are none', () => {
		const bare = { ...measure, baseline: null, target: null, dueOn: null };
		expect(pathPicture({ ...none, measure: bare }, { startOn: '', endOn: '', day: 'x' })).toEqual({
			dots: [],
			line: [],
			baseline: null,
			target: null,
			wrongSide: null,
			notches: [],
			today: null
		});
		const flat = pathPicture({ ...none, measure: { ...measure, baseline: 30 } }, days);
		expect([flat.baseline, flat.target]).toEqual([0.5, 0.5]);
		const huge = { ...measure, baseline: -Number.MAX_VALUE, target: Number.MAX_VALUE };
		const far = pathPicture({ ...none, measure: huge, path: [on(2, 0), on(3, NaN)] }, days);
		expect(far.dots).toEqual([{ x: 0.1, y: 0.5 }]);
	});
});
