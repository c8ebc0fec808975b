import { describe, expect, test } from 'vitest';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import type { CheckInId } from '#lib/okr/ids.ts';
import { type StatusReport, statusReportAt } from '#lib/okr/statusReport.ts';
import { changesSince, keepLook, lookOf, readKeptLook } from '#lib/okr/statusLook.ts';
import { keyResult } from './examples.ts';
import {
	cycle,
	dropped,
	inTheWay,
	nine,
	noon,
	of,
	planOf,
	said,
	source
} from './statusExamples.ts';

const everybody = (on: string) => nine.map((person) => said(person, on, 15));
const at = (day: string, ...given: Parameters<typeof source>): StatusReport =>
	statusReportAt(source(...given), noon(day));

describe('[REPORT-1] the status is of what was agreed:', () => {
	test('before that it says nothing but that the plan is being written', () => {
		const report = at('2026-11-03', everybody('2026-11-02'), { agreed: null, agreements: [] });
		expect(report).toMatchObject({
			version: null,
			phase: 'drafting',
			objectives: [],
			total: 0,
			changes: [],
			decisions: [],
			blockers: [],
			wins: [],
			deprioritised: []
		});
	});

	test('what is only being changed, or was deleted meanwhile, is in it as it was agreed', () => {
		const report = at('2026-11-03', everybody('2026-11-02'), {
			plan: planOf([of('ana', { target: 1000 }), keyResult()]),
			openChanges: 10
		});
		expect(report.total).toBe(9);
		expect(report.objectives[0]?.keyResults[0]).toMatchObject({
			measure: { target: 20 },
			keyResult: { target: 20 },
			progress: 0.5,
			status: 'onTrack'
		});
		expect(report.counts).toMatchObject({ onTrack: 9 });
		expect(report.decisions).toEqual([{ kind: 'changes', count: 10 }]);
	});

	test('a version that cannot be relied on is said, and the plan is reported as it reads', () => {
		const report = at('2026-11-03', [], {
			agreed: { n: 2, at: noon('2026-10-05'), isSound: false },
			agreements: [],
			plan: planOf([of('ana')])
		});
		expect(report.version).toBe(2);
		expect(report.total).toBe(1);
		expect(report.decisions[0]).toEqual({ kind: 'unsound', version: 2 });
	});

	test('of an ended cycle it is that of its last day', () => {
		const given = [everybody('2026-12-30')] as const;
		const report = at('2027-02-01', ...given);
		expect(report).toEqual({ ...at('2026-12-31', ...given), phase: 'ended' });
		expect(report.day).toBe('2026-12-31');
	});
});

