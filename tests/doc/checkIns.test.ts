import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readLog } from '#lib/doc/checkIns.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { takeBackCheckIn } from '#lib/doc/takeBackCheckIn.ts';
import type { NewCheckIn } from '#lib/doc/storeCheckIn.ts';
import { putAside } from '#lib/doc/aside.ts';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	readCycle,
	restoreItem,
	setKeyResult
} from '#lib/doc/cycle.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { addDays } from '#lib/okr/day.ts';
import { currentOn, standingCheckIns } from '#lib/okr/checkInLog.ts';
import { type CheckInId, createId, type DeviceId, type KeyResultId } from '#lib/okr/ids.ts';
import { writeFullQuarter } from './fullQuarter.ts';
import { createRandom, keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const device = createId<DeviceId>(new Uint8Array(10));
const given: NewCheckIn = { measuredAt: '2026-09-30', value: 12, confidence: 4 };

function checkIn(who: Replica, k: KeyResultId, patch: Partial<NewCheckIn> = {}) {
	return recordCheckIn(who.doc, who, device, k, { ...given, ...patch });
}

const logOf = (who: Replica, k: KeyResultId) => readCycle(who.doc).checkIns.get(k) ?? [];
const values = (who: Replica, k: KeyResultId) => logOf(who, k).map(({ value }) => value);

function trio() {
	const { ana, ben, zoe } = team('ana', 'ben', 'zoe');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	meet(ana, ben, zoe);
	return { ana, ben, zoe, o, k };
}

describe('check-ins', () => {
	test('[CHECKIN-1] hold what was said, by whom, on which device and when', () => {
		const { ana, ben, k } = trio();
		const id = checkIn(ana, k, {
			value: null,
			note: ' The counter was down. ',
			blocker: { kind: 'dependency', helper: 'Platform', urgent: true },
			nextStep: { what: 'Ask for the raw counts', ownerId: null, dueOn: '2026-10-02' },
			win: 'First crew without paper'
		});
		meet(ana, ben);
		expect(logOf(ben, k)).toEqual([
			{
				id,
				keyResultId: k,
				measuredAt: '2026-09-30',
				writtenAt: expect.any(Number) as number,
				by: 'ana',
				device,
				value: null,
				confidence: 4,
				note: 'The counter was down.',
				blocker: { kind: 'dependency', helper: 'Platform', urgent: true },
				nextStep: { what: 'Ask for the raw counts', ownerId: null, dueOn: '2026-10-02' },
				win: 'First crew without paper',
				corrects: null,
				takesBack: false,
				reachedRelayAt: null,
				clockOffMs: null
			}
		]);
		expect(logOf(ben, k)).toEqual(logOf(ana, k));
	});

	test('[CHECKIN-1] may be about a day that is past, and not about one to come', () => {
		const { ana, k } = trio();
		const roots = ana.doc.share.size;
		expect(() => checkIn(ana, k, { measuredAt: '2031-01-01' })).toThrow(RangeError);
		expect(() => checkIn(ana, k, { measuredAt: '2026-02-30' })).toThrow(RangeError);
		expect(() => checkIn(ana, k, { value: Infinity })).toThrow(RangeError);
		expect(() => checkIn(ana, k, { confidence: 0 as 1 })).toThrow(RangeError);
		expect(() => checkIn(ana, k, { note: 'x'.repeat(501) })).toThrow(RangeError);
		expect(ana.doc.share.size).toBe(roots);
		expect(checkIn(ana, k, { measuredAt: '2024-02-29' })).not.toBeNull();
	});

	test('[CHECKIN-2] a late one comes before what was measured since, whoever wrote it when', () => {
		const { ana, ben, k } = trio();
		checkIn(ana, k, { measuredAt: '2026-09-20', value: 20 });
		meet(ana, ben);
		checkIn(ben, k, { measuredAt: '2026-09-13', value: 13 });
		meet(ana, ben);
		expect(values(ana, k)).toEqual([13, 20]);
	});

	test('[CHECKIN-2] of two in one second the later one comes after what it had seen', () => {
		const { ana, k } = trio();
		const now = () => Date.parse('2026-10-01T10:00:00.900Z');
		for (let value = 0; value < 20; value++) checkIn({ ...ana, now }, k, { value });
		expect(values(ana, k)).toEqual(Array.from({ length: 20 }, (_, value) => value));
	});

	test('[CHECKIN-3] are corrected by a new entry that names the old one, which stays', () => {
		const { ana, ben, o, k } = trio();
		const wrong = checkIn(ana, k, { value: 120 });
		meet(ana, ben);
		const right = checkIn(ben, k, { value: 12, corrects: wrong });
		meet(ana, ben);
		expect(logOf(ana, k)).toHaveLength(2);
		expect(standingCheckIns(logOf(ana, k)).map(({ id }) => id)).toEqual([right]);
		const other = keyResultId();
		addKeyResult(ana.doc, ana, { id: other, objectiveId: o });
		expect(checkIn(ana, other, { corrects: wrong })).toBeNull();
		expect(checkIn(ana, k, { corrects: keyResultId() as string as CheckInId })).toBeNull();
	});

	test('[CHECKIN-10] are taken back by an entry of their own, which the whole team has', () => {
		const { ana, ben, k } = trio();
		checkIn(ana, k, { value: 10, measuredAt: '2026-09-20' });
		const slip = checkIn(ana, k, { value: 120 });
		expect(slip && takeBackCheckIn(ana.doc, ana, device, k, slip)).toBe(true);
		expect(takeBackCheckIn(ana.doc, ana, device, k, device as string as CheckInId)).toBe(false);
		meet(ana, ben);
		expect(logOf(ben, k)).toHaveLength(3);
		expect(standingCheckIns(logOf(ben, k)).map(({ value }) => value)).toEqual([10]);
		// Without naming one it takes nothing back.
		checkIn(ben, k, { value: 11, takesBack: true });
		expect(standingCheckIns(logOf(ben, k)).map(({ value }) => value)).toEqual([10, 11]);
	});

	test('[CHECKIN-5] are no step to undo, and never change', () => {
		const { ana, k } = trio();
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		checkIn(ana, k);
		expect(undo.canUndo).toBe(false);
		setKeyResult(ana.doc, ana, k, { target: 40 });
		undo.undo();
		expect(values(ana, k)).toEqual([12]);
		// Somebody bends the document: another value is another entry, and the old id is nobody's.
		const [before] = logOf(ana, k);
		const root = ana.doc.getArray<unknown[]>(`c/${k}`);
		const bent = [...root.get(0)];
		bent[3] = 99;
		root.delete(0);
		root.push([bent, bent]);
		expect(values(ana, k)).toEqual([99]);
		expect(logOf(ana, k)[0]?.id).not.toBe(before?.id);
	});

	test('[CHECKIN-6] go and come back with their key result, and ask nobody about it', () => {
		const { ana, ben, o, k } = trio();
		checkIn(ana, k);
		meet(ana, ben);
		deleteItem(ana.doc, ana, o);
		checkIn(ben, k, { value: 13 });
		meet(ana, ben);
		expect(readCycle(ana.doc).conflicts).toEqual([]);
		expect(readCycle(ana.doc).checkIns.size).toBe(0);
		expect(checkIn(ana, k)).toBeNull();
		restoreItem(ana.doc, ana, o);
		expect(values(ana, k)).toEqual([12, 13]);
		const aside = { as: 'notThisCycle' as const, why: '', decidedBy: '', comeback: '' };
		putAside(ana.doc, ana, k, aside);
		expect(values(ana, k)).toEqual([12, 13]);
	});

	test('[CHECKIN-7] that are not sound are passed over, and the rest is read', () => {
		const { ana, ben, k } = trio();
		checkIn(ana, k);
		const [sound] = ana.doc.getArray<unknown[]>(`c/${k}`).toArray();
		if (!sound) throw new Error('no entry');
		const [pen, day, at, value, confidence] = sound;
		const odd: unknown[] = [
			...[null, 7, 'x', {}, [], [pen], [pen, day, at, value], new Uint8Array(3)],
			[pen, day, at, value, 9],
			[pen, day, at, '12', confidence],
			[pen, day, at, NaN, confidence],
			[pen, 1e300, at, value, confidence],
			[pen, 1.5, at, value, confidence],
			[pen, 4e6, at, value, confidence],
			[pen, (day as number) + 400, at, value, confidence],
			[pen, day, -1, value, confidence],
			[pen, day, 1e18, value, confidence],
			['PEN', day, at, value, confidence],
			[7, day, at, value, confidence],
			[pen, day, at, value, confidence, { corrects: 'x' }],
			[pen, day, at, value, confidence, { note: NaN }],
			[pen, day, at, value, confidence, { note: 'x'.repeat(20_000) }]
		];
		ana.doc.getArray(`c/${k}`).push(odd);
		ana.doc.getArray('pens').push([null, 1, [], ['x'], ['x', 'y'], ['z'.repeat(99), device]]);
		meet(ana, ben);
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, Y.encodeStateAsUpdate(ben.doc));
		expect(readLog(fresh, k)).toMatchObject([{ value: 12, by: 'ana' }]);
		expect(readLog(ana.doc, k)).toEqual(readLog(fresh, k));
		expect(readLog(fresh, keyResultId())).toEqual([]);
	});

	test('[CHECKIN-7] keep their value where only what stands beside it is not sound', () => {
		const { ana, k } = trio();
		checkIn(ana, k);
		const [sound] = ana.doc.getArray<unknown[]>(`c/${k}`).toArray();
		const more = {
			note: 7,
			blocker: { kind: 'weather', helper: [], urgent: 1 },
			next: { what: '', ownerId: 'x' },
			win: 'x'.repeat(501),
			mood: 'fine'
		};
		ana.doc.getArray(`c/${k}`).push([['aaaaaa', ...(sound ?? []).slice(1), more]]);
		expect(logOf(ana, k).find(({ by }) => by === '')).toMatchObject({
			value: 12,
			device: '',
			note: '',
			blocker: { kind: 'other', helper: '', urgent: false },
			nextStep: null,
			win: ''
		});
	});

	test('[CHECKIN-8] made apart and merged in any order are one log, the same on every replica', () => {
		for (let seed = 1; seed <= 30; seed++) {
			const dice = createRandom(seed);
			const roll = (sides: number) => Math.floor(dice() * sides);
			const { ana, ben, zoe, k } = trio();
			const all = [ana, ben, zoe];
			const made = new Set<CheckInId>();
			for (let step = 0; step < 25; step++) {
				const who = all[roll(3)] ?? ana;
				const log = readLog(who.doc, k);
				const corrects = dice() < 0.3 ? (log[roll(log.length)]?.id ?? null) : null;
				const id = checkIn(
					// Clocks that stand still and go back.
					{ ...who, now: () => Date.parse('2026-10-01T10:00:00Z') - roll(3) * 1000 },
					k,
					{
						measuredAt: addDays('2026-09-20', roll(4)),
						value: dice() < 0.2 ? null : roll(3),
						corrects
					}
				);
				if (id) made.add(id);
				if (dice() < 0.3) meet(who, all[roll(3)] ?? ben);
			}
			// Each gets the others' updates in another order, some of them twice.
			const updates = all.map(({ doc }) => Y.encodeStateAsUpdate(doc));
			const orders = [
				[0, 1, 2, 0],
				[2, 1, 0],
				[1, 2, 2, 0]
			];
			const logs = orders.map((order) => {
				const doc = new Y.Doc();
				for (const at of order) Y.applyUpdate(doc, updates[at]!);
				return readLog(doc, k);
			});
			expect(logs[1]).toEqual(logs[0]);
			expect(logs[2]).toEqual(logs[0]);
			// Nothing is lost or twice there, whatever was corrected.
			expect(new Set(logs[0]?.map(({ id }) => id))).toEqual(made);
			expect(logs[0]).toHaveLength(made.size);
			const standing = standingCheckIns(logs[0] ?? []);
			expect(standingCheckIns([...(logs[1] ?? [])].reverse())).toEqual(standing);
			expect(standing.some(({ id }) => logs[0]?.some(({ corrects }) => corrects === id))).toBe(
				false
			);
		}
	});
});

