import { expect, test } from 'vitest';
import { addDays, dayAt, isDay, isTimeZone } from '#lib/okr/day.ts';

test('a day is an ISO date that exists', () => {
	for (const day of ['2026-01-01', '2026-12-31', '2028-02-29', '2000-02-29', '9999-12-31']) {
		expect(isDay(day), day).toBe(true);
	}
	for (const other of [
		'',
		'2026-02-30',
		'2026-02-29',
		'2100-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-1-1',
		'0026-01-01',
		'2026-01-01T00:00',
		'2026-01-01\n',
		'tomorrow',
		20260101,
		null,
		undefined
	]) {
		expect(isDay(other), String(other)).toBe(false);
	}
});

test('days are added across months, leap years and clock changes', () => {
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
	expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
	expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
	expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
	expect(addDays('2026-05-05', 0)).toBe('2026-05-05');
	expect(() => addDays('2026-02-30x', 1)).toThrow(RangeError);
});

test('one instant is two different days around the world', () => {
	const at = Date.parse('2026-06-30T11:30:00Z');
	expect(dayAt(at, 'Pacific/Kiritimati')).toBe('2026-07-01');
	expect(dayAt(at, 'Europe/Berlin')).toBe('2026-06-30');
	expect(dayAt(at, 'Pacific/Pago_Pago')).toBe('2026-06-30');
	expect(dayAt(at - 3_600_000, 'Pacific/Pago_Pago')).toBe('2026-06-29');
	expect(dayAt(0, 'UTC')).toBe('1970-01-01');
});

test('an unknown time zone counts as UTC', () => {
	const at = Date.parse('2026-06-30T23:59:59Z');
	for (const zone of ['', 'Mars/Olympus', 'Europe/Berlin!', '+99:99']) {
		expect(isTimeZone(zone), zone).toBe(false);
		expect(dayAt(at, zone), zone).toBe('2026-06-30');
	}
	expect(isTimeZone(undefined)).toBe(false);
	expect(isTimeZone('Europe/Berlin')).toBe(true);
	expect(isTimeZone('UTC')).toBe(true);
});
