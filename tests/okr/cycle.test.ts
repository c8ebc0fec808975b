import { describe, expect, test } from 'vitest';
import { isDueInside, phaseOf, quarterAround } from '#lib/okr/cycle.ts';

const at = (text: string) => Date.parse(text);
const agreed = at('2026-10-05T09:00:00Z');

describe('phases', () => {
	const berlin = { endOn: '2026-12-31', timeZone: 'Europe/Berlin' };

	test('[PHASE-1] a cycle is drafting until its plan is agreed, then running', () => {
		expect(phaseOf(berlin, at('2026-09-20T12:00Z'), null)).toBe('drafting');
		expect(phaseOf(berlin, at('2026-11-20T12:00Z'), null)).toBe('drafting');
		expect(phaseOf(berlin, at('2026-12-28T12:00Z'), null)).toBe('drafting');
		expect(phaseOf(berlin, at('2026-11-20T12:00Z'), agreed)).toBe('running');
	});

	test('[PHASE-1] agreed is agreed: before the first day, and on a clock that runs behind', () => {
		expect(phaseOf(berlin, at('2026-09-20T12:00Z'), at('2026-09-20T11:00Z'))).toBe('running');
		expect(phaseOf(berlin, at('2026-11-20T12:00Z'), at('2026-11-25T12:00Z'))).toBe('running');
		expect(phaseOf(berlin, at('2026-11-20T12:00Z'), 0)).toBe('running');
	});

	test("[PHASE-2] closing begins at T-7, at midnight in the cycle's own zone", () => {
		expect(phaseOf(berlin, at('2026-12-23T22:59:59.999Z'), agreed)).toBe('running');
		expect(phaseOf(berlin, at('2026-12-23T23:00:00Z'), agreed)).toBe('closing');
		expect(phaseOf(berlin, at('2026-12-31T22:59:59.999Z'), agreed)).toBe('closing');
	});

	test("[PHASE-3] it ends when its last day is over in the cycle's own zone, agreed or not", () => {
		expect(phaseOf(berlin, at('2026-12-31T23:00:00Z'), agreed)).toBe('ended');
		expect(phaseOf(berlin, at('2026-12-31T23:00:00Z'), null)).toBe('ended');
		expect(phaseOf(berlin, at('2030-01-01T00:00:00Z'), agreed)).toBe('ended');
	});

	test.each([
		['Pacific/Kiritimati', '2026-12-31T10:00:00Z'],
		['Asia/Kolkata', '2026-12-31T18:30:00Z'],
		['UTC', '2027-01-01T00:00:00Z'],
		['America/St_Johns', '2027-01-01T03:30:00Z'],
		['America/Los_Angeles', '2027-01-01T08:00:00Z'],
		['Pacific/Pago_Pago', '2027-01-01T11:00:00Z']
	])('[PHASE-3] in %s the year 2026 ends at %s', (timeZone, end) => {
		const cycle = { endOn: '2026-12-31', timeZone };
		expect(phaseOf(cycle, at(end) - 1, agreed)).toBe('closing');
		expect(phaseOf(cycle, at(end), agreed)).toBe('ended');
	});

	test('[PHASE-4] a clock change inside the last week moves neither end nor closing by an hour', () => {
		// Clocks in Berlin go forward on 29 March 2026 and back on 25 October 2026.
		const spring = { endOn: '2026-03-31', timeZone: 'Europe/Berlin' };
		expect(phaseOf(spring, at('2026-03-23T22:59:59Z'), 0)).toBe('running');
		expect(phaseOf(spring, at('2026-03-23T23:00:00Z'), 0)).toBe('closing');
		expect(phaseOf(spring, at('2026-03-31T21:59:59Z'), 0)).toBe('closing');
		expect(phaseOf(spring, at('2026-03-31T22:00:00Z'), 0)).toBe('ended');
		const autumn = { endOn: '2026-10-31', timeZone: 'Europe/Berlin' };
		expect(phaseOf(autumn, at('2026-10-23T21:59:59Z'), 0)).toBe('running');
		expect(phaseOf(autumn, at('2026-10-23T22:00:00Z'), 0)).toBe('closing');
		expect(phaseOf(autumn, at('2026-10-31T22:59:59Z'), 0)).toBe('closing');
		expect(phaseOf(autumn, at('2026-10-31T23:00:00Z'), 0)).toBe('ended');
	});

	test('[PHASE-4] a last day of 23 hours, or one without a midnight, is over when it is over', () => {
		const short = { endOn: '2026-03-29', timeZone: 'Europe/Berlin' };
		expect(phaseOf(short, at('2026-03-28T23:00:00Z') + 23 * 3_600_000 - 1, 0)).toBe('closing');
		expect(phaseOf(short, at('2026-03-28T23:00:00Z') + 23 * 3_600_000, 0)).toBe('ended');
		// In Beirut 29 March 2026 began at one o'clock.
		const beirut = { endOn: '2026-03-28', timeZone: 'Asia/Beirut' };
		expect(phaseOf(beirut, at('2026-03-28T21:59:59Z'), 0)).toBe('closing');
		expect(phaseOf(beirut, at('2026-03-28T22:00:00Z'), 0)).toBe('ended');
	});

	test('what is no date never comes, and an unknown zone is UTC: a strange document does not throw', () => {
		const strange = { endOn: '2026-02-30', timeZone: 'Nowhere/Land' };
		expect(phaseOf(strange, at('2030-01-01T00:00Z'), null)).toBe('drafting');
		expect(phaseOf(strange, at('2030-01-01T00:00Z'), 0)).toBe('running');
		const lost = { endOn: '2026-12-31', timeZone: 'Nowhere/Land' };
		expect(phaseOf(lost, at('2026-12-31T23:59:59Z'), 0)).toBe('closing');
		expect(phaseOf(lost, at('2027-01-01T00:00:00Z'), 0)).toBe('ended');
	});
});

