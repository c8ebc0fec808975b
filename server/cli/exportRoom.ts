import type { DatabaseSync } from 'node:sqlite';
import { parseRoom } from '#lib/protocol/room.ts';
import { mergeAll } from '../compaction.ts';

/**
 * A room as one Yjs update (encoding 1): as it is now, or as it was at the end of a UTC day
 * (`2026-11-26`) that a state is kept of. Throws with a sentence if there is no such room or state.
 */
export function exportRoom(db: DatabaseSync, name: string, dayOn?: string): Uint8Array {
	if (!parseRoom(name)) throw new Error(`"${name}" is no room's name; "relay stats" lists them`);
	const room = db.prepare('SELECT id FROM rooms WHERE name = ?').get(name) as
		{ id: number } | undefined;
	if (!room) throw new Error(`there is no room ${name}; "relay stats" lists them`);
	if (dayOn === undefined) {
		const rows = db.prepare('SELECT bytes FROM updates WHERE room = ? ORDER BY seq').all(room.id);
		return mergeAll((rows as unknown as { bytes: Uint8Array }[]).map(({ bytes }) => bytes));
	}
	const state = db.prepare('SELECT bytes FROM states WHERE room = ? AND day = ?');
	const found = state.get(room.id, dayOn) as { bytes: Uint8Array } | undefined;
	if (found) return found.bytes;
	const days = db.prepare('SELECT day FROM states WHERE room = ? ORDER BY day DESC').all(room.id);
	const kept = (days as unknown as { day: string }[]).map(({ day }) => day).join(', ');
	throw new Error(`of ${dayOn} no state is kept. There are: ${kept || 'none'}`);
}
