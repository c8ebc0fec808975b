import { describe, expect, test } from 'vitest';
import { type CheckIn, latestMeasured } from '#lib/okr/checkIn.ts';
import { byDayMeasured, currentOn, standingCheckIns } from '#lib/okr/checkInLog.ts';
import { entry } from './checkInEntries.ts';

const ids = (log: readonly CheckIn[]) => log.map(({ id }) => id);

describe('the log of a key result', () => {
	test('[CHECKIN-2] is in the order of the day measured, then of writing, then of ids', () => {
		const log = [
			entry('late', '2026-11-02', 3, { at: 9_000_000 }),
			entry('c', '2026-11-09', 5),
			entry('b', '2026-11-09', 5),
			entry('a', '2026-11-09', 5, { at: 1000 })
		];
		expect(ids([...log].sort(byDayMeasured))).toEqual(['late', 'b', 'c', 'a']);
		expect(ids([...log].reverse().sort(byDayMeasured))).toEqual(['late', 'b', 'c', 'a']);
	});

	test('[CHECKIN-3] is corrected by entries, of several by the one written last', () => {
		const log = [
			entry('a', '2026-11-02', 3),
			entry('b', '2026-11-02', 30, { at: 1000, corrects: 'a' }),
			entry('c', '2026-11-01', 31, { at: 2000, corrects: 'a' }),
			entry('d', '2026-11-02', 33, { at: 3000, corrects: 'b' }),
			entry('e', '2026-11-03', 4, { corrects: 'nowhere' })
		];
		expect(ids(standingCheckIns(log))).toEqual(['d', 'e']);
		expect(ids(standingCheckIns(log.slice(0, 3)))).toEqual(['b']);
		expect(ids(standingCheckIns(log.slice(0, 1)))).toEqual(['a']);
	});

	test('[CHECKIN-10] does not count what was taken back, and counts it again once that is corrected', () => {
		const log = [
			entry('a', '2026-11-02', 10),
			entry('b', '2026-11-09', 20),
			entry('c', '2026-11-09', 20, { at: 1000, corrects: 'b', takesBack: true }),
			entry('d', '2026-11-09', 21, { at: 2000, corrects: 'c' })
		];
		expect(ids(standingCheckIns(log.slice(0, 3)))).toEqual(['a']);
		expect(currentOn(log.slice(0, 3), '2026-11-30')).toMatchObject({ value: 10 });
		expect(ids(standingCheckIns(log))).toEqual(['a', 'd']);
		// Two apart, one takes it back and one puts it right: the later word counts.
		const apart = [...log.slice(0, 3), entry('e', '2026-11-09', 22, { at: 500, corrects: 'b' })];
		expect(ids(standingCheckIns(apart))).toEqual(['a']);
	});

	test('[CHECKIN-3] with corrections that go round in a ring is read to an end', () => {
		const log = [
			entry('a', '2026-11-02', 1, { corrects: 'b' }),
			entry('b', '2026-11-02', 2, { corrects: 'a' }),
			entry('c', '2026-11-02', 3, { corrects: 'b' }),
			entry('d', '2026-11-02', 4, { corrects: 'd' })
		];
		expect(ids(standingCheckIns(log))).toEqual(['c']);
	});

	test('[CHECKIN-4] says the last value measured, the one before it and the last confidence', () => {
		const log = [
			entry('a', '2026-11-02', 10),
			entry('b', '2026-11-09', 20, { confidence: 4 }),
			entry('c', '2026-11-16', null, { confidence: 2 }),
			entry('d', '2026-11-23', null, { confidence: 1 })
		];
		expect(currentOn(log, '2026-11-30')).toMatchObject({
			value: 20,
			measuredAt: '2026-11-09',
			previous: { value: 10, measuredAt: '2026-11-02' },
			confidence: 1,
			notMeasuredSince: '2026-11-16',
			last: { id: 'd' }
		});
		expect(currentOn(log, '2026-11-09')).toMatchObject({ value: 20, notMeasuredSince: null });
		expect(currentOn(log.slice(2), '2026-11-30')).toMatchObject({
			value: null,
			measuredAt: null,
			previous: null,
			notMeasuredSince: '2026-11-16'
		});
		expect(currentOn([], '2026-11-30')).toEqual({
			value: null,
			measuredAt: null,
			previous: null,
			answer: null,
			confidence: null,
			notMeasuredSince: null,
			last: null
		});
	});

	test('[CHECKIN-4] does not count what a clock that is ahead says of a day to come', () => {
		const log = [entry('a', '2026-11-02', 10), entry('b', '2026-12-01', 99)];
		expect(currentOn(log, '2026-11-30')).toMatchObject({ value: 10 });
		expect(currentOn(log, '2026-12-01')).toMatchObject({ value: 99 });
	});
});

test('[CHECKIN-1] a day that has begun somewhere on Earth may be measured, and none after it', () => {
	expect(latestMeasured(Date.parse('2026-11-26T09:59:59Z'))).toBe('2026-11-26');
	expect(latestMeasured(Date.parse('2026-11-26T10:00:00Z'))).toBe('2026-11-27');
});
