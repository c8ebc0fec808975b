import type * as Y from 'yjs';
import type { ItemId, KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { KeyResult, LearningField } from '#lib/okr/keyResult.ts';
import type { Objective } from '#lib/okr/objective.ts';
import { DELETED, seenOf } from './deletion.ts';
import { IS, readEntity } from './entity.ts';
import { isTooNew } from './gate.ts';
import { isItem, isObjective } from './items.ts';
import { setFields } from './patch.ts';
import { inOrder, isAlreadyAfter, placeAfter } from './place.ts';
import { setField } from './register.ts';
import { isEntityId, shapeOf } from './shape.ts';
import { familyOf, isGone, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

export { readCycle, type CycleSnapshot, type DeletedItem } from './readCycle.ts';

/**
 * Adds an objective after another, at the start for null, at the end when left out. False if there
 * is one by that id already. Throws a RangeError for what is no id.
 */
export function addObjective(
	doc: Y.Doc,
	w: Writer,
	{ id, after }: { id: ObjectiveId; after?: ObjectiveId | null }
): boolean {
	if (!canAdd(doc, id)) return false;
	const objectives = [...readTree(doc).values()].filter(isObjective);
	const order = placeAfter(objectives, after, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'objective');
		setField(doc, w, id, 'order', order);
	});
	return true;
}

/** Adds an objective that is an idea for another cycle, as one step. False as `addObjective`. */
export function addIdea(doc: Y.Doc, w: Writer, id: ObjectiveId, why = ''): boolean {
	return write(doc, USER, () => {
		if (!addObjective(doc, w, { id })) return false;
		setField(doc, w, id, 'aside', { as: 'notThisCycle', why, decidedBy: '', comeback: '' });
		return true;
	});
}

/**
 * Adds a key result to an objective, placed as by `addObjective`. False if the objective is gone
 * or the id taken. Throws a RangeError for what is no id.
 */
export function addKeyResult(
	doc: Y.Doc,
	w: Writer,
	options: {
		id: KeyResultId;
		objectiveId: ObjectiveId;
		kind?: KeyResult['kind'];
		after?: KeyResultId | null;
	}
): boolean {
	const { id, objectiveId, kind, after } = options;
	const parent = readTree(doc).get(objectiveId);
	if (!canAdd(doc, id) || !parent || !isObjective(parent) || isGone(parent)) return false;
	const order = placeAfter(parent.children, after, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'keyResult');
		setField(doc, w, id, 'objectiveId', objectiveId);
		setField(doc, w, id, 'order', order);
		if (kind) setField(doc, w, id, 'kind', kind);
	});
	return true;
}

/** Sets one field of an objective; settles a conflict about it. False if the objective is gone. */
export function setObjective<Name extends 'audience' | 'lifecycle'>(
	doc: Y.Doc,
	w: Writer,
	id: ObjectiveId,
	field: Name,
	value: Objective[Name]
): boolean {
	return patchItem(doc, w, id, 'objective', { [field]: value });
}

/** What a person sets of a key result in a form; its metric is a text, its place is moved. */
export type KeyResultPatch = Partial<
	Pick<
		KeyResult,
		| 'kind'
		| 'unit'
		| 'baseline'
		| 'target'
		| 'guard'
		| 'dueOn'
		| 'ownerId'
		| 'ambition'
		| 'measuredEveryDays'
		| LearningField
	>
>;

/** Sets the fields that differ, in one step; settles conflicts about them. False if it is gone. */
export function setKeyResult(
	doc: Y.Doc,
	w: Writer,
	id: KeyResultId,
	patch: KeyResultPatch
): boolean {
	return patchItem(doc, w, id, 'keyResult', patch);
}

/**
 * Puts an item after another, null for the start; a key result also under another objective, an
 * initiative under another key result. What `after` names may be deleted; where it is not among the
 * new neighbours, the end is meant. False if the item or what it shall belong to is gone.
 */
export function moveItem(
	doc: Y.Doc,
	w: Writer,
	id: ItemId,
	{
		after,
		objectiveId,
		keyResultId
	}: { after: ItemId | null; objectiveId?: ObjectiveId; keyResultId?: KeyResultId }
): boolean {
	const tree = readTree(doc);
	const node = tree.get(id);
	if (!node || !isItem(node) || isGone(node) || isTooNew(doc)) return false;
	const link = shapeOf(node.kind).parent;
	const home = objectiveId ?? keyResultId;
	const parent = home === undefined || !link ? node.parent : tree.get(home);
	if (link && (parent?.kind !== link.kind || isGone(parent))) return false;
	const siblings = parent ? parent.children : [...tree.values()].filter(isObjective);
	const isNewHome = parent !== node.parent;
	if (after === id || (!isNewHome && isAlreadyAfter(siblings, node, after))) return true;
	const others = siblings.filter((sibling) => sibling !== node);
	const order = placeAfter(others, after, w);
	write(doc, USER, () => {
		if (isNewHome && link && parent) setField(doc, w, id, link.field, parent.id);
		setField(doc, w, id, 'order', order);
	});
	return true;
}

/** Deletes an item, an objective with its key results. False if it is gone, or in a delete conflict. */
export function deleteItem(doc: Y.Doc, w: Writer, id: ItemId): boolean {
	const node = readTree(doc).get(id);
	if (!node || !isItem(node) || isGone(node) || node.deletion || isTooNew(doc)) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, { seen: seenOf(doc, familyOf(node)) }));
	return true;
}

/**
 * Restores what `deleted` of a snapshot lists, or keeps what is in a delete conflict. A key result
 * without an objective goes to the end of the last one. False if it is not deleted, if its objective
 * is (restore that first), or if there is no objective to put it under.
 */
export function restoreItem(doc: Y.Doc, w: Writer, id: ItemId): boolean {
	const tree = readTree(doc);
	const node = tree.get(id);
	if (!node || !isItem(node) || isTooNew(doc)) return false;
	const isOrphan = node.kind === 'keyResult' && !node.parent;
	if (!node.deletion && !isOrphan) return false;
	if (node.parent && isGone(node.parent)) return false;
	const standing = inOrder([...tree.values()].filter((one) => isObjective(one) && !isGone(one)));
	const home = isOrphan ? standing.at(-1) : null;
	if (home === undefined) return false;
	write(doc, USER, () => {
		if (home) {
			setField(doc, w, id, 'objectiveId', home.id);
			setField(doc, w, id, 'order', placeAfter(home.children, undefined, w));
		}
		if (node.deletion) setField(doc, w, id, DELETED, false);
	});
	return true;
}

function patchItem(
	doc: Y.Doc,
	w: Writer,
	id: ItemId,
	kind: string,
	patch: Record<string, unknown>
): boolean {
	const node = readTree(doc).get(id);
	if (!node || node.kind !== kind || isGone(node) || isTooNew(doc)) return false;
	setFields(doc, w, node, patch);
	return true;
}

function canAdd(doc: Y.Doc, id: string): boolean {
	if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
	return readEntity(doc, id) === null && !isTooNew(doc);
}
