import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import * as Y from 'yjs';
import { digestOf } from './digest.ts';
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

/** Rows melted into one update. `unreadable` are numbers of rows that cannot be applied and are not in it. */
export interface Compacted {
	bytes: Uint8Array;
	/** The encoded state vector of `bytes`; null if it has holes, so that no vector tells all of it. */
	vector: Uint8Array | null;
	unreadable: number[];
}

/**
 * Melts rows into one update with deleted content collected. Null if the outcome lacks a single id of
 * what went in, or shows something else when it is loaded afresh: then the rows must stay.
 * The only place that builds a Y.Doc: it runs in a worker, never beside the sockets.
 */
export function compactRows(rows: StoredRow[]): Compacted | null {
	const unreadable: number[] = [];
	let outcome = melt(rows, unreadable);
	const readable = rows.filter(({ seq }) => !unreadable.includes(seq));
	// A row that throws leaves a half-applied document behind, so the rest starts afresh.
	if (unreadable.length > 0) outcome = melt(readable, []);
	const shape = shapeOf(outcome.bytes);
	if (!shape || !holdsAll(shape, readable)) return null;
	const throwing: number[] = [];
	const again = melt([{ seq: 0, bytes: outcome.bytes }], throwing);
	if (throwing.length > 0 || again.digest !== outcome.digest) return null;
	const { structs } = shape;
	const vector = structs.isGapless ? Y.encodeStateVector(structs.stateVector()) : null;
	return { bytes: outcome.bytes, vector, unreadable };
}

function melt(rows: StoredRow[], throwing: number[]): { bytes: Uint8Array; digest: string } {
	const doc = new Y.Doc({ gc: true });
	const apply = (row: StoredRow) => {
		try {
			Y.applyUpdate(doc, row.bytes);
		} catch {
			throwing.push(row.seq);
		}
	};
	// In one transaction, since the end of one costs as much as many rows.
	doc.transact(() => greatestFirst(rows).forEach(apply));
	const outcome = { bytes: Y.encodeStateAsUpdate(doc), digest: digestOf(doc) };
	doc.destroy();
	return outcome;
}

// The row of the last compaction is younger than rows that came meanwhile and build on it. Each of them
// would have to wait for it, and Yjs merges anew all that waits: 2,000 rows took five seconds.
function greatestFirst(rows: StoredRow[]): StoredRow[] {
	const most = rows.reduce((max, { bytes }) => Math.max(max, bytes.length), 0);
	const first = rows.findIndex(({ bytes }) => bytes.length === most);
	return first > 0 ? [rows[first]!, ...rows.toSpliced(first, 1)] : rows;
}

// What waits for missing content counts: its ids are in the rows, so they have to be in the outcome.
function holdsAll(shape: UpdateShape, rows: StoredRow[]): boolean {
	const before = new Knowledge();
	for (const row of rows) {
		const known = shapeOf(row.bytes);
		if (known) before.add(known);
	}
	return shape.structs.covers(before.structs) && shape.deletes.covers(before.deletes);
}

function shapeOf(bytes: Uint8Array): UpdateShape | null {
	const checked = validateUpdate(bytes);
	return checked.ok ? checked.update : null;
}
