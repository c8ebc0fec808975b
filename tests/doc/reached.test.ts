import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readLog } from '#lib/doc/checkIns.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { confirmReached } from '#lib/doc/confirmReached.ts';
import { addKeyResult, addObjective, deleteItem, readCycle, restoreItem } from '#lib/doc/cycle.ts';
import { isClockOff, isLate } from '#lib/okr/late.ts';
import { addDays } from '#lib/okr/day.ts';
import { createId, type DeviceId, type KeyResultId } from '#lib/okr/ids.ts';
import { writeText } from '#lib/doc/text.ts';
import {
	createBytes,
	createRandom,
	keyResultId,
	meet,
	objectiveId,
	type Replica,
	team
} from './replicas.ts';

const bytes = createBytes(createRandom(3));
const phone = createId<DeviceId>(bytes(10));
const laptop = createId<DeviceId>(bytes(10));
const noon = Date.parse('2026-11-02T12:00:00Z');

function trio() {
	const { ana, ben, zoe } = team('ana', 'ben', 'zoe');
	const [o, k, second] = [objectiveId(), keyResultId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	for (const id of [k, second]) addKeyResult(ana.doc, ana, { id, objectiveId: o });
	writeText(ana.doc, ana, k, 'metric', 'Paper forms left');
	meet(ana, ben, zoe);
	return { ana, ben, zoe, o, k, second };
}

function say(who: Replica, k: KeyResultId, at: number, value = 1, device = phone) {
	const now = () => at;
	return recordCheckIn(who.doc, { ...who, now }, device, k, {
		measuredAt: '2026-11-02',
		value,
		confidence: 4
	});
}
const reachedOf = (who: Replica, k: KeyResultId) =>
	readLog(who.doc, k).map(({ reachedRelayAt }) => reachedRelayAt);

describe('when a check-in reached the relay', () => {
	test('[CHECKIN-11] is not known until its device has said so, in one row for a page of them', () => {
		const { ana, ben, k, second } = trio();
		const ids = [say(ana, k, noon), say(ana, second, noon + 20_000), say(ana, k, noon + 40_000, 2)];
		expect(reachedOf(ana, k)).toEqual([null, null]);
		expect(confirmReached(ana.doc, phone, noon + 42_000, null)).toBe(true);
		meet(ana, ben);
		expect([...reachedOf(ben, k), ...reachedOf(ben, second)]).toEqual(Array(3).fill(noon + 42_000));
		expect(ana.doc.getArray('reached').length).toBe(1);
		expect(readLog(ben.doc, k).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
		// What was said is not said again.
		expect(confirmReached(ana.doc, phone, noon + 99_000, null)).toBe(false);
	});

	test('[CHECKIN-11] is said by the device that wrote it and by no other', () => {
		const { ana, ben, k } = trio();
		say(ana, k, noon);
		meet(ana, ben);
		expect(confirmReached(ben.doc, laptop, noon + 5000, null)).toBe(false);
		say(ben, k, noon + 1000, 2, laptop);
		confirmReached(ben.doc, laptop, noon + 5000, null);
		expect(reachedOf(ben, k)).toEqual([null, noon + 5000]);
	});

	test('[CHECKIN-11] is what two tabs said first, whichever row comes first', () => {
		const { ana, ben, k } = trio();
		say(ana, k, noon);
		meet(ana, ben);
		confirmReached(ana.doc, phone, noon + 9000, 4000);
		confirmReached(ben.doc, phone, noon + 3000, null);
		meet(ana, ben);
		expect(reachedOf(ana, k)).toEqual([noon + 3000]);
		expect(readLog(ben.doc, k)).toEqual(readLog(ana.doc, k));
	});

	test('[CHECKIN-11] does not cover what is written later by a clock that was set back', () => {
		const { ana, k } = trio();
		for (const at of [0, 30_000, 60_000]) say(ana, k, noon + at);
		confirmReached(ana.doc, phone, noon + 61_000, null);
		say(ana, k, noon + 15_000, 9);
		expect(readLog(ana.doc, k).filter(({ value }) => value === 9)).toMatchObject([
			{ reachedRelayAt: null, writtenAt: noon + 61_000 }
		]);
	});

	test('[CHECKIN-11] is nowhere where a row is none', () => {
		const { ana, k } = trio();
		say(ana, k, noon);
		const [entry] = ana.doc.getArray<unknown[]>(`c/${k}`).toArray();
		const [pen, second] = [entry?.[0], noon / 1000];
		ana.doc
			.getArray('reached')
			.push([
				...[null, 1, 'x', {}, [], [pen], [pen, second], [pen, second, 0]],
				[pen, second - 1e9, 2e9, 1],
				[pen, second, -1, 1],
				[pen, second, 0, -5],
				[pen, second, 0, 1.5],
				[pen, second, 0, 1, 'x'],
				[pen, second, 0, 1, 1e300],
				['aaaaaa', second, 0, 1]
			]);
		expect(reachedOf(ana, k)).toEqual([null]);
	});

	test('[CHECKIN-12] marks as late what came more than five minutes after it was written', () => {
		const { ana, k } = trio();
		say(ana, k, noon, 1);
		say(ana, k, noon + 3_600_000, 2);
		confirmReached(ana.doc, phone, noon + 3_600_000 + 299_000, null);
		expect(readLog(ana.doc, k).map(isLate)).toEqual([true, false]);
		say(ana, k, noon + 7_200_000, 3);
		expect(readLog(ana.doc, k).map(isLate)).toEqual([true, false, false]);
	});

	const threeHours = 3 * 3_600_000;

	test('[CHECKIN-13] says how far a clock was off, and a wrong clock makes nothing late', () => {
		const { ana, ben, k } = trio();
		const behind = noon - threeHours;
		say(ana, k, behind);
		confirmReached(ana.doc, phone, behind + 2000, threeHours);
		meet(ana, ben);
		const [entry] = readLog(ben.doc, k);
		expect(entry).toMatchObject({ reachedRelayAt: noon + 2000, clockOffMs: threeHours });
		expect(isClockOff(entry?.clockOffMs ?? null)).toBe(true);
		expect(entry && isLate(entry)).toBe(false);
		expect([null, 0, 119_000, -119_000, -121_000].map(isClockOff)).toEqual([
			false,
			false,
			false,
			false,
			true
		]);
	});
});

test('[CHECKIN-6] a log whose key result was deleted meanwhile is kept and shown as such, and counts again once it is back', () => {
	const { ana, ben, k, o } = trio();
	deleteItem(ana.doc, ana, k);
	say(ben, k, noon, 7);
	meet(ana, ben);
	expect(readCycle(ana.doc).goneLogs).toMatchObject([
		{ keyResultId: k, metric: 'Paper forms left', checkIns: [{ value: 7 }] }
	]);
	restoreItem(ana.doc, ana, k);
	expect(readCycle(ana.doc).goneLogs).toEqual([]);
	deleteItem(ana.doc, ana, o);
	expect(readCycle(ana.doc).goneLogs).toHaveLength(1);
});

test('[CHECKIN-11] costs a page of twenty check-ins some thirty bytes', () => {
	const { ana, o } = trio();
	const many = Array.from({ length: 20 }, () => keyResultId());
	for (const id of many) addKeyResult(ana.doc, ana, { id, objectiveId: o });
	const size = () => Y.encodeStateAsUpdate(ana.doc).length;
	let grown = 0;
	for (let week = 0; week < 13; week++) {
		const at = Date.parse(addDays('2026-11-02', week * 7));
		many.forEach((id, index) => say(ana, id, at + index * 15_000, index));
		const before = size();
		confirmReached(ana.doc, phone, at + 301_000, 0);
		grown += size() - before;
	}
	expect(grown / 13).toBeLessThan(34);
});
