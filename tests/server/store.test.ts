import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { openSqliteStore } from '../../server/sqliteStore.ts';
import type { Store } from '../../server/store.ts';
import { atEnd, createTeam } from './harness.ts';

const ana = createTeam(1);
const ben = createTeam(2);
const bytes = (...values: number[]) => Uint8Array.from(values);

function tempDir(): string {
	const dir = mkdtempSync(path.join(tmpdir(), 'relay-'));
	atEnd(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

function openSqlite(dir = tempDir()): Store {
	const store = openSqliteStore(dir);
	atEnd(() => store.close().catch(() => {}));
	return store;
}

describe.each([
	['memory', createMemoryStore],
	['SQLite', () => openSqlite()]
])('the store in %s', (_, open) => {
	it('gives back what was appended, room by room', async () => {
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
		expect((await store.load(ben.room)).map((row) => row.bytes)).toEqual([bytes(2)]);
		expect(await store.load(ana.teamRoom)).toEqual([]);
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

	it('replaces and sets aside rows in one step, and leaves later ones alone', async () => {
		const store = open();
		await store.append([1, 2, 3].map((value) => ({ room: ana.room, bytes: bytes(value) })));
		const [first, second, third] = (await store.load(ana.room)).map((row) => row.seq);
		await store.append([{ room: ana.room, bytes: bytes(4) }]);
		await store.compact(ana.room, {
			merged: bytes(1, 2),
			replaced: [first!, second!],
			quarantined: [third!]
		});
		const rows = await store.load(ana.room);
		expect(rows.map((row) => row.bytes)).toEqual([bytes(4), bytes(1, 2)]);
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 1, bytes: 4 });
	});

	it('counts what a team uses', async () => {
		const store = open();
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
		await store.append([
			{ room: ana.room, bytes: bytes(1, 2, 3) },
			{ room: ana.teamRoom, bytes: bytes(1) },
			{ room: ben.room, bytes: bytes(1) }
		]);
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 2, bytes: 4 });
	});

	it('forgets a team for good, and no other', async () => {
		const store = open();
		await store.register(ana.teamId, 1, 'record');
		await store.append([
			{ room: ana.room, bytes: bytes(1) },
			{ room: ben.room, bytes: bytes(2) }
		]);
		await store.forget(ana.teamId, 1234);
		expect(await store.team(ana.teamId)).toEqual({ record: null, deletedAt: 1234 });
		expect(await store.load(ana.room)).toEqual([]);
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
		expect(await store.register(ana.teamId, 9, 'again')).toBe(false);
		expect((await store.load(ben.room)).length).toBe(1);
	});

	it('refuses every call after it was closed', async () => {
		const store = open();
		await store.close();
		await expect(store.load(ana.room)).rejects.toThrow();
		await expect(store.append([{ room: ana.room, bytes: bytes(1) }])).rejects.toThrow();
	});
});

describe('the store on a disk', () => {
	it('gives back after a restart what it was given', async () => {
		const dir = tempDir();
		const first = openSqlite(dir);
		await first.register(ana.teamId, 1, 'record');
		await first.append([{ room: ana.room, bytes: bytes(1, 2) }]);
		await first.close();
		const second = openSqlite(dir);
		expect((await second.load(ana.room)).map((row) => row.bytes)).toEqual([bytes(1, 2)]);
		expect((await second.team(ana.teamId))?.record).toBe('record');
	});

	it('stores all of a call or nothing', async () => {
		const store = openSqlite();
		const entries = [
			{ room: ana.room, bytes: bytes(1) },
			{ room: ben.room, bytes: null as never }
		];
		await expect(store.append(entries)).rejects.toThrow();
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
		await store.append(entries.slice(0, 1));
		expect((await store.load(ana.room)).length).toBe(1);
	});

	it('refuses a second relay on the same files', () => {
		const dir = tempDir();
		openSqlite(dir);
		expect(() => openSqliteStore(dir)).toThrow('another relay is using it');
	});

	it('says which file it cannot read', () => {
		const dir = tempDir();
		writeFileSync(path.join(dir, 'relay.sqlite'), 'this is no database '.repeat(100));
		expect(() => openSqliteStore(dir)).toThrow(/relay\.sqlite: file is not a database/);
	});
});
