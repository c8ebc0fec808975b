import { describe, expect, test } from 'vitest';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { currentOn } from '#lib/okr/checkInLog.ts';
import { isBehind, staleFrom, statusOf, trendOf } from '#lib/okr/status.ts';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { agreedAbout, type LinePoint } from '#lib/okr/expectedLine.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { entry } from './checkInEntries.ts';
import { progressOf } from '#lib/okr/progress.ts';
import { keyResult } from './examples.ts';
import { planOf } from './statusExamples.ts';

const agreedOn = '2026-10-05';
const line: LinePoint[] = [
	{ on: agreedOn, value: 10 },
	{ on: '2026-12-31', value: 20 }
];

function statusOn(
	day: string,
	log: CheckIn[],
	{
		measure = keyResult(),
		cadenceDays = 7,
		since = agreedOn,
		dueOn = '2026-12-31'
	}: { measure?: KeyResult; cadenceDays?: number; since?: string | null; dueOn?: string } = {}
) {
	const current = currentOn(log, day);
	return statusOf({ measure, current, since, dueOn, cadenceDays, day });
}

describe('the status of a key result', () => {
	test.each([
		[5, 'onTrack'],
		[4, 'onTrack'],
		[3, 'atRisk'],
		[2, 'offTrack'],
		[1, 'offTrack']
	] as const)('[STATUS-1] follows the last confidence: %d is %s', (confidence, status) => {
		const log = [
			entry('a', '2026-11-02', 12, { confidence: 3 }),
			entry('b', '2026-11-09', null, { confidence: confidence })
		];
		expect(statusOn('2026-11-10', log)).toBe(status);
	});

	test('[STATUS-2] is stale when its cadence and three days have passed without a word', () => {
		const log = [entry('a', '2026-11-02', 12, { confidence: 5 })];
		expect(statusOn('2026-11-12', log)).toBe('onTrack');
		expect(statusOn('2026-11-13', log)).toBe('stale');
		expect(statusOn('2026-12-05', log, { cadenceDays: 30 })).toBe('onTrack');
		expect(statusOn('2026-12-06', log, { cadenceDays: 30 })).toBe('stale');
		// "Not measured" is a word too.
		expect(statusOn('2026-11-13', [...log, entry('b', '2026-11-10', null)])).toBe('atRisk');
	});

	test('[STATUS-1] is none yet, and never green, while somebody is confident and nothing was ever measured', () => {
		const asked = (confidence: 1 | 3 | 4) => [entry('a', '2026-11-09', null, { confidence })];
		expect(statusOn('2026-11-10', asked(4))).toBe('noneYet');
		expect(statusOn('2026-11-10', asked(3))).toBe('atRisk');
		expect(statusOn('2026-11-10', asked(1))).toBe('offTrack');
	});

	test('[STATUS-2] is none yet before the first word, and stale if that is waited for too long', () => {
		expect(statusOn('2026-10-15', [])).toBe('noneYet');
		expect(statusOn('2026-10-16', [])).toBe('stale');
		expect(statusOn('2026-12-16', [], { since: null })).toBe('noneYet');
	});

	test('[STATUS-2] is never green while stale, at whatever value', () => {
		for (const value of [12, 20, 99])
			expect(statusOn('2026-12-01', [entry('a', '2026-11-02', value, { confidence: 5 })])).toBe(
				'stale'
			);
	});

	test('[STATUS-3] is done at the target, and again open if it falls back', () => {
		const log = [entry('a', '2026-11-02', 20, { confidence: 1 })];
		expect(statusOn('2026-11-03', log)).toBe('done');
		expect(statusOn('2026-11-10', [...log, entry('b', '2026-11-09', 19)])).toBe('atRisk');
	});

	test('[STATUS-3] of a milestone that is met is done for good', () => {
		const measure = keyResult({ kind: 'milestone' });
		const log = [entry('a', '2026-11-02', 1)];
		expect(statusOn('2026-12-30', log, { measure })).toBe('done');
		expect(statusOn('2026-12-30', [entry('a', '2026-11-02', 0)], { measure })).toBe('stale');
	});

	test('[STATUS-3] of a guard is done once it held on its due day, and not before', () => {
		const measure = keyResult({ kind: 'guard', guard: 'below', target: 5 });
		const held = [entry('a', '2026-12-28', 4, { confidence: 5 })];
		expect(statusOn('2026-12-29', held, { measure })).toBe('onTrack');
		const atEnd = [...held, entry('b', '2026-12-31', 5, { confidence: 5 })];
		expect(statusOn('2027-02-01', atEnd, { measure })).toBe('done');
	});

	test('[STATUS-2] waits for nothing more once it was measured on its due day', () => {
		const given = { measure: keyResult(), since: agreedOn, dueOn: '2026-12-31', cadenceDays: 7 };
		const from = (day: string, value: number | null) =>
			staleFrom({ ...given, current: currentOn([entry('a', day, value)], '2027-03-01') });
		expect(from('2026-12-30', 12)).toBe('2027-01-10');
		expect(from('2026-12-31', 20)).toBeNull();
		expect(from('2026-12-31', null)).toBe('2027-01-11');
	});

	describe('[STATUS-11] that is short of its target when its due day is over', () => {
		const number = keyResult({ dueOn: '2026-11-01' });
		const guard = keyResult({ ...number, kind: 'guard', guard: 'below', target: 5 });
		const milestone = keyResult({ ...number, kind: 'milestone' });
		const sure = { confidence: 4 } as const;

		test.each([
			['a number', number, 15, 20],
			['a guard', guard, 6, 5],
			['a milestone', milestone, 0, 1]
		])(
			'%s is off track however confident, then stale, and never green',
			(_, measure, missed, met) => {
				const on = (day: string, value: number, measuredAt = '2026-11-02') =>
					statusOn(day, [entry('a', measuredAt, value, sure)], { measure, dueOn: '2026-11-01' });
				expect([on('2026-11-02', missed), on('2026-11-12', missed)]).toEqual([
					'offTrack',
					'offTrack'
				]);
				expect([on('2026-11-13', missed), on('2026-12-28', missed)]).toEqual(['stale', 'stale']);
				// On the due day itself its value is the one that counts.
				expect(on('2026-11-01', missed, '2026-11-01')).toBe('offTrack');
				// What was reached then is done, and nothing more is waited for.
				expect(on('2026-12-28', met)).toBe('done');
			}
		);

		test('goes by what was known last, once the day is over', () => {
			const before = [entry('a', '2026-10-30', 15, sure)];
			const on = (day: string, log: CheckIn[], measure: KeyResult) =>
				statusOn(day, log, { measure, dueOn: '2026-11-01' });
			expect(on('2026-11-01', before, number)).toBe('onTrack');
			expect(on('2026-11-02', before, number)).toBe('offTrack');
			expect(on('2026-11-02', [entry('a', '2026-10-30', null, sure)], number)).toBe('offTrack');
			// A guard that held when somebody last looked has not missed anything, and waits for its last word.
			expect(on('2026-11-02', [entry('a', '2026-10-30', 4, sure)], guard)).toBe('onTrack');
			expect(on('2026-11-10', [entry('a', '2026-10-30', 4, sure)], guard)).toBe('stale');
			// Late is not never.
			const late = [...before, entry('b', '2026-11-20', 20, sure)];
			expect(on('2026-12-28', late, number)).toBe('done');
		});

		test('is not said of what has no number to reach', () => {
			const question = { ...number, target: null };
			const on = (log: CheckIn[]) =>
				statusOn('2026-12-28', log, { measure: question, dueOn: '2026-11-01' });
			expect(on([entry('a', '2026-11-02', 3, sure)])).toBe('onTrack');
			expect(on([entry('a', '2026-11-02', null, sure)])).toBe('stale');
		});
	});
});

