import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openSqliteStore } from '../../server/sqliteStore.ts';
import type { Store } from '../../server/store.ts';
import { mount, reasonNotToMount, smallDisk, tempDir } from './dataDir.ts';
import { atEnd, connect, createTeam, RawClient, startRelay, synced, until } from './harness.ts';
import { passOver } from './passOver.ts';
import { bytes } from './storeContract.ts';

const ana = createTeam(1);
const ben = createTeam(2);
const main = path.join(import.meta.dirname, '../../server/main.ts');
const noMount = reasonNotToMount();
if (noMount) passOver(`tests with disks of their own are passed over: ${noMount}`);

function open(dir = tempDir()): Store {
	const store = openSqliteStore(dir);
	atEnd(() => store.close().catch(() => {}));
	return store;
}

const fileIn = (dir: string) => path.join(dir, 'relay.sqlite');

const bytesIn = async (store: Store, room: string) =>
	(await store.load(room)).map((row) => row.bytes);

describe('the store on a disk', () => {
	it('gives back after a restart what it was given', async () => {
		const dir = tempDir();
		const first = open(dir);
		await first.register(ana.teamId, 1, 'record');
		await first.append([{ room: ana.room, bytes: bytes(1, 2) }]);
		await first.close();
		const second = open(dir);
		expect(await bytesIn(second, ana.room)).toEqual([bytes(1, 2)]);
		expect((await second.team(ana.teamId))?.record).toBe('record');
	});

	it('[STORE-1] stores all of a call or nothing', async () => {
		const store = open();
		const entries = [
			{ room: ana.room, bytes: bytes(1) },
			{ room: ben.room, bytes: null as never }
		];
		await expect(store.append(entries)).rejects.toThrow();
		expect(await store.usage(ana.teamId)).toEqual({ rooms: 0, bytes: 0 });
		await store.append(entries.slice(0, 1));
		expect((await store.load(ana.room)).length).toBe(1);
	});

	it('takes over the files of the first version', async () => {
		const dir = tempDir();
		const db = new DatabaseSync(fileIn(dir));
		db.exec(`
			CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, team TEXT NOT NULL) STRICT;
			CREATE TABLE updates (seq INTEGER PRIMARY KEY AUTOINCREMENT,
				room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE, bytes BLOB NOT NULL) STRICT;
			INSERT INTO rooms (name, team) VALUES ('${ana.room}', '${ana.teamId}');
			INSERT INTO updates (room, bytes) VALUES (1, x'0102');`);
		db.close();
		const store = open(dir);
		expect(await bytesIn(store, ana.room)).toEqual([bytes(1, 2)]);
		expect(await store.lastChange(ana.room)).toBeNull();
		await store.append([{ room: ana.room, bytes: bytes(3) }]);
		expect((await store.lastChange(ana.room))?.isKept).toBe(false);
	});

	it('[STORE-4] leaves the files of a newer version alone', async () => {
		const dir = tempDir();
		await open(dir).close();
		const db = new DatabaseSync(fileIn(dir));
		db.exec('PRAGMA user_version = 99');
		db.close();
		expect(() => openSqliteStore(dir)).toThrow('a newer Cairn has written it');
	});

	it('[STORE-4] a second relay on the same files is refused, in this process and in another', () => {
		const dir = tempDir();
		open(dir);
		expect(() => openSqliteStore(dir)).toThrow('another relay is using it');
		const second = spawnSync(process.execPath, [main, '--port', '0', '--data', dir], {
			encoding: 'utf8',
			timeout: 20_000
		});
		expect(second.status).toBe(1);
		expect(second.stderr).toContain(`cannot use ${fileIn(dir)}`);
		expect(second.stderr).toContain('another relay is using it');
	}, 30_000);
});

