import { describe, expect, test } from 'vitest';
import {
	type CheckInInput,
	correctionOf,
	freshInput,
	inputToCheckIn,
	readInput,
	unchanged
} from '#lib/okr/checkInInput.ts';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { CheckInId } from '#lib/okr/ids.ts';
import { currentOn } from '#lib/okr/checkInLog.ts';
import { entry } from './checkInEntries.ts';
import { keyResult } from './examples.ts';

const nothing = currentOn([], '2026-11-16');
const fresh = freshInput(nothing);
const how = { locale: 'en', lastDay: '2026-11-16' };
const filled: CheckInInput = { ...fresh, typed: '12.5', confidence: 4 };
const said = (input: CheckInInput, kind: 'number' | 'milestone' = 'number', unit = '') =>
	inputToCheckIn(input, { kind, unit }, how);

describe('a card', () => {
	test('[CHECKIN-14] needs a value and a confidence and nothing else', () => {
		expect(said(filled)).toMatchObject({
			ok: true,
			checkIn: {
				value: 12.5,
				confidence: 4,
				measuredAt: '2026-11-16',
				note: '',
				blocker: null,
				nextStep: null
			}
		});
		expect(said({ ...filled, typed: '' })).toEqual({ ok: false, why: 'no-value' });
		expect(said({ ...filled, confidence: null })).toEqual({ ok: false, why: 'no-confidence' });
		expect(said({ ...filled, typed: '', notMeasured: true })).toMatchObject({
			checkIn: { value: null }
		});
		expect(said({ ...filled, met: true }, 'milestone')).toMatchObject({ checkIn: { value: 1 } });
		expect(said(filled, 'milestone')).toEqual({ ok: false, why: 'no-value' });
	});

	test('[CHECKIN-14] says what is wrong with text where a number should be', () => {
		expect(said({ ...filled, typed: 'many' })).toEqual({ ok: false, why: 'not-a-number' });
		expect(said({ ...filled, typed: '1–2' })).toEqual({ ok: false, why: 'several-numbers' });
		expect(
			inputToCheckIn(
				{ ...filled, typed: '1.234,5' },
				{ kind: 'number', unit: '' },
				{ ...how, locale: 'de' }
			)
		).toMatchObject({
			checkIn: { value: 1234.5 }
		});
	});

	test('[CHECKIN-18] refuses a value in another unit, and takes one that names its own', () => {
		const other = { ok: false, why: 'other-unit' };
		expect(said({ ...filled, typed: '12.5 %' }, 'number', 'customers')).toEqual(other);
		expect(said({ ...filled, typed: '5 bananas' }, 'number', '%')).toEqual(other);
		expect(said({ ...filled, typed: '€ 5' }, 'number', '%')).toEqual(other);
		expect(said({ ...filled, typed: '1 customer' }, 'number', 'customers').ok).toBe(true);
	});

	test('[CHECKIN-22] is filled in as the entry it corrects, and stands in for that', () => {
		const blocker = { kind: 'decision', helper: 'The board', urgent: true } as const;
		const id = 'aaaaaaaaaaaaaaaa' as CheckInId;
		const old = { ...entry('a', '2026-11-02', 12), note: 'Half of it', blocker, id };
		const card = correctionOf(old, '12');
		expect(said({ ...card, typed: '21' })).toMatchObject({
			ok: true,
			checkIn: { value: 21, measuredAt: '2026-11-02', note: 'Half of it', blocker, corrects: id }
		});
		// A page that goes away in between knows what it was about.
		expect(readInput(JSON.stringify(card), fresh)).toEqual(card);
		expect(correctionOf({ ...old, value: null }, '').notMeasured).toBe(true);
	});

	test('[CHECKIN-1] takes a day that is past and none to come, nor one after the cycle', () => {
		expect(said({ ...filled, day: '2026-11-02' })).toMatchObject({
			checkIn: { measuredAt: '2026-11-02' }
		});
		expect(said({ ...filled, day: '2026-11-17' })).toEqual({ ok: false, why: 'too-late' });
		expect(said({ ...filled, day: '2026-11' })).toEqual({ ok: false, why: 'no-day' });
	});

	test('[CHECKIN-15] is as sure as last time and keeps what stood in the way, and "no change" says all of it again', () => {
		const blocker = { kind: 'decision', helper: 'The board', urgent: true } as const;
		const last = { ...entry('a', '2026-11-09', 11, { confidence: 2 }), blocker, note: 'Once' };
		const current = currentOn([last], '2026-11-16');
		expect(freshInput(current)).toMatchObject({
			...{ typed: '', confidence: 2, note: '' },
			...{ blocker: 'decision', helper: 'The board', urgent: true }
		});
		expect(unchanged(current, keyResult(), '2026-11-16')).toMatchObject({
			...{ measuredAt: '2026-11-16', value: 11, confidence: 2 },
			...{ blocker, note: '' }
		});
		expect(unchanged(nothing, keyResult(), '2026-11-16')).toBeNull();
	});

	test('[CHECKIN-16] comes back from the device as it was typed, whatever lies there', () => {
		const typed: CheckInInput = {
			...filled,
			...{ typed: '12,', note: 'Half a sen', blocker: 'clarity', urgent: true },
			...{ next: 'Call', nextOwnerId: 'x', nextDueOn: '2026-11-20', day: '2026-11-10' }
		};
		expect(readInput(JSON.stringify(typed), fresh)).toEqual(typed);
		for (const odd of [
			'',
			'null',
			'7',
			'[]',
			'{',
			'{"typed":7,"confidence":9,"blocker":"weather","day":{}}'
		])
			expect(readInput(odd, fresh)).toEqual(fresh);
	});
});

