import { expect, test } from 'vitest';
import { dayOfInstant } from '#lib/okr/instant.ts';

test('[VALUES-5] a moment is of the day it falls on in the zone; without an offset of the day that is written', () => {
	const cases: [string, string | null, string?][] = [
		['2026-11-03T23:30:00Z', '2026-11-04'],
		['2026-11-03t23:30z', '2026-11-04'],
		['2026-11-03T22:30:00.123Z', '2026-11-03'],
		['2026-11-04 01:00:00+09:00', '2026-11-03'],
		['2026-11-04T01:00 +0900', '2026-11-03'],
		['2026-11-03T23:30:00Z', '2026-11-03', 'America/New_York'],
		['2026-11-03T23:30:00', '2026-11-03'],
		['2026-11-03 00:10', '2026-11-03', 'America/New_York'],
		['2026-11-03', null],
		['2026-02-30T10:00Z', null],
		['2026-11-03T25:10Z', null],
		['soon', null]
	];
	for (const [text, day, zone = 'Europe/Berlin'] of cases)
		expect([text, dayOfInstant(text, zone)]).toEqual([text, day]);
});
