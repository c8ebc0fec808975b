import { describe, expect, it, test } from 'vitest';
import { dueDay } from '#lib/okr/dueDay.ts';

const autumn = { startOn: '2026-10-01', endOn: '2026-12-31' };
const summer = { startOn: '2026-07-01', endOn: '2026-09-30' };
const winter = { startOn: '2026-11-01', endOn: '2027-01-31' };

describe('a deadline’s words as a day', () => {
	it.each([
		['end of Q3', summer, '2026-09-30'],
		['Q3', summer, '2026-09-30'],
		['Ende Q4', autumn, '2026-12-31'],
		['Q4 2026', autumn, '2026-12-31'],
		['Q1', autumn, '2027-03-31'],
		['Q1', winter, '2027-03-31'],
		['H2', summer, '2026-12-31'],
		['2. Quartal 2027', autumn, '2027-06-30'],
		['end of the quarter', winter, '2027-01-31'],
		['the end of this cycle', winter, '2027-01-31'],
		['EOQ', autumn, '2026-12-31'],
		['Quartalsende', autumn, '2026-12-31'],
		['Ende des Quartals', autumn, '2026-12-31'],
		['year-end', summer, '2026-12-31'],
		['EOY', winter, '2026-12-31'],
		['Jahresende', autumn, '2026-12-31'],
		['2026-11-15', autumn, '2026-11-15'],
		['31.12.2026', autumn, '2026-12-31'],
		['15.1.', winter, '2027-01-15'],
		['18 December', autumn, '2026-12-18'],
		['December 18th', autumn, '2026-12-18'],
		['18th of December, 2026', autumn, '2026-12-18'],
		['18. Dezember', autumn, '2026-12-18'],
		['by 18 Dec', autumn, '2026-12-18'],
		['November', autumn, '2026-11-30'],
		['end of November', autumn, '2026-11-30'],
		['Ende März', winter, '2027-03-31'],
		['mid-November', autumn, '2026-11-15'],
		['Anfang Dezember', autumn, '2026-12-01'],
		['end of February 2028', autumn, '2028-02-29']
	])('%s → %s', (words, cycle, day) => {
		expect(dueDay(words, cycle)).toBe(day);
	});

	it.each(['', 'soon', 'Christmas', 'within six months', '31 November', '32.1.', 'end of 3', 'Q5'])(
		'%j names no day',
		(words) => {
			expect(dueDay(words, autumn)).toBeNull();
		}
	);
});

test('no text makes it throw, nor a cycle without days', () => {
	for (const words of ['\ud800', '💥'.repeat(500), 'end of '.repeat(9), `${'9'.repeat(400)} May`])
		expect(dueDay(words, autumn)).toBeNull();
	expect(dueDay('Q3', { startOn: '', endOn: '' })).toBeNull();
});
