import { expect, test } from 'vitest';
import { keyResultStandingOn } from '#lib/okr/cycleStanding.ts';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { targetsOf } from '#lib/views/charts/targets.ts';
import { cycle, of, planOf } from '../okr/statusExamples.ts';

const at = (on: string) => Date.parse(on);

test('[CHART-1] the targets are drawn as they were agreed, each from its day', () => {
	const agreements = (
		[
			['2026-10-05', 20],
			['2026-11-01', 30],
			['2026-11-20', 25]
		] as const
	).map(([on, target]) => ({ on, plan: agreedPlanOf(planOf([of('ana', { target })])) }));
	const standing = (count: number) =>
		keyResultStandingOn(
			of('ana'),
			[],
			{ cycle, agreements: agreements.slice(0, count) },
			'2026-12-01'
		);
	expect(targetsOf(standing(1), 7, at)).toEqual([{ at: 7, value: 20 }]);
	expect(targetsOf(standing(3), 7, at)).toEqual([
		{ at: 7, value: 20 },
		{ at: at('2026-11-01'), value: 30 },
		{ at: at('2026-11-20'), value: 25 }
	]);
	const milestone = keyResultStandingOn(
		of('ana', { kind: 'milestone', target: null }),
		[],
		{ cycle, agreements: [] },
		'2026-12-01'
	);
	expect(targetsOf(milestone, 7, at)).toEqual([{ at: 7, value: 1 }]);
});
