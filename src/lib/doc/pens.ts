import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type * as Y from 'yjs';
import { createId, type DeviceId, isId } from '#lib/okr/ids.ts';
import { readOnce } from './readOnce.ts';

/*
 * Who writes on which device is said once, and every entry of a log names it by six letters: three
 * months of a team's check-ins are thousands of entries, and two ids in each would be most of them.
 * The letters follow from what they stand for, so two tabs that say it apart say the same.
 */

export interface Pen {
	/** A person's id, or '' while nobody has said who they are. */
	by: string;
	device: DeviceId;
}

export type PenName = string;

const root = 'pens';
const longestBy = 64;
const nameLength = 6;

export function isPenName(value: unknown): value is PenName {
	return typeof value === 'string' && /^[a-z2-7]{6}$/.test(value);
}

/** Every pen of a document by its name. What is none is not there. */
export function readPens(doc: Y.Doc): ReadonlyMap<PenName, Pen> {
	return readOnce(doc, root, [], (items) => {
		const pens = new Map<PenName, Pen>();
		for (const value of items) {
			const pen = readPen(value);
			if (!pen) continue;
			const name = penNameOf(pen);
			const other = pens.get(name);
			// Somebody who tries long enough finds two pens of one name: all replicas take the same one then.
			if (!other || spell(pen) < spell(other)) pens.set(name, pen);
		}
		return pens;
	});
}

/** Inside a transaction: the name of a pen, which is said if it was not yet. */
export function ensurePen(doc: Y.Doc, pen: Pen): PenName {
	const name = penNameOf(pen);
	if (!readPens(doc).has(name)) doc.getArray(root).push([[pen.by, pen.device]]);
	return name;
}

const names = new WeakMap<Pen, PenName>();
const known = new WeakMap<object, Pen | null>();

function readPen(value: unknown): Pen | null {
	if (!Array.isArray(value)) return null;
	let pen = known.get(value);
	if (pen === undefined) known.set(value, (pen = toPen(value as unknown[])));
	return pen;
}

function toPen([by, device]: unknown[]): Pen | null {
	if (typeof by !== 'string' || by.length > longestBy || !isId<DeviceId>(device)) return null;
	return { by, device };
}

/** The name a pen has wherever it is said. */
export function penNameOf(pen: Pen): PenName {
	let name = names.get(pen);
	if (name === undefined) {
		const hash = sha256(utf8ToBytes(spell(pen))).subarray(0, 10);
		names.set(pen, (name = createId<DeviceId>(hash).slice(0, nameLength)));
	}
	return name;
}

function spell({ by, device }: Pen): string {
	return `${device} ${by}`;
}
