import type * as Y from 'yjs';
import type { InitiativeId, KeyResultId } from '#lib/okr/ids.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import { deleteItem } from './cycle.ts';
import { IS, readEntity } from './entity.ts';
import { isTooNew } from './gate.ts';
import { readKeyResult } from './items.ts';
import { setFields } from './patch.ts';
import { placeAfter } from './place.ts';
import { setField } from './register.ts';
import { isEntityId } from './shape.ts';
import { isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * Adds an initiative to a key result, placed as by `addObjective`. False if the key result is gone
 * or the id taken. Throws a RangeError for what is no id.
 */
export function addInitiative(
	doc: Y.Doc,
	w: Writer,
	options: {
		id: InitiativeId;
		keyResultId: KeyResultId;
		title?: string;
		ownerId?: Initiative['ownerId'];
		after?: InitiativeId | null;
	}
): boolean {
	const { id, keyResultId, title = '', ownerId = null, after } = options;
	if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
	const parent = standing(doc, keyResultId, 'keyResult');
	if (!parent || readEntity(doc, id)) return false;
	const order = placeAfter(parent.children, after, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'initiative');
		setField(doc, w, id, 'keyResultId', keyResultId);
		setField(doc, w, id, 'order', order);
		if (title !== '') setField(doc, w, id, 'title', title);
		if (ownerId !== null) setField(doc, w, id, 'ownerId', ownerId);
	});
	return true;
}

/** Sets the fields that differ, in one step; settles conflicts about them. False if it is gone. */
export function setInitiative(
	doc: Y.Doc,
	w: Writer,
	id: InitiativeId,
	patch: Partial<Pick<Initiative, 'title' | 'ownerId' | 'done'>>
): boolean {
	const node = standing(doc, id, 'initiative');
	if (!node) return false;
	setFields(doc, w, node, patch);
	return true;
}

/**
 * Makes a key result an initiative of another one, as one step: its words and its owner go along, the
 * key result is deleted and can be restored. `id` is the initiative's. False if either is gone or in a
 * delete conflict, or they are the same.
 */
export function makeInitiative(
	doc: Y.Doc,
	w: Writer,
	keyResult: KeyResultId,
	{ id, keyResultId }: { id: InitiativeId; keyResultId: KeyResultId }
): boolean {
	const node = standing(doc, keyResult, 'keyResult');
	if (!node || node.deletion || keyResult === keyResultId) return false;
	const { metric: title, ownerId } = readKeyResult(doc, node);
	return write(doc, USER, () => {
		if (!addInitiative(doc, w, { id, keyResultId, title, ownerId })) return false;
		return deleteItem(doc, w, keyResult);
	});
}

function standing(doc: Y.Doc, id: string, kind: string): Node | null {
	const node = readTree(doc).get(id);
	return node?.kind === kind && !isGone(node) && !isTooNew(doc) ? node : null;
}
