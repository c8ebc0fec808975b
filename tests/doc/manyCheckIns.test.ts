import { expect, test } from 'vitest';
import { addKeyResult, addObjective, deleteItem, readCycle } from '#lib/doc/cycle.ts';
import { recordCheckIn, recordCheckIns } from '#lib/doc/recordCheckIn.ts';
import { takeBackCheckIn } from '#lib/doc/takeBackCheckIn.ts';
import { takeBackCheckIns } from '#lib/doc/takeBackCheckIns.ts';
import { standingCheckIns } from '#lib/okr/checkInLog.ts';
import { type CheckInId, createId, type DeviceId, type KeyResultId } from '#lib/okr/ids.ts';
import { keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const device = createId<DeviceId>(new Uint8Array(10));
const said = (value: number) => ({ measuredAt: '2026-09-30', value, confidence: 4 }) as const;

function pair() {
	const { ana, ben } = team('ana', 'ben');
	const o = objectiveId();
	const ids = [keyResultId(), keyResultId(), keyResultId()] as const;
	addObjective(ana.doc, ana, { id: o });
	for (const id of ids) addKeyResult(ana.doc, ana, { id, objectiveId: o });
	meet(ana, ben);
	return { ana, ben, ids };
}

/** Ana's table: ten more of each key result than of the one before. */
function table(who: Replica, keyResults: readonly KeyResultId[]) {
	const all = keyResults.map((id, at) => ({ keyResultId: id, checkIn: said(10 * (at + 1)) }));
	const ids = recordCheckIns(who.doc, who, device, all);
	return keyResults.flatMap((id, at) => {
		const entry = ids[at];
		return entry ? [{ keyResultId: id, id: entry }] : [];
	});
}

function standing(who: Replica, ids: readonly KeyResultId[]): (number | null)[][] {
	const { checkIns } = readCycle(who.doc);
	return ids.map((id) => standingCheckIns(checkIns.get(id) ?? []).map(({ value }) => value));
}

function correct(who: Replica, { keyResultId: k, id }: ReturnType<typeof table>[0], value: number) {
	const corrects = id;
	return recordCheckIn(who.doc, who, device, k, { ...said(value), corrects }) as CheckInId;
}

test('[VALUES-4] many values are one update, and so is taking all of them back; one that cannot land holds up no other', () => {
	const { ana, ids } = pair();
	let updates = 0;
	ana.doc.on('update', () => updates++);
	expect(table(ana, ids)).toHaveLength(3);
	expect(updates).toBe(1);
	expect(standing(ana, ids)).toEqual([[10], [20], [30]]);
	deleteItem(ana.doc, ana, ids[1]);
	updates = 0;
	const landed = table(ana, ids);
	expect(landed.map((one) => one.keyResultId)).toEqual([ids[0], ids[2]]);
	expect(updates).toBe(1);
	expect(takeBackCheckIns(ana.doc, ana, device, landed)).toEqual({ count: 2, left: 0 });
	expect(updates).toBe(2);
});

test('[VALUES-6] taking a table back leaves what a colleague has corrected since, and takes what is one’s own', () => {
	const { ana, ben, ids } = pair();
	const landed = table(ana, ids);
	meet(ana, ben);
	const [first, second, third] = landed as [
		(typeof landed)[0],
		(typeof landed)[0],
		(typeof landed)[0]
	];
	const bens = correct(ben, first, 11);
	correct(ana, second, 21);
	// What a colleague has taken back does not count either way.
	takeBackCheckIn(ben.doc, ben, device, third.keyResultId, third.id);
	meet(ana, ben);
	expect(takeBackCheckIns(ana.doc, ana, device, landed)).toEqual({ count: 2, left: 1 });
	meet(ana, ben);
	for (const who of [ana, ben]) expect(standing(who, ids)).toEqual([[11], [], []]);
	// A correction of a correction is the colleague's word still.
	correct(ana, { ...first, id: bens }, 12);
	expect(takeBackCheckIns(ana.doc, ana, device, [first])).toEqual({ count: 0, left: 1 });
	expect(standing(ana, ids)[0]).toEqual([12]);
});