describe('a deleted team', () => {
	it('[STORE-3] leaves no word in the files, of rows, states, codes and what was compacted long ago', async () => {
		const dir = tempDir();
		const store = open(dir);
		const words = (length: number) => Buffer.from('our secret plan '.repeat(length));
		const found = () =>
			readdirSync(dir).filter((name) => readFileSync(path.join(dir, name)).includes('secret plan'));
		await store.register(ana.teamId, 1, 'record with a secret plan');
		await store.register(ben.teamId, 1, 'record');
		for (let i = 1; i <= 40; i++) {
			await store.append([
				{ room: i % 2 ? ana.room : ana.teamRoom, bytes: words(i * 20) },
				{ room: ben.room, bytes: bytes(i) }
			]);
		}
		const seqs = (await store.load(ana.room)).map((row) => row.seq);
		await store.compact(ana.room, {
			merged: words(500),
			replaced: seqs.slice(0, 10),
			quarantined: seqs.slice(10, 12),
			stateOn: '2026-11-26'
		});
		const code = { locator: 'l', teamId: ana.teamId, box: 'a secret plan', expiresAt: 100 };
		expect(await store.putCode(code, { now: 0, most: 2 })).toBe(true);
		expect(found()).not.toEqual([]);
		await store.forget(ana.teamId, 1234);
		expect(found()).toEqual([]);
		expect((await store.load(ben.room)).length).toBe(40);
		await store.append([{ room: ben.room, bytes: bytes(1) }]);
	});

	it('[STORE-3] is deleted also while a backup reads', async () => {
		const dir = tempDir();
		const store = open(dir);
		await store.register(ana.teamId, 1, 'record');
		const reader = new DatabaseSync(fileIn(dir), { readOnly: true });
		reader.exec('BEGIN; SELECT * FROM teams');
		await store.forget(ana.teamId, 1234);
		reader.close();
		expect((await store.team(ana.teamId))?.deletedAt).toBe(1234);
	});
});

describe('a compaction that is killed', () => {
	// Opens the store, kills itself at the nth statement of a compaction (0: after all of it).
	const child = `
		import { StatementSync } from 'node:sqlite';
		const [storeUrl, dir, room, at] = process.argv.slice(1);
		const { openSqliteStore } = await import(storeUrl);
		const store = openSqliteStore(dir);
		const rows = await store.load(room);
		const seqs = rows.map((row) => row.seq);
		let count = 0;
		for (const verb of ['run', 'get']) {
			const original = StatementSync.prototype[verb];
			StatementSync.prototype[verb] = function (...args) {
				if (++count === Number(at)) process.kill(process.pid, 'SIGKILL');
				return original.apply(this, args);
			};
		}
		await store.compact(room, {
			merged: Uint8Array.of(1, 2, 3),
			replaced: seqs.slice(0, 2),
			quarantined: seqs.slice(2),
			stateOn: '2026-11-26'
		});
		console.log('statements', count);
		process.kill(process.pid, 'SIGKILL');`;
	const storeUrl = new URL('../../server/sqliteStore.ts', import.meta.url).href;

	async function killAt(dir: string, statement: number) {
		const args = ['--input-type=module', '-e', child, storeUrl, dir, ana.room, String(statement)];
		const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		process_.stdout.on('data', (chunk) => (said += String(chunk)));
		const [, signal] = (await once(process_, 'close')) as [number | null, NodeJS.Signals | null];
		expect(signal).toBe('SIGKILL');
		return Number(/statements (\d+)/.exec(said)?.[1] ?? 0);
	}

	async function prepare() {
		const dir = tempDir();
		const store = open(dir);
		await store.append([1, 2, 3].map((value) => ({ room: ana.room, bytes: bytes(value) })));
		await store.close();
		return dir;
	}

	it('[STORE-5] has done all of it or nothing, wherever it was killed', async () => {
		const whole = await prepare();
		const statements = await killAt(whole, 0);
		expect(statements).toBeGreaterThan(6);
		const after = open(whole);
		expect(await bytesIn(after, ana.room)).toEqual([bytes(1, 2, 3)]);
		expect(await after.states(ana.room)).toEqual([{ dayOn: '2026-11-26', bytes: 3 }]);
		expect((await after.usage(ana.teamId)).bytes).toBe(4);
		for (let statement = 1; statement <= statements; statement++) {
			const dir = await prepare();
			await killAt(dir, statement);
			const store = open(dir);
			const left = await bytesIn(store, ana.room);
			expect(left, `statement ${statement}`).toEqual([bytes(1), bytes(2), bytes(3)]);
			expect(await store.states(ana.room)).toEqual([]);
			expect((await store.usage(ana.teamId)).bytes).toBe(3);
		}
	}, 60_000);
});