describe('[PHASE-5] the suggested quarter', () => {
	const named = (text: string, timeZone = 'UTC') => quarterAround(at(text), timeZone).name;

	test('is a calendar quarter with its first and last day', () => {
		expect(quarterAround(at('2026-02-10T12:00Z'), 'Europe/Berlin')).toEqual({
			name: 'Q1 2026',
			startOn: '2026-01-01',
			endOn: '2026-03-31',
			timeZone: 'Europe/Berlin'
		});
		expect(quarterAround(at('2026-05-10T12:00Z'), 'UTC')).toMatchObject({
			startOn: '2026-04-01',
			endOn: '2026-06-30'
		});
		expect(quarterAround(at('2026-08-10T12:00Z'), 'UTC')).toMatchObject({
			startOn: '2026-07-01',
			endOn: '2026-09-30'
		});
		expect(quarterAround(at('2026-11-10T12:00Z'), 'UTC')).toMatchObject({
			startOn: '2026-10-01',
			endOn: '2026-12-31'
		});
	});

	test('is the next one from T-30 on, when preparing it begins', () => {
		expect(named('2026-05-30T23:59:59Z')).toBe('Q2 2026');
		expect(named('2026-05-31T00:00:00Z')).toBe('Q3 2026');
	});

	test('goes over the end of a year', () => {
		expect(named('2026-11-30T23:59:59Z')).toBe('Q4 2026');
		expect(quarterAround(at('2026-12-01T00:00:00Z'), 'UTC')).toEqual({
			name: 'Q1 2027',
			startOn: '2027-01-01',
			endOn: '2027-03-31',
			timeZone: 'UTC'
		});
		expect(named('2026-12-31T23:59:59Z')).toBe('Q1 2027');
		expect(named('2027-01-01T00:00:00Z')).toBe('Q1 2027');
	});

	test("follows the day in the team's zone", () => {
		expect(named('2026-11-30T23:30:00Z', 'Europe/Berlin')).toBe('Q1 2027');
		expect(named('2026-12-01T00:30:00Z', 'America/New_York')).toBe('Q4 2026');
	});

	test('has every day of five years in it or begins at most 31 days later', () => {
		for (let now = at('2026-01-01T12:00Z'); now < at('2031-01-01T12:00Z'); now += 86_400_000) {
			const { startOn, endOn } = quarterAround(now, 'UTC');
			const today = new Date(now).toISOString().slice(0, 10);
			const ahead = (at(startOn) - at(today)) / 86_400_000;
			expect(today <= endOn && ahead <= 31, `${today} → ${startOn}`).toBe(true);
			expect(phaseOf({ endOn, timeZone: 'UTC' }, now, 0)).toBe('running');
		}
	});
});

test('[PLAN-2] a due date lies inside the cycle, its first and last day included', () => {
	const cycle = { startOn: '2026-10-01', endOn: '2026-12-31' };
	expect(isDueInside(cycle, '2026-10-01')).toBe(true);
	expect(isDueInside(cycle, '2026-12-31')).toBe(true);
	expect(isDueInside(cycle, '2026-09-30')).toBe(false);
	expect(isDueInside(cycle, '2027-01-01')).toBe(false);
	expect(isDueInside(cycle, '2026-11-31')).toBe(false);
	expect(isDueInside(cycle, '')).toBe(false);
});
