import { generateIcsCalendar, type IcsEvent } from 'ts-ics';
import type { Cycle } from '#lib/okr/cycle.ts';
import { addDays, dayAt, dayNumber, isDay, isTimeZone } from '#lib/okr/day.ts';
import { oneLine } from '../oneLine.ts';
import { fold, unfold } from './foldLines.ts';
import { offsetAt, offsetText, timeZoneRules } from './timeZoneRules.ts';

/** What stands in an event: a line, and a few more below it. */
export interface EventWords {
	title: string;
	text: string;
}

export interface CalendarGiven {
	cycle: Cycle;
	team: string;
	/** Days from one check-in to the next, at least 1. */
	cadenceDays: number;
	/** Of the first check-in: 1 for Monday … 7 for Sunday. */
	weekday: number;
	/** Of the check-in, on the clocks of the cycle's zone: `09:00`. */
	time: string;
	/** Where a check-in is made, and where the cycle is; absolute addresses without a token. */
	checkInUrl: string;
	cycleUrl: string;
	/** Epoch ms: a later file replaces what an earlier one brought. */
	now: number;
	words: { checkIn: EventWords; prepare: EventWords; wrapUp: EventWords; end: EventWords };
}

const checkInMinutes = 10;
const longestTitle = 200;
const preparingDays = 30;
const closingDays = 7;

/**
 * A cycle's dates as iCalendar (RFC 5545): its check-ins, repeated until its last day, and whole days for preparing
 * the next one, the wrap-up and the end. Every event keeps its UID from file to file and counts up, so that
 * importing again moves what is there. Null where the cycle has no sound days.
 */
export function calendarFile(given: CalendarGiven): string | null {
	const { cycle, words, team } = given;
	const { startOn, endOn } = cycle;
	if (!isDay(startOn) || !isDay(endOn) || endOn < startOn) return null;
	const timeZone = isTimeZone(cycle.timeZone) ? cycle.timeZone : 'UTC';
	const days: [key: string, day: string, said: EventWords][] = [
		['prepare', addDays(endOn, -preparingDays), words.prepare],
		['wrap-up', addDays(endOn, -closingDays), words.wrapUp],
		['end', endOn, words.end]
	];
	const events = [
		...checkIns(given, timeZone),
		...days.flatMap(([key, day, said]): IcsEvent[] =>
			day < startOn
				? []
				: [
						{
							...common(given, key, said, given.cycleUrl),
							start: { type: 'DATE', date: new Date(`${day}T00:00:00Z`) },
							duration: { days: 1 },
							timeTransparent: 'TRANSPARENT'
						}
					]
		)
	];
	const text = generateIcsCalendar({
		version: '2.0',
		prodId: '-//Cairn//Cairn//EN',
		method: 'PUBLISH',
		name: toLine(`${team} ${cycle.name}`),
		events
	});
	// The library counts letters instead of octets, and cuts characters in two.
	const lines = unfold(text);
	// It writes the changes of a zone on the clock of whichever device it runs on, so those come from here.
	lines.splice(lines.indexOf('BEGIN:VEVENT'), 0, ...timeZoneRules(timeZone, startOn, endOn));
	return fold(lines);
}

function checkIns(given: CalendarGiven, timeZone: string): IcsEvent[] {
	const { cycle, cadenceDays, weekday, time, words, now } = given;
	const ahead = (weekday - weekdayOf(cycle.startOn) + 7) % 7;
	const begin = addDays(cycle.startOn, ahead);
	const past = dayNumber(dayAt(now, timeZone)) - dayNumber(begin);
	// In its own rhythm, from the first that is still to come: nobody is shown weeks that they missed.
	const first = past > 0 ? addDays(begin, Math.ceil(past / cadenceDays) * cadenceDays) : begin;
	if (first > cycle.endOn) return [];
	const clock = Date.parse(`${first}T${/^\d\d:\d\d$/.test(time) ? time : '09:00'}:00Z`);
	const at = instantOf(clock, timeZone);
	const weeks = cadenceDays / 7;
	const isWeekly = Number.isInteger(weeks);
	return [
		{
			...common(given, 'check-in', words.checkIn, given.checkInUrl),
			start: {
				date: new Date(at),
				local: {
					date: new Date(clock),
					timezone: timeZone,
					tzoffset: offsetText(offsetAt(at, timeZone))
				}
			},
			duration: { minutes: checkInMinutes },
			recurrenceRule: {
				frequency: isWeekly ? 'WEEKLY' : 'DAILY',
				interval: isWeekly ? weeks : cadenceDays,
				until: {
					date: new Date(instantOf(Date.parse(`${cycle.endOn}T23:59:59Z`), timeZone))
				}
			},
			alarms: [
				{
					action: 'DISPLAY',
					// The library does not escape this one, so it is a word of our own.
					description: 'Cairn',
					trigger: { type: 'relative', value: { minutes: 0 } }
				}
			]
		}
	];
}

function common(
	{ cycle, now }: CalendarGiven,
	key: string,
	{ title, text }: EventWords,
	url: string
) {
	return {
		uid: `${key}.${cycle.id}@cairn`,
		// Minutes: it goes up with every file, and fits into the 31 bits calendars take.
		sequence: Math.floor(now / 60_000),
		stamp: { date: new Date(now) },
		summary: toLine(title),
		description: `${toLine(text)}\n${url}`,
		url
	};
}

/** The instant at which clocks of a zone show this time (given as if it were UTC). */
function instantOf(clockMs: number, timeZone: string): number {
	const guess = clockMs - offsetAt(clockMs, timeZone) * 60_000;
	return clockMs - offsetAt(guess, timeZone) * 60_000;
}

function weekdayOf(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** What people typed, on one line that calendars show whole. */
function toLine(text: string): string {
	return [...oneLine(text)].slice(0, longestTitle).join('');
}
