import type * as Y from 'yjs';
import type { Aside } from '#lib/okr/aside.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import { DROPPED, type Edit, seenOf, unseenEdits } from './deletion.ts';
import { IS, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { isSame, setField } from './register.ts';
import { objectiveFields, shapeOf } from './shape.ts';
import { familyOf, isGone, livingFamilyOf, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/*
 * What is not in the plan keeps its place, its words and its numbers, and has an `aside` that says why.
 * Who deprioritises also leaves what they had seen, as who deletes does: what somebody did to it
 * meanwhile is put to a person. An idea for another cycle goes on being written, so it leaves nothing.
 */

/** Why an item is aside, since when, and what was done to it that its deprioritiser had not seen. */
export interface PutAside {
	aside: Aside;
	by: string;
	at: number;
	edits: Edit[];
}

/** Null for what is in the plan, and for what can never be aside. */
export function readAside(doc: Y.Doc, node: Node): PutAside | null {
	if (!('aside' in shapeOf(node.kind).fields)) return null;
	const aside = valueOf(node, 'aside', objectiveFields.aside);
	const entry = node.fields.get('aside')?.find(({ v }) => isSame(v, aside));
	if (!aside || !entry) return null;
	const { by, at } = entry;
	if (aside.as === 'notThisCycle') return { aside, by, at, edits: [] };
	const flags = node.fields.get(DROPPED) ?? [];
	const edits = unseenEdits(doc, livingFamilyOf(node), flags).filter(
		// What was said about dropping it is no work on it, nor is deleting and restoring it afterwards.
		({ item, field }) => field !== 'restored' && (item !== node.id || field !== 'aside')
	);
	return { aside, by, at, edits };
}

/** Whether it is out of the plan with nothing left to settle about that. */
export function isSetAside(doc: Y.Doc, node: Node): boolean {
	return readAside(doc, node)?.edits.length === 0;
}

/**
 * Puts an objective, with its key results, or a key result aside; says anew why, of one that is. One
 * undo step. False if the item is gone or the document too new.
 */
export function putAside(doc: Y.Doc, w: Writer, id: ItemId, aside: Aside): boolean {
	const node = movable(doc, id);
	if (!node) return false;
	write(doc, USER, () => {
		setAside(doc, w, node, aside);
	});
	return true;
}

/** Brings back what is aside, as it was. False if it is gone, or in the plan already. */
export function bringBack(doc: Y.Doc, w: Writer, id: ItemId): boolean {
	const node = movable(doc, id);
	if (!node || !readAside(doc, node)) return false;
	write(doc, USER, () => setField(doc, w, id, 'aside', null));
	return true;
}

/** Inside a transaction: sets why, and for what is dropped everything there is to be seen of it. */
export function setAside(doc: Y.Doc, w: Writer, node: Node, aside: Aside): void {
	const seen = seenOf(doc, familyOf(node));
	setField(doc, w, node.id, 'aside', aside);
	if (aside.as === 'deprioritised') setField(doc, w, node.id, DROPPED, { seen });
}

function movable(doc: Y.Doc, id: ItemId): Node | null {
	const node = readTree(doc).get(id);
	if (!node?.fields.has(IS) || isGone(node) || isTooNew(doc)) return null;
	return 'aside' in shapeOf(node.kind).fields ? node : null;
}
