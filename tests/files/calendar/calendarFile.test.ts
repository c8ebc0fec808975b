import ICAL from 'ical.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type CalendarGiven, calendarFile } from '#lib/files/calendar/calendarFile.ts';
import { offsetText, timeZoneRules } from '#lib/files/calendar/timeZoneRules.ts';
import type { CycleId } from '#lib/okr/ids.ts';

const said = (title: string) => ({ title, text: `About ${title}` });
const given: CalendarGiven = {
	cycle: {
		id: 'cyclecyclecyclec' as CycleId,
		name: 'Q4 2026',
		startOn: '2026-10-01',
		endOn: '2026-12-31',
		timeZone: 'Europe/Berlin'
	},
	team: 'Lighthouse',
	cadenceDays: 7,
	weekday: 2,
	time: '09:00',
	checkInUrl: 'https://okr.example.org/check-in',
	cycleUrl: 'https://okr.example.org/t/a/c/b/now',
	now: Date.parse('2026-10-05T10:00:00Z'),
	words: {
		checkIn: said('Check in'),
		prepare: said('Prepare'),
		wrapUp: said('Wrap up'),
		end: said('End')
	}
};

const home = process.env.TZ;
afterEach(() => {
	process.env.TZ = home;
});

function read(patch: Partial<CalendarGiven> = {}) {
	const text = calendarFile({ ...given, ...patch });
	if (text === null) throw new Error('no file');
	const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
	for (const zone of calendar.getAllSubcomponents('vtimezone'))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
	return {
		text,
		calendar,
		events,
		byKey: (key: string) => events.find(({ uid }) => uid.startsWith(key))
	};
}

/** When a repeated event takes place, in UTC. */
function timesOf(event: ICAL.Event | undefined): string[] {
	const times: string[] = [];
	const iterator = event?.iterator();
	for (let next = iterator?.next(); next && times.length < 100; next = iterator?.next())
		times.push(next.toJSDate().toISOString().slice(0, 16));
	return times;
}

describe('[CALENDAR-1] a cycle’s dates as a calendar reads them back', () => {
	test.each(['Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati'])(
		'on a device in %s: check-ins by the clock of the cycle’s zone, over a change of it, until the last day',
		(zone) => {
			process.env.TZ = zone;
			const times = timesOf(read().byKey('check-in'));
			expect(times).toHaveLength(13);
			expect(times[0]).toBe('2026-10-06T07:00');
			expect(times[2]).toBe('2026-10-20T07:00');
			// Clocks went back on 25 October.
			expect(times[3]).toBe('2026-10-27T08:00');
			expect(times.at(-1)).toBe('2026-12-29T08:00');
		}
	);

	test('by the team’s cadence, in weeks or in days, the last day included', () => {
		expect(timesOf(read({ cadenceDays: 14 }).byKey('check-in'))).toHaveLength(7);
		const ten = timesOf(read({ cadenceDays: 10 }).byKey('check-in'));
		expect(ten[1]).toBe('2026-10-16T07:00');
		const thursdays = timesOf(
			read({ weekday: 4, time: '23:30', now: Date.parse('2026-09-20T10:00:00Z') }).byKey('check-in')
		);
		expect(thursdays[0]).toBe('2026-10-01T21:30');
		expect(thursdays.at(-1)).toBe('2026-12-31T22:30');
	});

	test('T-30, T-7 and the end as whole days, and none that lies before the cycle', () => {
		const { byKey, events } = read();
		const day = (key: string) => byKey(key)?.startDate.toString();
		expect([day('prepare'), day('wrap-up'), day('end')]).toEqual([
			'2026-12-01',
			'2026-12-24',
			'2026-12-31'
		]);
		expect(events).toHaveLength(4);
		expect(byKey('end')?.startDate.isDate).toBe(true);
		const short = { ...given.cycle, startOn: '2026-12-20' };
		expect(read({ cycle: short }).events.map(({ uid }) => uid.split('.')[0])).toEqual([
			'check-in',
			'wrap-up',
			'end'
		]);
	});

	test('each leads to its place at this origin, and reminds at its time', () => {
		const { byKey } = read();
		const url = (key: string) => byKey(key)?.component.getFirstPropertyValue('url');
		expect([url('check-in'), url('end')]).toEqual([given.checkInUrl, given.cycleUrl]);
		expect(byKey('check-in')?.description).toContain(given.checkInUrl);
		expect(byKey('check-in')?.component.getAllSubcomponents('valarm')).toHaveLength(1);
	});
});