describe('behind its line', () => {
	const behind = (value: number | null, on: string, measure = keyResult()) =>
		isBehind(measure, line, currentOn([entry('a', on, value)], '2026-12-31'), '2026-12-31');

	test('[STATUS-4] is what lags by more than a tenth of the way on the day it was measured', () => {
		// Half of the way has to be gone on 17 November.
		expect(behind(14.1, '2026-11-17')).toBe(false);
		expect(behind(13.9, '2026-11-17')).toBe(true);
		expect(behind(10, '2026-10-06')).toBe(false);
		expect(behind(null, '2026-11-17')).toBeNull();
	});

	test('[STATUS-4] is downwards what is upwards, a guard that broke, a milestone whose day is over', () => {
		const down = keyResult({ baseline: 20, target: 10 });
		const falling = line.map(({ on, value }) => ({ on, value: 30 - value }));
		const at = (value: number) =>
			isBehind(
				down,
				falling,
				currentOn([entry('a', '2026-11-17', value)], '2026-12-01'),
				'2026-12-01'
			);
		expect([at(15.9), at(16.1)]).toEqual([false, true]);
		const guard = keyResult({ kind: 'guard', guard: 'below', target: 5 });
		const level = [{ on: agreedOn, value: 5 }];
		const held = (value: number) =>
			isBehind(
				guard,
				level,
				currentOn([entry('a', '2026-11-17', value)], '2026-12-01'),
				'2026-12-01'
			);
		expect([held(5), held(5.1)]).toEqual([false, true]);
		const milestone = keyResult({ kind: 'milestone', dueOn: '2026-11-30' });
		const open = currentOn([entry('a', '2026-11-17', 0)], '2026-12-01');
		expect(isBehind(milestone, [], open, '2026-11-30')).toBe(false);
		expect(isBehind(milestone, [], open, '2026-12-01')).toBe(true);
	});
});

