import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { teamOfRoom, type Append, type Compaction, type Store, type StoredRow } from './store.ts';

const FILE = 'relay.sqlite';

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS teams (
		id TEXT PRIMARY KEY,
		generation INTEGER NOT NULL,
		record TEXT,
		deleted_at INTEGER
	) STRICT;
	CREATE TABLE IF NOT EXISTS rooms (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		team TEXT NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS rooms_by_team ON rooms (team);
	CREATE TABLE IF NOT EXISTS updates (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
		bytes BLOB NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS updates_by_room ON updates (room);
	CREATE TABLE IF NOT EXISTS quarantine (
		seq INTEGER PRIMARY KEY,
		room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
		bytes BLOB NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS quarantine_by_room ON quarantine (room);
`;

/**
 * Opens the relay's database in a folder, which is made if it is missing. A commit is on the disk
 * when it returns (WAL, synchronous=FULL). One process owns the file; a second one is refused here.
 */
export function openSqliteStore(dataDir: string): Store {
	mkdirSync(dataDir, { recursive: true });
	const file = path.join(dataDir, FILE);
	const db = openDatabase(file);
	const sql = {
		team: db.prepare('SELECT record, deleted_at AS deletedAt FROM teams WHERE id = ?'),
		register: db.prepare(
			`INSERT INTO teams (id, generation, record) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE
			SET generation = excluded.generation, record = excluded.record
			WHERE deleted_at IS NULL AND generation < excluded.generation`
		),
		bury: db.prepare(
			`INSERT INTO teams (id, generation, deleted_at) VALUES (?, 0, ?) ON CONFLICT (id) DO UPDATE
			SET generation = 0, record = NULL, deleted_at = excluded.deleted_at`
		),
		room: db.prepare('SELECT id FROM rooms WHERE name = ?'),
		addRoom: db.prepare('INSERT INTO rooms (name, team) VALUES (?, ?)'),
		dropRooms: db.prepare('DELETE FROM rooms WHERE team = ?'),
		load: db.prepare(
			`SELECT seq, bytes FROM updates
			WHERE room = (SELECT id FROM rooms WHERE name = ?) ORDER BY seq`
		),
		append: db.prepare('INSERT INTO updates (room, bytes) VALUES (?, ?)'),
		remove: db.prepare('DELETE FROM updates WHERE seq = ? AND room = ?'),
		setAside: db.prepare(
			`INSERT INTO quarantine (seq, room, bytes)
			SELECT seq, room, bytes FROM updates WHERE seq = ? AND room = ?`
		),
		usage: db.prepare(
			`SELECT count(*) AS rooms, coalesce(sum(
				(SELECT coalesce(sum(length(bytes)), 0) FROM updates WHERE room = rooms.id) +
				(SELECT coalesce(sum(length(bytes)), 0) FROM quarantine WHERE room = rooms.id)
			), 0) AS bytes FROM rooms WHERE team = ?`
		)
	};
	// Ids by name for rooms that were written to. A rolled-back room would leave a stale id behind,
	// so a failed transaction empties it.
	let roomIds = new Map<string, number>();

	function roomId(name: string): number {
		const known = roomIds.get(name);
		if (known !== undefined) return known;
		const found = sql.room.get(name) as { id: number } | undefined;
		const id = found?.id ?? Number(sql.addRoom.run(name, teamOfRoom(name)).lastInsertRowid);
		roomIds.set(name, id);
		return id;
	}

	function appendAll(entries: Append[]): void {
		for (const { room, bytes } of entries) sql.append.run(roomId(room), bytes);
	}

	function compact(name: string, { merged, replaced, quarantined }: Compaction): void {
		const room = roomId(name);
		for (const seq of quarantined) {
			sql.setAside.run(seq, room);
			sql.remove.run(seq, room);
		}
		for (const seq of replaced) sql.remove.run(seq, room);
		if (merged) sql.append.run(room, merged);
	}

	function forget(teamId: string, deletedAt: number): void {
		sql.dropRooms.run(teamId);
		sql.bury.run(teamId, deletedAt);
		roomIds = new Map();
	}

	function transact(work: () => void): void {
		db.exec('BEGIN IMMEDIATE');
		try {
			work();
			db.exec('COMMIT');
		} catch (error) {
			roomIds = new Map();
			if (db.isTransaction) db.exec('ROLLBACK');
			throw error;
		}
	}

	return {
		team: (teamId) =>
			promise(() => {
				const row = sql.team.get(teamId) as
					{ record: string | null; deletedAt: number | null } | undefined;
				return row ? { record: row.record, deletedAt: row.deletedAt } : null;
			}),
		register: (teamId, generation, record) =>
			promise(() => sql.register.run(teamId, generation, record).changes > 0),
		load: (room) =>
			promise(() =>
				(sql.load.all(room) as unknown as StoredRow[]).map(({ seq, bytes }) => ({ seq, bytes }))
			),
		append: (entries) => promise(() => transact(() => appendAll(entries))),
		compact: (room, compaction) => promise(() => transact(() => compact(room, compaction))),
		usage: (teamId) =>
			promise(() => {
				const { rooms, bytes } = sql.usage.get(teamId) as { rooms: number; bytes: number };
				return { rooms, bytes };
			}),
		forget: (teamId, deletedAt) => promise(() => transact(() => forget(teamId, deletedAt))),
		close: () => promise(() => db.close())
	};
}

function openDatabase(file: string): DatabaseSync {
	const db = new DatabaseSync(file, { timeout: 500, enableForeignKeyConstraints: true });
	try {
		// Exclusive: two relays on one file would each believe in a state the other has changed.
		db.exec('PRAGMA locking_mode = EXCLUSIVE');
		db.exec('PRAGMA journal_mode = WAL');
		db.exec('PRAGMA synchronous = FULL');
		db.exec(`BEGIN IMMEDIATE; ${SCHEMA}; COMMIT`);
		return db;
	} catch (error) {
		db.close();
		throw new Error(`cannot use ${file}: ${reasonOf(error)}`, { cause: error });
	}
}

function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return /locked|busy/.test(message) ? 'another relay is using it' : message;
}

/** Runs at once, like every call of node:sqlite, and hands the outcome over as a promise. */
function promise<T>(work: () => T): Promise<T> {
	return new Promise((resolve) => resolve(work()));
}
