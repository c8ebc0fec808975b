import { codesIn } from './sqliteCodes.ts';
import { openDatabase, withHelp } from './sqliteDatabase.ts';
import { prepareStatements } from './sqliteStatements.ts';
import {
	dayOf,
	teamOfRoom,
	type Append,
	type Compaction,
	type KeptState,
	type Store,
	type StoredRow
} from './store.ts';

const PROBE_BYTES = 65_536;

/** A room that can be written to, as far as this process knows. */
interface Place {
	id: number;
	changedOn: string | null;
}

/** Thrown inside a transaction to take it back. */
class RowGone extends Error {}

/**
 * Opens the relay's database in a folder as a store; see `openDatabase` for what it promises and throws.
 *
 * @param now epoch ms; tells the day on which a room changed
 */
export function openSqliteStore(dataDir: string, now: () => number = Date.now): Store {
	const { db, close } = openDatabase(dataDir);
	const sql = prepareStatements(db);
	const codes = codesIn(db);
	// Rooms that were written to. One rolled back would leave a stale id behind, so a failed
	// transaction empties it.
	let places = new Map<string, Place>();

	function placeOf(name: string): Place | null {
		const known = places.get(name);
		if (known) return known;
		const teamId = teamOfRoom(name);
		sql.addRoom.run(name, teamId, teamId);
		const place = sql.room.get(name) as Place | undefined;
		if (place) places.set(name, { ...place });
		return place ?? null;
	}

	function appendAll(entries: Append[]): void {
		const today = dayOf(now());
		for (const { room, bytes } of entries) {
			const place = placeOf(room);
			if (!place) continue;
			sql.append.run(place.id, bytes);
			if (place.changedOn === today) continue;
			sql.changed.run(today, place.id);
			places.set(room, { ...place, changedOn: today });
		}
	}

	function setAside(room: number, seqs: number[]): void {
		for (const seq of seqs) sql.setAside.run(seq, room);
		for (const seq of seqs) sql.remove.run(seq, room);
	}

	function compact(name: string, { merged, replaced, quarantined, stateOn }: Compaction): number {
		const place = sql.room.get(name) as Place | undefined;
		if (!place) throw new RowGone();
		for (const seq of [...replaced, ...quarantined]) {
			if (!sql.has.get(seq, place.id)) throw new RowGone();
		}
		setAside(place.id, quarantined);
		for (const seq of replaced) sql.remove.run(seq, place.id);
		if (stateOn !== null) sql.keepState.run(place.id, stateOn, merged);
		return Number(sql.append.run(place.id, merged).lastInsertRowid);
	}

	function register(teamId: string, generation: number, record: string): boolean {
		const isKept = sql.register.run(teamId, generation, record).changes > 0;
		if (isKept) codes.drop(teamId);
		return isKept;
	}

	function forget(teamId: string, deletedAt: number): void {
		codes.drop(teamId);
		sql.dropRooms.run(teamId);
		sql.bury.run(teamId, deletedAt);
		places = new Map();
	}

	/** What was deleted stands in the log, too. While somebody else reads, it stays until a later checkpoint. */
	function emptyLog(): void {
		try {
			db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		} catch {
			// The deletion itself is on the disk; a disk that fails here is told of by the next write.
		}
	}

	function transact<T>(work: () => T): T {
		sql.begin.run();
		try {
			const outcome = work();
			sql.commit.run();
			return outcome;
		} catch (error) {
			places = new Map();
			if (db.isTransaction) db.exec('ROLLBACK');
			throw error;
		}
	}

	function compactIfThere(room: string, compaction: Compaction): number | null {
		try {
			return transact(() => compact(room, compaction));
		} catch (error) {
			if (error instanceof RowGone) return null;
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
			promise(() => transact(() => register(teamId, generation, record))),
		load: (room) =>
			promise(() =>
				(sql.load.all(room) as unknown as StoredRow[]).map(({ seq, bytes }) => ({ seq, bytes }))
			),
		append: (entries) => promise(() => transact(() => appendAll(entries))),
		compact: (room, compaction) => promise(() => compactIfThere(room, compaction)),
		quarantine: (room, seqs) =>
			promise(() => {
				const place = sql.room.get(room) as Place | undefined;
				if (place) transact(() => setAside(place.id, seqs));
			}),
		lastChange: (room) =>
			promise(() => {
				const row = sql.lastChange.get(room) as { dayOn: string; isKept: number } | undefined;
				return row ? { dayOn: row.dayOn, isKept: row.isKept === 1 } : null;
			}),
		states: (room) =>
			promise(() =>
				(sql.states.all(room) as unknown as KeptState[]).map(({ dayOn, bytes }) => ({
					dayOn,
					bytes
				}))
			),
		state: (room, dayOn) =>
			promise(
				() => (sql.state.get(room, dayOn) as { bytes: Uint8Array } | undefined)?.bytes ?? null
			),
		pruneStates: (beforeOn, teamBytes) =>
			promise(() => {
				sql.pruneOld.run(beforeOn);
				sql.pruneMany.run(teamBytes);
			}),
		usage: (teamId) =>
			promise(() => {
				const { rooms, bytes } = sql.usage.get(teamId) as { rooms: number; bytes: number };
				return { rooms, bytes };
			}),
		putCode: (code, bound) => promise(() => transact(() => codes.put(code, bound))),
		openCode: (locator, now) => promise(() => codes.open(locator, now)),
		dropCode: (locator, teamId) => promise(() => transact(() => codes.dropOne(locator, teamId))),
		sweepCodes: (now) => promise(() => transact(() => codes.sweep(now))),
		forget: (teamId, deletedAt) =>
			promise(() => {
				transact(() => forget(teamId, deletedAt));
				emptyLog();
			}),
		probe: () =>
			promise(() => {
				transact(() => sql.probe.run(PROBE_BYTES));
				sql.unprobe.run();
			}),
		close: () => promise(close)
	};
}

/** Runs at once, like every call of node:sqlite, and hands the outcome over as a promise. */
function promise<T>(work: () => T): Promise<T> {
	return new Promise((resolve, reject) => {
		try {
			resolve(work());
		} catch (error) {
			reject(withHelp(error));
		}
	});
}
