import { describe, expect, test } from 'vitest';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { statusReportAt } from '#lib/okr/statusReport.ts';
import { statusWeeks } from '#lib/okr/statusWeeks.ts';
import { cycle, nine, noon, of, planOf, said, source } from './statusExamples.ts';

describe('[CHART-3] a cycle week by week', () => {
	const log = [
		...nine.map((person) => said(person, '2026-10-20', 15)),
		...nine.slice(2).map((person) => said(person, '2026-10-30', 15)),
		said('ana', '2026-10-30', 15, { confidence: 2 })
	];

	test('ends on its day, begins with the agreement, and says how many were heard each time', () => {
		const weeks = statusWeeks(source(log), '2026-11-02');
		expect(weeks.map(({ on, heard, of }) => [on, heard, of])).toEqual([
			['2026-10-05', 0, 9],
			['2026-10-12', 0, 9],
			['2026-10-19', 0, 9],
			['2026-10-26', 9, 9],
			['2026-11-02', 8, 9]
		]);
		expect(weeks.at(-1)?.counts).toMatchObject({ onTrack: 7, offTrack: 1, stale: 1 });
	});

	test('has each week under the agreement that stood then, and its last is the status', () => {
		const first = planOf([of('ana')]);
		const next = planOf([of('ana'), of('ben')]);
		const given = source(log, {
			plan: next,
			agreements: [
				{ n: 1, on: '2026-10-05', plan: agreedPlanOf(first) },
				{ n: 2, on: '2026-10-28', plan: agreedPlanOf(next) }
			],
			agreed: { n: 2, at: noon('2026-10-05'), isSound: true }
		});
		const weeks = statusWeeks(given, '2026-11-02');
		expect(weeks.map(({ total }) => total)).toEqual([1, 1, 1, 1, 2]);
		const { counts, total } = statusReportAt(given, noon('2026-11-02'));
		expect(weeks.at(-1)).toMatchObject({ counts, total });
	});

	test('begins with the cycle where that was agreed before, and is empty before the agreement', () => {
		const early = source([], { cycle: { ...cycle, startOn: '2026-10-15' } });
		expect(statusWeeks(early, '2026-10-29').map(({ on }) => on)).toEqual([
			'2026-10-15',
			'2026-10-22',
			'2026-10-29'
		]);
		expect(statusWeeks(source([], { agreements: [], agreed: null }), '2026-10-29')).toEqual([]);
		const endless = source([], { cycle: { ...cycle, startOn: 'never' } });
		expect(statusWeeks(endless, '2099-12-31')).toHaveLength(104);
	});
});
