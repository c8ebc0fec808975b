import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import { createId, type PackItemId } from '#lib/okr/ids.ts';
import { isOneOfSections, type PackDraft, type PackItem } from '#lib/okr/pack.ts';
import { conflictsOf } from './conflicts.ts';
import { DELETED, seenOf } from './deletion.ts';
import { valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { newItem, type NewItem, setNewItems, writeLetters } from './newItem.ts';
import { orderAt } from './order.ts';
import { setFields } from './patch.ts';
import { inOrder, isAlreadyAfter, placeAfter } from './place.ts';
import { setField } from './register.ts';
import { orderField, packFields } from './shape.ts';
import { readText } from './textRoot.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/*
 * The context pack of a cycle lies in its document: so it is there before the workshop and without a network, and who
 * is sent the cycle is sent the pack. Each of its lines is an entity with one shared text.
 */

const kind = 'packItem';

export type PackPatch = Partial<Pick<PackItem, 'source' | 'figure'>>;

export interface PackSnapshot {
	/** What stands, in order; lines of sections that a newer app made are not here. */
	items: PackItem[];
	/** Of what stands. */
	conflicts: Conflict[];
}

/** Reads the pack of a cycle document. Total: junk is not there, and nothing is written. */
export function readPack(doc: Y.Doc): PackSnapshot {
	const standing = inOrder(itemsIn(doc).filter((node) => !isGone(node)));
	return {
		items: standing.flatMap((node): PackItem[] => {
			const section = valueOf(node, 'section', packFields.section);
			if (!isOneOfSections(section)) return [];
			return [
				{
					id: node.id as PackItemId,
					section,
					text: readText(doc, node.id, 'text'),
					source: valueOf(node, 'source', packFields.source),
					figure: valueOf(node, 'figure', packFields.figure),
					order: valueOf(node, 'order', orderField)
				}
			];
		}),
		conflicts: standing.flatMap((node) => conflictsOf(doc, node))
	};
}

/**
 * Adds lines behind those that are there, as one undo step, and returns their ids; null where nothing may be written.
 * Throws a RangeError for a value that its field cannot hold; then nothing was added.
 */
export function addPackItems(
	doc: Y.Doc,
	w: Writer,
	drafts: readonly PackDraft[]
): PackItemId[] | null {
	if (isTooNew(doc)) return null;
	const items = newPackItems(doc, w, drafts);
	writeLetters(doc, items);
	write(doc, USER, () => setNewItems(doc, w, items));
	return items.map(({ id }) => id);
}

/** Lines to be added behind those that are there. Throws as `addPackItems`. */
export function newPackItems(
	doc: Y.Doc,
	w: Writer,
	drafts: readonly PackDraft[]
): NewItem<PackItemId>[] {
	const places = inOrder(itemsIn(doc)).map((node) => ({
		order: valueOf(node, 'order', orderField)
	}));
	return drafts.map(({ text, section, source, figure }) => {
		if (!isOneOfSections(section))
			throw new RangeError(`There is no section "${String(section)}".`);
		const order = orderAt(places, places.length, (bytes) => w.random(bytes));
		places.push({ order });
		const id = createId<PackItemId>(w.random(10));
		return newItem(id, { kind, field: 'text' }, text, { section, source, figure, order });
	});
}

/** Sets the fields that differ, in one step; settles conflicts about them. False if it is gone. */
export function setPackItem(doc: Y.Doc, w: Writer, id: PackItemId, patch: PackPatch): boolean {
	const node = itemOf(doc, id);
	if (!node) return false;
	setFields(doc, w, node, patch);
	return true;
}

/** Puts one after another, null for the start. False if it is gone. */
export function movePackItem(
	doc: Y.Doc,
	w: Writer,
	id: PackItemId,
	after: PackItemId | null
): boolean {
	const node = itemOf(doc, id);
	if (!node) return false;
	const all = itemsIn(doc);
	const own = all.find((one) => one.id === id);
	if (after === id || (own && isAlreadyAfter(all, own, after))) return true;
	const others = all.filter((one) => one.id !== id);
	const order = placeAfter(others, after, w);
	write(doc, USER, () => setField(doc, w, id, 'order', order));
	return true;
}

/** Takes one out; what was written stays, and it can be restored. False if it is gone. */
export function removePackItem(doc: Y.Doc, w: Writer, id: PackItemId): boolean {
	const node = itemOf(doc, id);
	if (!node || node.deletion) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, { seen: seenOf(doc, familyOf(node)) }));
	return true;
}

/** Brings back one that was removed. False if it was not. */
export function restorePackItem(doc: Y.Doc, w: Writer, id: PackItemId): boolean {
	const node = readTree(doc).get(id);
	if (node?.kind !== kind || !isDeleted(node) || isTooNew(doc)) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, false));
	return true;
}

function itemsIn(doc: Y.Doc): Node[] {
	return [...readTree(doc).values()].filter((node) => node.kind === kind);
}

/** One that stands, where something may be written. */
function itemOf(doc: Y.Doc, id: PackItemId): Node | null {
	const node = readTree(doc).get(id);
	return node?.kind === kind && !isGone(node) && !isTooNew(doc) ? node : null;
}