test('[CHECKIN-9] twelve people, twenty key results, thirteen weeks and the editing before fit into 150 kB', () => {
	const { doc, planBytes } = writeFullQuarter('2026-10-01', 'everybody');
	const bytes = Y.encodeStateAsUpdate(doc).length;
	const all = [...readCycle(doc).checkIns.values()].flat();
	expect(all).toHaveLength(12 * 20 * 13);
	expect(all.every(({ reachedRelayAt }) => reachedRelayAt !== null)).toBe(true);
	expect(bytes).toBeLessThan(150_000);
	expect((bytes - planBytes) / all.length).toBeLessThan(42);
}, 30_000);

test('[LEARN-3] an answer is an entry like any other: read everywhere, corrected, taken back', () => {
	const { ana, ben, k } = trio();
	const first = checkIn(ana, k, { value: null, answer: ' Nobody finds the import. ' });
	if (!first) throw new Error('not recorded');
	meet(ana, ben);
	expect(logOf(ben, k)[0]).toMatchObject({ value: null, answer: 'Nobody finds the import.' });
	const mended = checkIn(ben, k, {
		value: null,
		answer: 'They do not look for it.',
		corrects: first
	});
	meet(ana, ben);
	const current = () => currentOn(logOf(ana, k), '2026-09-30');
	expect(current().answer?.answer).toBe('They do not look for it.');
	if (mended) takeBackCheckIn(ana.doc, ana, device, k, mended);
	expect(current().answer).toBeNull();
	expect(() => checkIn(ana, k, { answer: 'x'.repeat(501) })).toThrow(RangeError);
	// A value that was said without one has none.
	checkIn(ana, k);
	expect(logOf(ana, k).at(-1)).not.toHaveProperty('answer');
});
