import { validateUpdate } from '#lib/protocol/validate.ts';
import * as Y from 'yjs';
import { Knowledge } from './knowledge.ts';
import type { StoredRow } from './store.ts';

// mergeUpdates of many at once is quadratic, see yjs#710.
const MERGE_AT_ONCE = 64;

/** All updates in one, without collecting garbage. An empty update for none. */
export function mergeAll(updates: Uint8Array[]): Uint8Array {
	if (updates.length === 0) return Uint8Array.of(0, 0);
	let level = updates;
	while (level.length > 1) {
		const next: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += MERGE_AT_ONCE) {
			next.push(Y.mergeUpdates(level.slice(i, i + MERGE_AT_ONCE)));
		}
		level = next;
	}
	return level[0]!;
}

/**
 * Melts rows into one update with deleted content collected. `unreadable` are rows that Yjs cannot
 * apply. Null if the outcome lacks a single id of what went in: then the rows must stay.
 * The only place that builds a Y.Doc, and it is gone when this returns.
 */
export function compactRows(
	rows: StoredRow[]
): { bytes: Uint8Array; unreadable: StoredRow[] } | null {
	const unreadable: StoredRow[] = [];
	let bytes = encodeDoc(rows, unreadable);
	// A row that throws leaves a half-applied document behind, so the rest starts afresh.
	if (unreadable.length > 0) bytes = encodeDoc(without(rows, unreadable), []);
	return isWhole(bytes, without(rows, unreadable)) ? { bytes, unreadable } : null;
}

function encodeDoc(rows: StoredRow[], unreadable: StoredRow[]): Uint8Array {
	const doc = new Y.Doc({ gc: true });
	for (const row of rows) {
		try {
			Y.applyUpdate(doc, row.bytes);
		} catch {
			unreadable.push(row);
		}
	}
	const bytes = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return bytes;
}

function isWhole(bytes: Uint8Array, rows: StoredRow[]): boolean {
	const before = new Knowledge();
	for (const row of rows) {
		const checked = validateUpdate(row.bytes);
		if (checked.ok) before.add(checked.update);
	}
	const checked = validateUpdate(bytes);
	if (!checked.ok) return false;
	if (!checked.update.structs.covers(before.structs)) return false;
	if (!checked.update.deletes.covers(before.deletes)) return false;
	const throwing: StoredRow[] = [];
	encodeDoc([{ seq: 0, bytes }], throwing);
	return throwing.length === 0;
}

function without(rows: StoredRow[], some: StoredRow[]): StoredRow[] {
	return rows.filter((row) => !some.includes(row));
}