describe('a damaged file', () => {
	it('[STORE-6] without its header it is refused at the start, with what to do', () => {
		const dir = tempDir();
		writeFileSync(fileIn(dir), 'this is no database '.repeat(100));
		expect(() => openSqliteStore(dir)).toThrow(
			/relay\.sqlite: file is not a database: it is damaged\. Move it away and restore a backup/
		);
	});

	it('[STORE-6] a damaged page stops the rooms in it, is told of, and no other team notices', async () => {
		const dir = tempDir();
		const store = open(dir);
		const teams = Array.from({ length: 6 }, (_, i) => createTeam(10 + i));
		for (const [i, team] of teams.entries()) {
			const doc = new Y.Doc();
			doc.getText('t').insert(0, `team ${i}: ${'x'.repeat(3000)}`);
			await store.register(team.teamId, 1, team.record);
			await store.append([{ room: team.room, bytes: Y.encodeStateAsUpdate(doc) }]);
		}
		await store.close();
		const file = readFileSync(fileIn(dir));
		const page = Math.floor(file.indexOf('team 2: ') / 4096);
		file.fill(0xee, page * 4096, (page + 1) * 4096);
		writeFileSync(fileIn(dir), file);

		const relay = await startRelay({ store: open(dir) });
		const unlucky = new RawClient(relay.url, teams[2]!.room, teams[2]!.asMember);
		expect(await unlucky.closed()).toBe(4503);
		expect(relay.lines.join()).toMatch(/entry failed.*malformed.*restore a backup/);
		for (const [i, team] of teams.entries()) {
			if (i === 2) continue;
			const client = connect(relay.url, team.room, team.asMember);
			await synced(client);
			expect(client.doc.getText('t').toJSON()).toContain(`team ${i}: `);
			client.doc.getText('t').insert(0, 'still written: ');
			const reader = connect(relay.url, team.room, team.asReader);
			await until(() => reader.doc.getText('t').toJSON().startsWith('still written'));
		}
	});
});

describe.skipIf(noMount)('a disk of its own', () => {
	const large = (value: number) => new Uint8Array(50_000).fill(value);

	it('[STORE-7] full, it keeps what it said it kept, takes nothing, and goes on when there is space', async () => {
		const disk = smallDisk(1024);
		const store = open(disk.dir);
		let kept = 0;
		await expect(
			(async () => {
				for (;;) {
					await store.append([{ room: ana.room, bytes: large(kept) }]);
					kept++;
				}
			})()
		).rejects.toThrow('full');
		expect(kept).toBeGreaterThan(2);
		await expect(store.probe()).rejects.toThrow('full');
		expect(await bytesIn(store, ana.room)).toEqual(
			Array.from({ length: kept }, (_, i) => large(i))
		);
		disk.resize(8192);
		await store.probe();
		await store.append([{ room: ana.room, bytes: large(kept) }]);
		await store.close();
		expect((await bytesIn(open(disk.dir), ana.room)).length).toBe(kept + 1);
		expect(statSync(fileIn(disk.dir)).size).toBeGreaterThan(0);
	});

	it('[STORE-7] read-only or too full to start, it says what to do', async () => {
		const disk = smallDisk(1024);
		await open(disk.dir).close();
		mount('-o', 'remount,ro', disk.dir);
		expect(() => openSqliteStore(disk.dir)).toThrow(/the folder cannot be written to\. Check/);
		mount('-o', 'remount,rw', disk.dir);
		await open(disk.dir).close();
		expect(() => openSqliteStore(smallDisk(16).dir)).toThrow(/no space left/);
	});
});