test('[CALENDAR-2] importing again moves what is there: the same UIDs, a higher count', () => {
	const first = read();
	const later = read({ now: given.now + 60_000, cadenceDays: 28, team: 'Other', time: '10:00' });
	expect(later.events.map(({ uid }) => uid)).toEqual(first.events.map(({ uid }) => uid));
	expect(new Set(first.events.map(({ uid }) => uid)).size).toBe(4);
	for (const [at, { sequence }] of later.events.entries())
		expect(sequence).toBeGreaterThan(first.events[at]?.sequence ?? Infinity);
});

describe('[CALENDAR-3] no title makes another file of it:', () => {
	const hostile = [
		'x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR',
		'a;b,c\\n "d" : e\u2028f\u0000g\u202eh',
		'äöü 👩‍👩‍👧 '.repeat(60),
		'$& $1 $`',
		'BEGIN:VEVENT',
		`${'x'.repeat(60)} BEGIN:VEVENT`,
		'\ud83d'
	];
	test.each(hostile)('%j', (title) => {
		const words = { ...given.words, checkIn: { title, text: title } };
		const { events, text, byKey, calendar } = read({
			words,
			team: title,
			cycle: { ...given.cycle, name: title }
		});
		expect(events).toHaveLength(4);
		expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual([
			'vtimezone',
			'vevent',
			'vevent',
			'vevent',
			'vevent'
		]);
		expect(byKey('check-in')?.summary).toBe(
			[
				...title
					.replace(/[\p{Cc}\u2028\s]+/gu, ' ')
					.replace(/\u202e/g, '')
					.trim()
			]
				.slice(0, 200)
				.join('')
		);
		for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(timesOf(byKey('check-in'))).toHaveLength(13);
	});

	test('an emoji stays one at whatever place in its line it comes, and no line is longer than 75 octets', () => {
		const cycle = { ...given.cycle, startOn: '2026-12-20' };
		for (let length = 0; length < 50; length++) {
			const title = `${'x'.repeat(length)}${'👩‍👩‍👧ä'.repeat(12)}`;
			const words = { ...given.words, end: { title, text: title } };
			const bytes = Buffer.from(calendarFile({ ...given, cycle, words, team: title }) ?? '');
			for (const line of bytes.toString('latin1').split('\r\n'))
				expect(line.length).toBeLessThanOrEqual(75);
			const calendar = new ICAL.Component(ICAL.parse(bytes.toString()) as unknown[]);
			const summaries = calendar
				.getAllSubcomponents('vevent')
				.map((event) => event.getFirstPropertyValue('summary'));
			expect(summaries).toContain(title);
			expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe(`${title} ${given.cycle.name}`);
		}
	}, 60_000);

	test('days that are none give no file, a zone nobody knows counts as UTC, an odd time as nine', () => {
		expect(calendarFile({ ...given, cycle: { ...given.cycle, endOn: 'soon' } })).toBeNull();
		expect(calendarFile({ ...given, cycle: { ...given.cycle, endOn: '2026-09-01' } })).toBeNull();
		const { byKey } = read({ cycle: { ...given.cycle, timeZone: 'Mars/Base' }, time: 'x' });
		expect(timesOf(byKey('check-in'))[0]).toBe('2026-10-06T09:00');
	});
});

test('[CALENDAR-1] the rules of a zone say each change at its minute, also where an offset is no whole hour', () => {
	expect(timeZoneRules('Australia/Lord_Howe', '2026-09-01', '2026-11-01').join('\n')).toContain(
		'DTSTART:20261004T020000\nTZOFFSETFROM:+1030\nTZOFFSETTO:+1100'
	);
	expect(
		timeZoneRules('UTC', '2026-09-01', '2026-11-01').filter((line) => line.startsWith('BEGIN'))
	).toEqual(['BEGIN:VTIMEZONE', 'BEGIN:STANDARD']);
	expect([offsetText(-210), offsetText(345)]).toEqual(['-0330', '+0545']);
});

test('[CALENDAR-5] a file that is made in mid-cycle begins with the next check-in, in the rhythm of the cycle', () => {
	const now = Date.parse('2026-11-18T10:00:00Z');
	const [first] = timesOf(read({ now }).byKey('check-in'));
	expect(first).toBe('2026-11-24T08:00');
	// Every second Tuesday from 6 October on.
	expect(timesOf(read({ now, cadenceDays: 14 }).byKey('check-in'))[0]).toBe('2026-12-01T08:00');
	expect(read({ now: Date.parse('2027-01-03T10:00:00Z') }).byKey('check-in')).toBeUndefined();
});
