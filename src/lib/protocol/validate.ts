import { readContent, readString } from './content.ts';
import { Cursor, MalformedError } from './cursor.ts';
import { IdSet } from './ranges.ts';

// Reads a Yjs update (encoding v1) without applying it. Y.applyUpdate believes the counts on the
// wire: seven bytes make it allocate 257 MB, in every colleague's browser. This takes an update only
// if it is what Yjs itself writes: clients in falling order, each once; blocks one after another with
// a length above zero; references to the same client pointing backwards; delete ranges rising; no
// subdocument, no deep value, not a byte left over.

/** What an update brings and what it needs, all in Yjs ids. */
export interface UpdateShape {
	/** Structs in it; holes that it skips are left out. */
	structs: IdSet;
	/** Structs it deletes. */
	deletes: IdSet;
	/**
	 * What its structs refer to at other clients: for each client of the update a flat list of
	 * (clock of the struct, client and clock it needs), clocks rising.
	 */
	needs: Map<number, number[]>;
	/** Where the delete set begins, in bytes. */
	deleteSetAt: number;
}

/** An update that may be stored and passed on, or why it may not. */
export type ValidatedUpdate = { ok: true; update: UpdateShape } | { ok: false; why: string };

const MAX_CLOCK = 2 ** 32;
const GC = 0;
const SKIP = 10;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;

/** Checks an update from outside in one pass over its bytes. Allocates by what is there, not by what it claims. Never throws. */
export function validateUpdate(bytes: Uint8Array): ValidatedUpdate {
	const cursor = new Cursor(bytes);
	const structs = new IdSet();
	const deletes = new IdSet();
	const needs = new Map<number, number[]>();
	try {
		readClients(cursor, structs, needs);
		const deleteSetAt = cursor.at;
		readDeletes(cursor, deletes);
		if (cursor.left > 0) throw new MalformedError('trailing bytes');
		return { ok: true, update: { structs, deletes, needs, deleteSetAt } };
	} catch (error) {
		if (error instanceof MalformedError) return { ok: false, why: error.message };
		throw error;
	}
}

function readClients(cursor: Cursor, structs: IdSet, needs: Map<number, number[]>): void {
	let previous = Infinity;
	for (let clients = cursor.varUint(); clients > 0; clients--) {
		const blocks = cursor.varUint();
		const client = cursor.varUint();
		// The shortest block takes two bytes, so a larger count is a lie before anything is read.
		if (blocks === 0 || blocks * 2 > cursor.left) throw new MalformedError('block count');
		// Yjs keeps the last of two sections of one client and mergeUpdates relies on the order.
		if (client >= previous) throw new MalformedError('client order');
		previous = client;
		const needed: number[] = [];
		readBlocks(cursor, client, blocks, structs, needed);
		if (needed.length > 0) needs.set(client, needed);
	}
}

function readBlocks(
	cursor: Cursor,
	client: number,
	blocks: number,
	structs: IdSet,
	needed: number[]
): void {
	let clock = cursor.varUint();
	for (; blocks > 0; blocks--) {
		const info = cursor.byte();
		const isBare = info === GC || info === SKIP;
		const length = isBare ? cursor.varUint() : readItem(cursor, info, client, clock, needed);
		if (length === 0 || clock + length > MAX_CLOCK) throw new MalformedError('block length');
		if (info !== SKIP) structs.add(client, clock, clock + length);
		clock += length;
	}
}

function readItem(
	cursor: Cursor,
	info: number,
	client: number,
	clock: number,
	needed: number[]
): number {
	const needId = () => {
		const otherClient = cursor.varUint();
		const otherClock = cursor.varUint();
		if (otherClock >= MAX_CLOCK) throw new MalformedError('reference');
		if (otherClient !== client) needed.push(clock, otherClient, otherClock);
		else if (otherClock >= clock) throw new MalformedError('forward reference');
	};
	if (info & HAS_ORIGIN) needId();
	if (info & HAS_RIGHT_ORIGIN) needId();
	if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) {
		const isRoot = cursor.varUint();
		if (isRoot > 1) throw new MalformedError('parent');
		if (isRoot) readString(cursor);
		else needId();
		if (info & HAS_PARENT_SUB) readString(cursor);
	}
	return readContent(cursor, info & 0x1f);
}

function readDeletes(cursor: Cursor, deletes: IdSet): void {
	const seen = new Set<number>();
	for (let clients = cursor.varUint(); clients > 0; clients--) {
		const client = cursor.varUint();
		if (seen.has(client)) throw new MalformedError('deletes of one client twice');
		seen.add(client);
		const ranges = cursor.varUint();
		if (ranges === 0 || ranges * 2 > cursor.left) throw new MalformedError('delete count');
		let end = 0;
		for (let i = 0; i < ranges; i++) {
			const from = cursor.varUint();
			const length = cursor.varUint();
			if (from < end || length === 0) throw new MalformedError('delete order');
			end = from + length;
			if (end > MAX_CLOCK) throw new MalformedError('delete range');
			deletes.add(client, from, end);
		}
	}
}
