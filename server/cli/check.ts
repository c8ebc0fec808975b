import type { DatabaseSync } from 'node:sqlite';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { compactRows } from '../compaction.ts';
import type { StoredRow } from '../store.ts';

/** What a check found. */
export interface CheckReport {
	rooms: number;
	rows: number;
	/** Rows that were set aside earlier. */
	quarantined: number;
	/** One sentence each; none means sound. */
	problems: string[];
}

/**
 * Checks a relay's database: SQLite's own integrity, that every row and kept state is an update the
 * relay would take, and that the rows of every room melt into one document that loads afresh and lacks
 * nothing. Changes nothing, and may run while a relay serves.
 */
export function check(db: DatabaseSync): CheckReport {
	const problems = problemsOf(db);
	const rooms = db.prepare('SELECT id, name FROM rooms ORDER BY name').all() as unknown as {
		id: number;
		name: string;
	}[];
	const rowsOf = db.prepare('SELECT seq, bytes FROM updates WHERE room = ? ORDER BY seq');
	const statesOf = db.prepare('SELECT day, bytes FROM states WHERE room = ? ORDER BY day');
	let count = 0;
	for (const { id, name } of rooms) {
		const rows = rowsOf.all(id) as unknown as StoredRow[];
		count += rows.length;
		problems.push(...problemsOfRoom(rows).map((problem) => `${name}: ${problem}`));
		for (const { day, bytes } of statesOf.all(id) as unknown as StateRow[]) {
			if (!validateUpdate(bytes).ok) problems.push(`${name}: the state of ${day} is not sound`);
		}
	}
	const { quarantined } = db.prepare('SELECT count(*) AS quarantined FROM quarantine').get() as {
		quarantined: number;
	};
	return { rooms: rooms.length, rows: count, quarantined, problems };
}

/** What SQLite finds wrong with its own file; one sentence each. */
export function problemsOf(db: DatabaseSync): string[] {
	const found = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
	const orphans = db.prepare('PRAGMA foreign_key_check').all();
	return [
		...found.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
		...(orphans.length > 0 ? [`${orphans.length} rows belong to no room`] : [])
	];
}

interface StateRow {
	day: string;
	bytes: Uint8Array;
}

function problemsOfRoom(rows: StoredRow[]): string[] {
	const bad = rows.filter(({ bytes }) => !validateUpdate(bytes).ok).map(({ seq }) => seq);
	if (bad.length > 0) return [`rows ${bad.join(', ')} are not sound`];
	if (rows.length === 0) return [];
	const compacted = compactRows(rows.map(({ seq, bytes }) => ({ seq, bytes })));
	if (!compacted) return ['its rows do not melt into one without loss'];
	const { unreadable } = compacted;
	return unreadable.length > 0 ? [`rows ${unreadable.join(', ')} cannot be applied`] : [];
}