test('[STATUS-5] the trend says whether the last step went where it should', () => {
	const log = (from: number, to: number) => [
		entry('a', '2026-11-02', from),
		entry('b', '2026-11-09', to)
	];
	const trend = (measure: Parameters<typeof trendOf>[0], from: number, to: number) =>
		trendOf(measure, currentOn(log(from, to), '2026-11-30'));
	const up = keyResult();
	const down = keyResult({ baseline: 20, target: 10 });
	expect([trend(up, 1, 2), trend(up, 2, 1), trend(up, 2, 2)]).toEqual(['better', 'worse', 'level']);
	expect([trend(down, 1, 2), trend(down, 2, 1)]).toEqual(['worse', 'better']);
	const below = keyResult({ kind: 'guard', guard: 'below', baseline: null });
	expect([trend(below, 1, 2), trend(below, 2, 1)]).toEqual(['worse', 'better']);
	expect(trend(keyResult({ kind: 'milestone' }), 0, 1)).toBeNull();
	expect(trend(keyResult({ baseline: 20 }), 0, 1)).toBeNull();
	expect(trendOf(up, currentOn([entry('a', '2026-11-02', 1)], '2026-11-30'))).toBeNull();
});

describe('[LEARN-4] the status of a question', () => {
	const learning = (kind: KeyResult['kind'] = 'number') =>
		keyResult({ kind, ambition: 'learning', baseline: 10, target: 20 });
	const said = (
		on: string,
		confidence: CheckIn['confidence'],
		answer?: string,
		value?: number
	) => ({
		...entry(`${on} ${answer}`, on, value ?? null, { confidence }),
		...(answer && { answer })
	});
	const on = (day: string, log: CheckIn[], kind?: KeyResult['kind']) =>
		statusOn(day, log, { measure: learning(kind) });

	test('is by the word of whoever answered, and has none yet before the first answer', () => {
		expect(on('2026-11-10', [said('2026-11-09', 5)])).toBe('noneYet');
		expect(on('2026-11-10', [said('2026-11-09', 2)])).toBe('offTrack');
		expect(on('2026-11-10', [said('2026-11-09', 4, 'Half of it')])).toBe('onTrack');
		expect(on('2026-11-10', [said('2026-11-08', 4, 'Half'), said('2026-11-09', 3)])).toBe('atRisk');
	});

	test.each(['number', 'milestone', 'guard'] as const)(
		'is never done, on track or behind by a number (%s)',
		(kind) => {
			const log = [said('2026-11-09', 5, undefined, 99), said('2026-11-08', 5, undefined, 1)];
			expect(on('2026-11-10', log, kind)).toBe('noneYet');
			const current = currentOn(log, '2026-11-10');
			expect(isBehind(learning(kind), line, current, '2027-02-01')).toBeNull();
			expect(trendOf(learning(kind), current)).toBeNull();
			expect(progressOf(learning(kind), 99)).toBeNull();
		}
	);

	test('is stale without a word, however well it was answered', () => {
		const log = [said('2026-11-02', 5, 'All of it')];
		expect(on('2026-11-12', log)).toBe('onTrack');
		expect(on('2026-11-13', log)).toBe('stale');
	});

	test('is off track without an answer after its due day, and waited for no more with one of that day', () => {
		expect(on('2027-01-02', [said('2026-12-30', 5)])).toBe('offTrack');
		expect(on('2027-03-02', [said('2026-12-31', 5, 'All of it')])).toBe('onTrack');
		expect(
			agreedAbout(learning().id, [{ on: agreedOn, plan: agreedPlanOf(planOf([learning()])) }], {
				startOn: '2026-10-01',
				endOn: '2026-12-31'
			}).line
		).toEqual([]);
	});
});
