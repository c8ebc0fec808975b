import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

interface RoomRow {
	name: string;
	updates: number;
	bytes: number;
	states: number;
	changedOn: string | null;
}

/** What a relay holds, as lines for a terminal. Room names are told in full: `export` takes them. */
export function stats(db: DatabaseSync, file: string): string[] {
	const { teams, deleted } = db
		.prepare(
			`SELECT count(*) FILTER (WHERE deleted_at IS NULL) AS teams,
				count(*) FILTER (WHERE deleted_at IS NOT NULL) AS deleted FROM teams`
		)
		.get() as { teams: number; deleted: number };
	const { quarantined } = db.prepare('SELECT count(*) AS quarantined FROM quarantine').get() as {
		quarantined: number;
	};
	const rooms = db
		.prepare(
			`SELECT name, changed_on AS changedOn,
				(SELECT count(*) FROM updates WHERE room = rooms.id) AS updates,
				(SELECT coalesce(sum(length(bytes)), 0) FROM updates WHERE room = rooms.id) AS bytes,
				(SELECT count(*) FROM states WHERE room = rooms.id) AS states
			FROM rooms ORDER BY bytes DESC, name`
		)
		.all() as unknown as RoomRow[];
	const bytes = rooms.reduce((sum, room) => sum + room.bytes, 0);
	return [
		`${file}: ${formatBytes(statSync(file).size)}`,
		`${teams} teams, ${deleted} deleted ones, ${rooms.length} rooms, ${formatBytes(bytes)} of updates`,
		...(quarantined > 0 ? [`${quarantined} rows set aside as unreadable; see "relay check"`] : []),
		...(rooms.length > 0 ? ['', row('room', 'rows', 'bytes', 'states', 'changed')] : []),
		...rooms.map(({ name, updates, bytes, states, changedOn }) =>
			row(name, String(updates), formatBytes(bytes), String(states), changedOn ?? '')
		)
	];
}

function row(name: string, ...cells: string[]): string {
	return [name.padEnd(52), ...cells.map((cell) => cell.padStart(11))].join('').trimEnd();
}

function formatBytes(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	const units = ['KiB', 'MiB', 'GiB'];
	let value = bytes / 1024;
	while (value >= 1024 && units.length > 1) {
		value /= 1024;
		units.shift();
	}
	return `${value.toFixed(1)} ${units[0]}`;
}
