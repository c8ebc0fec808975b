import { describe, expect, test } from 'vitest';
import {
	type KnownKeyResult,
	mostValues,
	readValues,
	type ValueContext
} from '#lib/files/values/readValues.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { entry } from '../../okr/checkInEntries.ts';

const reviews = known('aaaaaaaaaaaaaaaa', 'Reviews a month', { unit: 'reviews' });
const pitch = known('bbbbbbbbbbbbbbbb', 'A second pitch is open', { kind: 'milestone', unit: '' });
const twins = ['cccccccccccccccc', 'dddddddddddddddd'].map((id) => known(id, 'Sick days', {}));
const dropped = known('eeeeeeeeeeeeeeee', 'Paper forms', { where: 'aside' });
const gone = known('ffffffffffffffff', 'Stickers', { where: 'gone' });

const context: ValueContext = {
	locale: 'en-GB',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin',
	lastDay: '2026-11-20',
	keyResults: [reviews, pitch, ...twins, dropped, gone]
};

function known(id: string, metric: string, more: Partial<KnownKeyResult>): KnownKeyResult {
	return {
		id: id as KeyResultId,
		metric,
		kind: 'number',
		unit: '',
		ambition: 'committed',
		where: 'plan',
		log: [],
		...more
	};
}

function read(lines: string[], more: Partial<ValueContext> = {}) {
	const result = readValues(lines.join('\n'), { ...context, ...more });
	if (!result.ok) throw new Error(result.why);
	return result;
}

const fates = (lines: string[], more?: Partial<ValueContext>) =>
	read(lines, more).rows.map(({ why, checkIn }) => why ?? checkIn?.value);

describe('[VALUES-1] a table of values', () => {
	test.each([',', ';', '\t'])('is read by its headings, split by %j, by title or id', (by) => {
		const { rows, needs } = read([
			['Key result', 'Value', 'Measured at', 'Note'].join(by),
			['reviews a MONTH!', '12', '2026-11-03', '"Two, not ""three"""'].join(by),
			['aaaaaaaaaaaaaaaa', '14', '5 Nov 2026', ''].join(by),
			['A second pitch is open', 'yes', '', ''].join(by)
		]);
		expect(needs).toBeNull();
		expect(
			rows.map(({ keyResult, checkIn }) => [
				keyResult?.id,
				checkIn?.measuredAt,
				checkIn?.value,
				checkIn?.note
			])
		).toEqual([
			[reviews.id, '2026-11-03', 12, by === '\t' ? 'Two, not "three"' : 'Two, not "three"'],
			[reviews.id, '2026-11-05', 14, ''],
			[pitch.id, '2026-11-20', 1, '']
		]);
		expect(rows[2]?.remarks).toEqual(['today']);
		expect(rows.every(({ checkIn }) => checkIn?.imported)).toBe(true);
	});

	test('is read by German headings and customs', () => {
		const { rows } = read(
			[
				'Schlüsselergebnis;Wert;Gemessen am;Notiz',
				'Reviews a month;1.234,5;3.11.2026;gut',
				'A second pitch is open;noch nicht;03.11.2026;'
			],
			{ locale: 'de-DE' }
		);
		expect(rows.map(({ checkIn }) => [checkIn?.measuredAt, checkIn?.value])).toEqual([
			['2026-11-03', 1234.5],
			['2026-11-03', 0]
		]);
	});

	test('without headings is read by what is in it, and one column without more has no value', () => {
		const { columns } = read(['2026-11-03\tReviews a month\t12\tfine']);
		expect(columns.map(({ role }) => role)).toEqual(['day', 'keyResult', 'value', 'note']);
		expect(read(['Reviews a month']).needs).toBe('columns');
	});
});