describe('[REPORT-2] what changed in seven days', () => {
	const before = everybody('2026-10-20');

	test('is another status, another value, and what came into the way', () => {
		const report = at('2026-10-29', [
			...before,
			said('ana', '2026-10-28', 18),
			said('ben', '2026-10-28', 15, { confidence: 2 }),
			said('cem', '2026-10-28', 15, { blocker: inTheWay() }),
			said('dua', '2026-10-28', 15),
			// What is still in the way is said again, and is no news.
			said('eva', '2026-10-20', 15, { id: 'z' as CheckInId, blocker: inTheWay() }),
			said('eva', '2026-10-28', 15, { blocker: inTheWay() })
		]);
		expect(
			report.changes.map((change) =>
				change.kind === 'keyResult'
					? [change.standing.keyResult.id, change.before, change.isBlocked]
					: change
			)
		).toEqual([
			['ana', { status: 'onTrack', value: 15 }, false],
			['ben', { status: 'onTrack', value: 15 }, false],
			['cem', { status: 'onTrack', value: 15 }, true]
		]);
	});

	test('is also what went stale by itself', () => {
		const [change] = at('2026-10-31', before).changes;
		expect(change).toMatchObject({ before: { status: 'onTrack' }, standing: { status: 'stale' } });
	});

	test('is a new version, with what is new in it and what was dropped', () => {
		const first = planOf(['ana', 'ben'].map((person) => of(person)));
		const next = planOf([of('ana'), of('cem')]);
		const report = at('2026-10-29', [], {
			people: ['ana', 'ben', 'cem'],
			plan: next,
			agreements: [
				{ n: 1, on: '2026-10-05', plan: agreedPlanOf(first) },
				{ n: 2, on: '2026-10-27', plan: agreedPlanOf(next, [dropped('ben')]) }
			],
			agreed: { n: 2, at: noon('2026-10-05'), isSound: true }
		});
		expect(report.changes.map((change) => change.kind)).toEqual([
			'agreed',
			'keyResult',
			'deprioritised'
		]);
		expect(report.changes[1]).toMatchObject({
			before: null,
			standing: { keyResult: { id: 'cem' } }
		});
		expect(report.deprioritised).toMatchObject([{ id: 'ben', on: '2026-10-27' }]);
	});

	test('is what was deleted from the plan, once, and not what went aside with its objective', () => {
		const first = planOf(['ana', 'ben', 'cem'].map((person) => of(person)));
		const [objective] = first.objectives;
		const aside = { as: 'deprioritised', why: 'Later', decidedBy: '', comeback: '' } as const;
		const second = agreedPlanOf({ objectives: [] }, [
			{
				kind: 'objective',
				objective: { ...objective!, keyResults: [of('ana'), of('cem')] },
				aside,
				by: 'ana',
				at: 0
			}
		]);
		const on = (day: string) =>
			at(day, [], {
				people: ['ana', 'ben', 'cem'],
				agreements: [
					{ n: 1, on: '2026-10-05', plan: agreedPlanOf(first) },
					{ n: 2, on: '2026-10-27', plan: second }
				],
				agreed: { n: 2, at: noon('2026-10-27'), isSound: true }
			}).changes;
		expect(on('2026-10-29')).toMatchObject([
			{ kind: 'agreed', n: 2 },
			{ kind: 'deprioritised', item: { id: objective!.id } },
			{ kind: 'removed', item: { id: 'ben', label: 'Guests of ben' } }
		]);
		expect(on('2026-11-20')).toEqual([]);
	});

	test('is a version that cannot be relied on in its first week alone', () => {
		const first = { n: 1, on: '2026-10-05', plan: agreedPlanOf(planOf([of('ana')])) };
		for (const agreements of [[], [first]]) {
			const on = (day: string) =>
				at(day, [said('ana', day, 15)], {
					people: ['ana'],
					agreements,
					agreed: { n: 2, at: noon('2026-10-27'), isSound: false }
				}).changes.map((change) => change.kind);
			expect(on('2026-10-29')).toContain('agreed');
			expect(on('2026-12-20')).not.toContain('agreed');
		}
	});

	test('with the first agreement is that alone', () => {
		expect(at('2026-10-08', []).changes).toEqual([{ kind: 'agreed', n: 1 }]);
	});
});

describe('[REPORT-3] what waits for a decision', () => {
	test('is what is urgent or itself a decision, behind yet confident, without an owner, open or in question', () => {
		const report = at(
			'2026-12-01',
			[
				...everybody('2026-11-30').filter(({ by }) => by !== 'ida'),
				said('ana', '2026-12-01', 18, { blocker: inTheWay({ urgent: true }) }),
				said('ben', '2026-12-01', 18, { blocker: inTheWay({ kind: 'decision' }) }),
				said('cem', '2026-12-01', 18, { blocker: inTheWay() }),
				said('dua', '2026-12-01', 10, { confidence: 5 }),
				said('eva', '2026-12-01', 10, { confidence: 2 }),
				...['fin', 'gil', 'hoa'].map((person) => said(person, '2026-12-01', 18))
			],
			{ openChanges: 2, conflicts: { plan: 3, isAboutVersion: true }, people: nine }
		);
		const gone = nine.slice(0, 8);
		const without = statusReportAt(
			{ ...source([]), people: gone, agreed: { n: 1, at: 0, isSound: true } },
			noon('2026-10-06')
		);
		const said_ = (one: StatusReport) =>
			one.decisions.map((decision) =>
				'standing' in decision ? [decision.kind, decision.standing.keyResult.id] : decision
			);
		expect(said_(report)).toEqual([
			{ kind: 'version' },
			['blocker', 'ana'],
			['blocker', 'ben'],
			['behind', 'dua'],
			{ kind: 'changes', count: 2 },
			{ kind: 'conflicts', count: 3 }
		]);
		// Whoever was removed from the team owns nothing any more.
		expect(said_(without)).toEqual([['ownerless', 'ida']]);
	});
});

