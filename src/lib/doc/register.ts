import * as Y from 'yjs';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import type { Writer } from './writer.ts';

/*
 * An entity is a root Y.Array `e/<id>` of immutable entries. To set a field is to remove every entry
 * of it that this replica can see and to add one. What nobody could see survives: two entries of one
 * field are two people who did not know of each other.
 */

export interface Entry {
	/** Names this entry for ever: 12 random characters. */
	k: string;
	/** The field. Those that begin with `$` are structure. */
	f: string;
	v: unknown;
	by: string;
	/** 1 + the largest n the writer saw in the entity. Orders siblings; clocks never do. */
	n: number;
	at: number;
}

/** One field as it stood before and after a transaction. */
export interface Change {
	id: string;
	field: string;
	before: readonly Entry[];
	after: readonly Entry[];
}

/** The visible entries of an entity by field, in each field the provisional winner first. */
export type Fields = Map<string, Entry[]>;

const prefix = 'e/';
const changesKey = Symbol('changes');

/** A stranger's giant n must not outrank everybody for ever, so larger ones are not read. */
const maxN = 2 ** 40;
const maxKeyLength = 64;

/** The ids of all roots that call themselves entities, sorted. Whether anything is in them is not said. */
export function listIds(doc: Y.Doc): string[] {
	return [...doc.share.keys()]
		.filter((name) => name.startsWith(prefix))
		.map((name) => name.slice(prefix.length))
		.sort();
}

/** Reads an entity; empty for what does not exist. Never throws, never writes, never makes a root. */
export function readFields(doc: Y.Doc, id: string): Fields {
	const fields: Fields = new Map();
	for (const value of listAt(doc, prefix + id)?.toArray() ?? []) {
		const entry = readEntry(value);
		if (!entry) continue;
		const siblings = fields.get(entry.f) ?? [];
		// The same entry may be there twice after two devices undid the same thing.
		if (!siblings.some(({ k }) => k === entry.k)) siblings.push(entry);
		fields.set(entry.f, siblings);
	}
	for (const siblings of fields.values()) siblings.sort(byRank);
	return fields;
}

/** Sets a field inside a transaction and returns the new entry. Makes the root if it is not there. */
export function setField(doc: Y.Doc, w: Writer, id: string, f: string, v: unknown): Entry {
	let highest = 0;
	for (const siblings of readFields(doc, id).values())
		for (const { n } of siblings) highest = Math.max(highest, n);
	const n = Math.min(highest + 1, maxN);
	const value = typeof v === 'string' ? wellFormed(v) : v;
	const entry = { k: createKey(w.random(9)), f, v: value, by: w.by, n, at: w.now() };
	replaceEntries(doc, id, f, [entry]);
	return entry;
}

/** Inside a transaction: removes the visible entries of a field and puts these in their place. */
export function replaceEntries(
	doc: Y.Doc,
	id: string,
	field: string,
	after: readonly Entry[]
): void {
	doc.transact((transaction) => {
		const before = readFields(doc, id).get(field) ?? [];
		const root = doc.getArray<unknown>(prefix + id);
		const all = root.toArray();
		for (let at = all.length - 1; at >= 0; at--)
			if (readEntry(all[at])?.f === field) root.delete(at);
		if (after.length > 0) root.push([...after]);
		changesOf(transaction).push({ id, field, before, after });
	});
}

/** What the verbs of a transaction did to fields, in their order. */
export function changesOf(transaction: Y.Transaction): Change[] {
	const changes = (transaction.meta.get(changesKey) as Change[] | undefined) ?? [];
	transaction.meta.set(changesKey, changes);
	return changes;
}

/** The entity a shared type is the root of, or null. */
export function entityOfRoot(type: object): string | null {
	const name = rootName(type);
	return name?.startsWith(prefix) ? name.slice(prefix.length) : null;
}

/** The name of a root type, or null for a nested one. */
export function rootName(type: object): string | null {
	const shared = type as Y.AbstractType<unknown>;
	return shared.doc && shared._item === null ? Y.findRootTypeKey(shared) : null;
}

/** Whether two values are the same by content, as JSON is. */
export function isSame(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [left, right] = [Object.entries(a), Object.entries(b)];
	return (
		Array.isArray(a) === Array.isArray(b) &&
		left.length === right.length &&
		left.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, Reflect.get(b, key)))
	);
}

/** The list at a root; null where there is none, or something else. Makes no root. */
export function listAt(doc: Y.Doc, name: string): Y.Array<unknown> | null {
	const root = doc.share.get(name);
	if (root instanceof Y.Array) return root as Y.Array<unknown>;
	// A root that came from elsewhere has no type until somebody asks for one.
	return root?.constructor === Y.AbstractType ? doc.getArray(name) : null;
}

function readEntry(value: unknown): Entry | null {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'v')) return null;
	const own = (key: string): unknown =>
		Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
	const [k, f, by, n, at] = [own('k'), own('f'), own('by'), own('n'), own('at')];
	if (!isKey(k) || !isKey(f)) return null;
	if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > maxN) return null;
	return {
		k,
		f,
		v: own('v'),
		by: isKey(by) ? by : '',
		n,
		at: typeof at === 'number' && Number.isFinite(at) ? at : 0
	};
}

function isKey(value: unknown): value is string {
	return typeof value === 'string' && value.length > 0 && value.length <= maxKeyLength;
}

function byRank(a: Entry, b: Entry): number {
	return b.n - a.n || (a.k < b.k ? 1 : -1);
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function createKey(random: Uint8Array): string {
	let key = '';
	let bits = 0;
	let count = 0;
	for (const byte of random) {
		bits = ((bits << 8) | byte) & 0x3fff;
		for (count += 8; count >= 6; count -= 6) key += digits.charAt((bits >> (count - 6)) & 63);
	}
	return key;
}