describe('[VALUES-2] each row says what would happen to it:', () => {
	const head = 'Key result,Value,Date,Confidence';

	test('numbers that are none, days that are none or to come, names that are nobody’s or of several', () => {
		expect(
			fates([
				head,
				'Reviews a month,lots,2026-11-03,',
				'Reviews a month,12-14,2026-11-03,',
				'Reviews a month,"1,234",2026-11-03,',
				'Reviews a month,12 %,2026-11-03,',
				'Reviews a month,,2026-11-03,',
				'Reviews a month,12,2026-11-21,',
				'Reviews a month,12,2027-02-30,',
				'Reviews a month,12,soon,',
				'Reviews a month,12,2026-11-03,9',
				'Nothing of ours,12,2026-11-03,',
				',12,2026-11-03,',
				'Sick days,12,2026-11-03,',
				'Stickers,12,2026-11-03,',
				'A second pitch is open,perhaps,2026-11-03,',
				'Reviews a month,n/a,2026-11-03,'
			])
		).toEqual([
			'not-a-number',
			'several-numbers',
			1234,
			'other-unit',
			'no-value',
			'too-late',
			'no-day',
			'no-day',
			'no-confidence',
			'unknown',
			'no-name',
			'several',
			'deleted',
			'not-a-number',
			null
		]);
	});

	test('a choice settles a name of several and one nobody knows, for all of its rows, or leaves them out', () => {
		const lines = [
			head,
			'Sick days,3,2026-11-03,',
			'Absences,4,2026-11-04,',
			'sick days,5,2026-11-05,'
		];
		const choices = { 'sick days': twins[1]!.id, absences: '' as const };
		expect(fates(lines, { choices })).toEqual([3, 'left-out', 5]);
		expect(read(lines, { choices }).rows[2]?.keyResult?.id).toBe(twins[1]?.id);
	});

	test('what is aside lands with a remark, and a deleted one hides none that stands', () => {
		expect(read([head, 'Paper forms,3,2026-11-03,']).rows[0]).toMatchObject({
			remarks: ['aside'],
			checkIn: { value: 3 }
		});
		const namesake = known('gggggggggggggggg', 'Stickers', {});
		const keyResults = [gone, namesake];
		expect(fates([head, 'Stickers,3,2026-11-03,'], { keyResults })).toEqual([3]);
	});

	test('the same value of the same day is there already, in the log or above in the table', () => {
		const log = [entry('x', '2026-11-03', 12, { keyResultId: reviews.id })];
		const keyResults = [{ ...reviews, log }];
		expect(
			fates(
				[
					head,
					'Reviews a month,12,2026-11-03,',
					'Reviews a month,13,2026-11-03,',
					'Reviews a month,13,2026-11-03,'
				],
				{ keyResults }
			)
		).toEqual(['there', 13, 'there']);
	});

	test('it is as sure as was said before, and keeps what stands in the way of what is current', () => {
		const blocker = { kind: 'decision', helper: '', urgent: true } as const;
		const log = [
			{ ...entry('x', '2026-11-03', 12, { keyResultId: reviews.id, confidence: 2 }), blocker }
		];
		const keyResults = [{ ...reviews, log }];
		const [old, now, told] = read(
			[
				head,
				'Reviews a month,9,2026-10-20,',
				'Reviews a month,15,2026-11-10,',
				'Reviews a month,16,2026-11-11,4/5'
			],
			{ keyResults }
		).rows;
		expect([old?.checkIn?.confidence, old?.checkIn?.blocker, old?.remarks]).toEqual([
			3,
			null,
			['older']
		]);
		expect([now?.checkIn?.confidence, now?.checkIn?.blocker]).toEqual([2, blocker]);
		expect(told?.checkIn?.confidence).toBe(4);
	});
});

describe('[VALUES-3] what is no such table says so:', () => {
	test('wrong columns are asked about, and a person’s word about them counts', () => {
		const lines = ['Colour,Amount', 'Reviews a month,12'];
		expect(read(lines)).toMatchObject({ needs: 'columns', rows: [] });
		const roles = { 0: 'keyResult', 1: 'value' } as const;
		// What was taken for a row before is one still: nobody is named by its first cell.
		expect(fates(lines, { roles })).toEqual(['unknown', 12]);
	});

	test('10,000 rows, a picture, more than a megabyte, nothing', () => {
		const why = (text: string) => {
			const result = readValues(text, context);
			return result.ok ? null : result.why;
		};
		const rows = (count: number) =>
			[
				'Key result,Value,Date',
				...Array.from({ length: count }, (_, at) => `Reviews a month,${at},`)
			].join('\n');
		expect(why(rows(10_000))).toBe('too-long');
		expect(why(rows(mostValues))).toBeNull();
		expect(why('PNG\0\0')).toBe('foreign');
		expect(why('x'.repeat(1024 * 1024 + 1))).toBe('too-large');
		expect(why(' \n\n ')).toBe('empty');
	});

	test('no text whatever makes it throw', () => {
		const odd = [
			'"',
			'"a',
			'a,"b',
			'\t\t',
			'|a|\n|-|',
			'{"a":1}',
			'=1+1,2',
			'\u202e,1',
			'é'.repeat(999)
		];
		for (const text of odd) expect(() => readValues(text, context)).not.toThrow();
	});
});

test('[VALUES-3] hundreds of thousands of short lines are too long at once, whatever splits them', () => {
	const start = performance.now();
	for (const line of ['x', 'x;1', 'x\t1', '| x |'])
		expect(readValues(`${line}\n`.repeat(1048576 / (line.length + 1)), context)).toEqual({
			ok: false,
			why: 'too-long'
		});
	// Taking one of them apart takes more than a second.
	expect(performance.now() - start).toBeLessThan(1000);
});

test('[VALUES-5] a moment is of the day it falls on in the cycle’s zone', () => {
	const { rows } = read([
		'Key result;Value;Measured at',
		'Reviews a month;12;2026-11-03T23:30:00Z',
		'Reviews a month;13;2026-11-03T23:30:00'
	]);
	expect(rows.map(({ checkIn }) => checkIn?.measuredAt)).toEqual(['2026-11-04', '2026-11-03']);
});

test('[LEARN-8] a key result that asks a question takes no value out of a table', () => {
	const asks = known('gggggggggggggggg', 'Why teams leave', { ambition: 'learning' });
	const rows = ['Key result;Value', 'Why teams leave;12', 'Why teams leave;not measured'];
	expect(fates(rows, { keyResults: [asks] })).toEqual(['question', 'question']);
});
