import { describe, expect, it } from 'vitest';
import type { Compaction, Store } from '../../server/store.ts';
import { createTeam } from './harness.ts';

const ana = createTeam(1);
const ben = createTeam(2);
const monday = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;

/** Bytes of these values. */
export const bytes = (...values: number[]) => Uint8Array.from(values);

/** Everything a store promises, whatever it keeps things in. `open` makes an empty one under a clock. */
export function describeStore(name: string, open: (now?: () => number) => Store): void {
	describe(`the store in ${name}`, () => {
		const bytesIn = async (store: Store, room: string) =>
			(await store.load(room)).map((row) => row.bytes);

		async function openWith(...values: number[]) {
			let now = monday;
			const store = open(() => now);
			await store.append(values.map((value) => ({ room: ana.room, bytes: bytes(value) })));
			const seqs = (await store.load(ana.room)).map((row) => row.seq);
			const compact = (compaction: Partial<Compaction>) =>
				store.compact(ana.room, {
					merged: bytes(9),
					replaced: seqs,
					quarantined: [],
					stateOn: null,
					...compaction
				});
			return { store, seqs, compact, setNow: (to: number) => (now = to) };
		}

		it('[STORE-1] gives back what was appended, room by room, as often as it is asked', async () => {
			const store = open();
			await store.append([
				{ room: ana.room, bytes: bytes(1) },
				{ room: ben.room, bytes: bytes(2) },
				{ room: ana.room, bytes: bytes(3) }
			]);
			await store.append([{ room: ana.room, bytes: bytes(4, 5) }]);
			const rows = await store.load(ana.room);
			expect(rows.map((row) => row.bytes)).toEqual([bytes(1), bytes(3), bytes(4, 5)]);
			expect(new Set(rows.map((row) => row.seq)).size).toBe(3);
			expect(await store.load(ana.room)).toEqual(rows);
			expect(await bytesIn(store, ben.room)).toEqual([bytes(2)]);
			expect(await store.load(ana.teamRoom)).toEqual([]);
		});

		it('[STORE-1] keeps bytes as they were when they were handed over', async () => {
			const store = open();
			const reused = bytes(1, 2, 3);
			await store.append([{ room: ana.room, bytes: reused }]);
			reused.fill(0);
			expect(await bytesIn(store, ana.room)).toEqual([bytes(1, 2, 3)]);
		});

		it('[RECORD-2] keeps the record of the highest generation', async () => {
			const store = open();
			expect(await store.team(ana.teamId)).toBeNull();
			expect(await store.register(ana.teamId, 2, 'two')).toBe(true);
			expect(await store.register(ana.teamId, 1, 'one')).toBe(false);
			expect(await store.register(ana.teamId, 2, 'other two')).toBe(false);
			expect(await store.team(ana.teamId)).toEqual({ record: 'two', deletedAt: null });
			expect(await store.register(ana.teamId, 3, 'three')).toBe(true);
			expect(await store.team(ana.teamId)).toEqual({ record: 'three', deletedAt: null });
		});

		it('[STORE-2] replaces and sets aside rows in one step, and leaves later ones alone', async () => {
			const { store, seqs, compact } = await openWith(1, 2, 3);
			await store.append([{ room: ana.room, bytes: bytes(4) }]);
			const seq = await compact({
				merged: bytes(1, 2),
				replaced: seqs.slice(0, 2),
				quarantined: seqs.slice(2)
			});
			const rows = await store.load(ana.room);
			expect(rows.map((row) => row.bytes)).toEqual([bytes(4), bytes(1, 2)]);
			expect(rows[1]!.seq).toBe(seq);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 1, bytes: 4 });
		});

		it('[STORE-2] a compaction whose rows are gone does nothing: another was faster, or the team is deleted', async () => {
			const { store, seqs, compact } = await openWith(1, 2);
			expect(await compact({ merged: bytes(1, 2) })).not.toBeNull();
			expect(await compact({ merged: bytes(1, 2), stateOn: '2026-11-23' })).toBeNull();
			expect(await compact({ replaced: [], quarantined: seqs.slice(0, 1) })).toBeNull();
			expect(await bytesIn(store, ana.room)).toEqual([bytes(1, 2)]);
			expect(await store.states(ana.room)).toEqual([]);
			await store.forget(ana.teamId, 1);
			expect(await compact({ merged: bytes(1, 2) })).toBeNull();
			expect(await store.load(ana.room)).toEqual([]);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
		});

		it('[STORE-2] sets rows aside without losing or counting less of them', async () => {
			const { store, seqs } = await openWith(1, 2);
			await store.quarantine(ana.room, [seqs[0]!]);
			await store.quarantine(ana.room, [seqs[0]!, 77]);
			await store.quarantine(ben.room, [seqs[1]!]);
			expect(await bytesIn(store, ana.room)).toEqual([bytes(2)]);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 1, bytes: 2 });
		});

		it('[STATE-1] keeps one state a day, the last of it', async () => {
			const { store, compact } = await openWith(1);
			expect(await store.lastChange(ana.room)).toEqual({ dayOn: '2026-11-23', isKept: false });
			await compact({ merged: bytes(1), stateOn: '2026-11-23' });
			expect(await store.lastChange(ana.room)).toEqual({ dayOn: '2026-11-23', isKept: true });
			await compact({ merged: bytes(1, 2), replaced: [], stateOn: '2026-11-23' });
			await compact({ merged: bytes(1, 2, 3), replaced: [], stateOn: '2026-11-24' });
			expect(await store.states(ana.room)).toEqual([
				{ dayOn: '2026-11-24', bytes: 3 },
				{ dayOn: '2026-11-23', bytes: 2 }
			]);
			expect(await store.state(ana.room, '2026-11-23')).toEqual(bytes(1, 2));
			expect(await store.state(ana.room, '2026-11-22')).toBeNull();
			expect(await store.state(ben.room, '2026-11-23')).toBeNull();
			expect(await store.states(ben.room)).toEqual([]);
		});

		it('[STATE-1] knows the day of the last change, which compaction does not move', async () => {
			const { store, compact, setNow } = await openWith(1);
			expect(await store.lastChange(ben.room)).toBeNull();
			setNow(monday + day);
			await compact({ merged: bytes(1), stateOn: '2026-11-23' });
			expect((await store.lastChange(ana.room))?.dayOn).toBe('2026-11-23');
			await store.append([{ room: ana.room, bytes: bytes(2) }]);
			expect(await store.lastChange(ana.room)).toEqual({ dayOn: '2026-11-24', isKept: false });
		});

		it('[STATE-2] lets go of states by age, and of a team’s oldest beyond its bound', async () => {
			const { store, compact } = await openWith(1);
			await store.append([{ room: ben.room, bytes: bytes(1) }]);
			const [benRow] = await store.load(ben.room);
			await store.compact(ben.room, {
				merged: bytes(5, 5),
				replaced: [benRow!.seq],
				quarantined: [],
				stateOn: '2026-11-20'
			});
			for (const stateOn of ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']) {
				await compact({ merged: bytes(1, 2), replaced: [], stateOn });
			}
			const daysOf = async (room: string) => (await store.states(room)).map((s) => s.dayOn);
			await store.pruneStates('2026-11-20', 1000);
			expect(await daysOf(ana.room)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20']);
			await store.pruneStates('2026-11-20', 4);
			expect(await daysOf(ana.room)).toEqual(['2026-11-22', '2026-11-21']);
			expect(await daysOf(ben.room)).toEqual(['2026-11-20']);
		});

		it('counts what a team uses, its kept states not', async () => {
			const { store, compact } = await openWith(1, 2, 3);
			await compact({ merged: bytes(1, 2, 3), stateOn: '2026-11-23' });
			await store.append([
				{ room: ana.teamRoom, bytes: bytes(1) },
				{ room: ben.room, bytes: bytes(1) }
			]);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 2, bytes: 4 });
			expect(await store.usage('nobody')).toEqual({ rooms: 0, bytes: 0 });
		});

		it('[STORE-3] forgets a team for good, its states too, and no other', async () => {
			const { store, compact } = await openWith(1);
			await store.register(ana.teamId, 1, 'record');
			await compact({ stateOn: '2026-11-23' });
			await store.append([{ room: ben.room, bytes: bytes(2) }]);
			await store.forget(ana.teamId, 1234);
			await store.forget(ana.teamId, 1234);
			expect(await store.team(ana.teamId)).toEqual({ record: null, deletedAt: 1234 });
			expect(await store.load(ana.room)).toEqual([]);
			expect(await store.states(ana.room)).toEqual([]);
			expect(await store.state(ana.room, '2026-11-23')).toBeNull();
			expect(await store.lastChange(ana.room)).toBeNull();
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
			expect(await store.register(ana.teamId, 9, 'again')).toBe(false);
			expect(await bytesIn(store, ben.room)).toEqual([bytes(2)]);
		});

		it('[STORE-3] what arrives late for a deleted team is not stored, what came with it is', async () => {
			const { store } = await openWith(1);
			await store.forget(ana.teamId, 1234);
			await store.append([
				{ room: ana.room, bytes: bytes(2) },
				{ room: ben.room, bytes: bytes(3) }
			]);
			expect(await store.load(ana.room)).toEqual([]);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
			expect(await bytesIn(store, ben.room)).toEqual([bytes(3)]);
		});

		it('[CODE-3] keeps a code of a known team until it expires, is swept, or the links are renewed', async () => {
			const store = open();
			const code = { locator: 'l1', teamId: 'a'.repeat(26), box: 'box', expiresAt: 100 };
			const bound = { now: 0, most: 2 };
			expect(await store.putCode(code, bound)).toBe(false);
			await store.register(code.teamId, 1, 'record');
			expect(await store.putCode(code, bound)).toBe(true);
			expect(await store.openCode('l1', 99)).toEqual({ teamId: code.teamId, box: 'box' });
			expect(await store.openCode('l1', 100)).toBeNull();
			expect(await store.openCode('l2', 0)).toBeNull();
			await store.putCode({ ...code, locator: 'l2' }, bound);
			expect(await store.putCode({ ...code, locator: 'l3' }, bound)).toBe(false);
			await store.sweepCodes(100);
			expect(await store.openCode('l1', 0)).toBeNull();
			expect(await store.putCode({ ...code, locator: 'l3' }, bound)).toBe(true);
			await store.register(code.teamId, 1, 'record');
			expect(await store.openCode('l3', 0)).not.toBeNull();
			await store.register(code.teamId, 2, 'record');
			expect(await store.openCode('l3', 0)).toBeNull();
			await store.putCode(code, bound);
			await store.forget(code.teamId, 5);
			expect(await store.openCode('l1', 0)).toBeNull();
			expect(await store.putCode(code, bound)).toBe(false);
		});

		it('[CODE-8] prolongs a code without counting it twice, and lets its own team alone end it', async () => {
			const store = open();
			const code = { locator: 'l1', teamId: 'a'.repeat(26), box: 'box', expiresAt: 100 };
			const bound = { now: 0, most: 1 };
			await store.register(code.teamId, 1, 'record');
			expect(await store.putCode(code, bound)).toBe(true);
			expect(await store.putCode({ ...code, expiresAt: 200 }, bound)).toBe(true);
			expect(await store.openCode('l1', 150)).not.toBeNull();
			expect(await store.putCode({ ...code, locator: 'l2' }, bound)).toBe(false);
			await store.dropCode('l1', 'b'.repeat(26));
			expect(await store.openCode('l1', 150)).not.toBeNull();
			await store.dropCode('l1', code.teamId);
			await store.dropCode('l1', code.teamId);
			expect(await store.openCode('l1', 150)).toBeNull();
		});

		it('a try leaves nothing behind', async () => {
			const { store } = await openWith(1);
			await store.probe();
			await store.probe();
			expect(await bytesIn(store, ana.room)).toEqual([bytes(1)]);
			expect(await store.usage(ana.teamId)).toEqual({ rooms: 1, bytes: 1 });
		});

		it('refuses every call after it was closed', async () => {
			const { store, compact } = await openWith(1);
			await store.close();
			await expect(store.load(ana.room)).rejects.toThrow();
			await expect(store.append([{ room: ana.room, bytes: bytes(1) }])).rejects.toThrow();
			await expect(compact({})).rejects.toThrow();
			await expect(store.states(ana.room)).rejects.toThrow();
			await expect(store.probe()).rejects.toThrow();
		});
	});
}