describe('[LEARN-3] the card of a question', () => {
	const question = keyResult({ ambition: 'learning' });
	const fresh = freshInput({ confidence: 4, last: null });
	const answered = { ...entry('a', '2026-11-09', null), answer: 'Nobody finds the import' };
	const say = (some: Partial<CheckInInput>) => inputToCheckIn({ ...fresh, ...some }, question, how);

	test('takes an answer in words, or that there is nothing new, and no number', () => {
		const read = say({ answer: ' They do not find the import. ', typed: '12' });
		expect(read).toMatchObject({
			...{ ok: true, checkIn: { value: null, answer: 'They do not find the import.' } }
		});
		expect(say({ typed: '12' })).toEqual({ ok: false, why: 'no-value' });
		expect(say({ answer: ' ' })).toEqual({ ok: false, why: 'no-value' });
		const nothing = say({ answer: 'half a thou', notMeasured: true });
		expect(nothing).toMatchObject({ ok: true, checkIn: { value: null } });
		expect(nothing.ok && 'answer' in nothing.checkIn).toBe(false);
		expect(say({ answer: 'x'.repeat(900) })).toMatchObject({
			...{ ok: true, checkIn: { answer: 'x'.repeat(500) } }
		});
	});

	test('takes its answer along to the device, and back for a correction', () => {
		const typing = { ...fresh, answer: 'They do not' };
		expect(readInput(JSON.stringify(typing), fresh)).toEqual(typing);
		expect(readInput('{"answer":7}', fresh).answer).toBe('');
		expect(correctionOf(answered, '')).toMatchObject({
			...{ answer: 'Nobody finds the import', notMeasured: false, corrects: 'a' }
		});
		expect(correctionOf(entry('b', '2026-11-09', null), '').notMeasured).toBe(true);
	});

	test('says the last answer again by “no change”, and never an old number', () => {
		const on = (log: CheckIn[]) => unchanged(currentOn(log, '2026-11-16'), question, '2026-11-16');
		expect(on([answered, entry('b', '2026-11-10', null)])).toMatchObject({
			...{ measuredAt: '2026-11-16', value: null, answer: 'Nobody finds the import' }
		});
		expect(on([entry('a', '2026-11-09', 12)])).toBeNull();
	});
});