describe('[REPORT-4] beside the plan stand', () => {
	test('what is in the way, the urgent first, and no longer once the last word says nothing of it', () => {
		const report = at('2026-11-03', [
			said('ana', '2026-11-01', 12, { blocker: inTheWay() }),
			said('ben', '2026-11-02', 12, { blocker: inTheWay({ urgent: true }) }),
			said('cem', '2026-10-30', 12, { blocker: inTheWay() }),
			said('cem', '2026-11-01', 12)
		]);
		expect(report.blockers.map(({ checkIn }) => checkIn.by)).toEqual(['ben', 'ana']);
	});

	test('what went well this week, without what was taken back', () => {
		const report = at('2026-11-03', [
			said('ana', '2026-10-20', 12, { win: 'Long ago' }),
			said('ana', '2026-11-01', 12, { win: 'The dock is open' }),
			said('ben', '2026-11-02', 12, { win: 'Never mind' }),
			said('ben', '2026-11-02', 12, {
				id: 'back' as CheckInId,
				corrects: 'ben 2026-11-02' as CheckInId,
				takesBack: true
			}),
			said('cem', '2026-11-03', 12, { win: 'A full boat' })
		]);
		expect(report.wins.map(({ checkIn }) => checkIn.win)).toEqual([
			'A full boat',
			'The dock is open'
		]);
	});

	test('what was dropped, with why and since which agreement, and no longer once it is back', () => {
		const all = planOf(['ana', 'ben'].map((person) => of(person)));
		const one = agreedPlanOf(planOf([of('ana')]), [dropped('ben')]);
		const versions = [
			{ n: 1, on: '2026-10-05', plan: agreedPlanOf(all) },
			{ n: 2, on: '2026-10-12', plan: one },
			{ n: 3, on: '2026-10-19', plan: one },
			{ n: 4, on: '2026-10-26', plan: agreedPlanOf(all) }
		];
		const until = (n: number) =>
			at('2026-11-03', [], {
				agreements: versions.slice(0, n),
				agreed: { n, at: noon('2026-10-05'), isSound: true }
			}).deprioritised;
		expect(until(3)).toEqual([
			{
				id: 'ben',
				label: 'Guests of ben',
				objectiveTitle: 'Guests come back',
				why: 'Less than it costs',
				decidedBy: 'The board',
				comeback: 'A second boat',
				on: '2026-10-12'
			}
		]);
		expect(until(4)).toEqual([]);
	});
});

test('[REPORT-5] the age of the values is that of the newest and of the oldest that counts', () => {
	expect(at('2026-11-03', []).measured).toBeNull();
	expect(
		at('2026-11-03', [
			said('ana', '2026-10-20', 12),
			said('ana', '2026-11-02', 13),
			said('ben', '2026-10-25', 12)
		]).measured
	).toEqual({ newestOn: '2026-11-02', oldestOn: '2026-10-25' });
});

test('[REPORT-1] a status is the same as JSON, and reads any zone and day without an error', () => {
	const report = at('2026-11-03', everybody('2026-11-02'));
	expect(JSON.parse(JSON.stringify(report))).toEqual(report);
	expect(() =>
		statusReportAt(
			source(everybody('2026-11-02'), {
				cycle: { ...cycle, timeZone: 'Moon/Base', endOn: 'never', startOn: '' }
			}),
			noon('2026-11-03')
		)
	).not.toThrow();
});

describe('[LEARN-5] a question', () => {
	const asks = of('ana', { ambition: 'learning', question: 'Why do they leave?' });
	const plan = planOf([asks]);
	const asked = {
		people: ['ana'],
		plan,
		agreements: [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }]
	};
	const answer = (on: string, text: string) => said('ana', on, null, { answer: text });

	test('is as old as its last answer, and what is known now is news', () => {
		const log = [
			answer('2026-10-20', 'Little'),
			answer('2026-11-09', 'Half'),
			said('ana', '2026-11-10', null)
		];
		const report = at('2026-11-12', log, asked);
		expect(report).toMatchObject({
			measured: { newestOn: '2026-11-09', oldestOn: '2026-11-09' },
			counts: { onTrack: 1 },
			changes: [{ kind: 'keyResult', answer: 'Half', before: { value: null } }]
		});
		// Nothing new is no news, and neither is an old number of its log.
		expect(at('2026-11-19', [...log, said('ana', '2026-11-18', 12)], asked).changes).toEqual([]);
	});

	test('is remembered by what a device saw of it', () => {
		const look = (log: ReturnType<typeof said>[]) => lookOf(at('2026-11-12', log, asked));
		const seen = look([answer('2026-11-09', 'Half')]);
		const kept = readKeptLook(JSON.parse(JSON.stringify(keepLook(null, seen, 0))));
		expect(kept?.last.look).toEqual(seen);
		const now = at('2026-11-12', [answer('2026-11-09', 'Half')], asked);
		expect(changesSince(now, seen)).toEqual([]);
		expect(changesSince(now, look([]))).toMatchObject([{ answer: 'Half' }]);
	});
});
