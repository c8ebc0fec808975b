import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { ItemId, KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { Objective } from '#lib/okr/objective.ts';
import type { Plan, PlanObjective } from '#lib/okr/plan.ts';
import { conflictsOf } from './conflicts.ts';
import { DELETED, seenOf } from './deletion.ts';
import { type Entity, IS, readEntity, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import {
	type DeletedItem,
	inOrder,
	isItem,
	isObjective,
	readDeleted,
	readKeyResult,
	readObjective
} from './items.ts';
import { orderAt } from './order.ts';
import { setFields } from './patch.ts';
import { setField } from './register.ts';
import { isEntityId, orderField } from './shape.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

export type { DeletedItem };

export interface CycleSnapshot {
	/** What stands, in order; items in a delete conflict stand too. */
	plan: Plan;
	/**
	 * What can be restored, the latest first. Key results of a deleted objective come back with it
	 * and are not listed; one whose objective is nowhere to be found is, and restoring gives it a
	 * new place.
	 */
	deleted: DeletedItem[];
	/** In the order of the plan. */
	conflicts: Conflict[];
	/** Written by an app newer than this one can write for: every verb returns false. */
	tooNew: boolean;
}

/** Reads a cycle document. Total: junk is not there, and nothing is written. */
export function readCycle(doc: Y.Doc): CycleSnapshot {
	const tree = readTree(doc);
	const standing = inOrder([...tree.values()].filter((node) => isObjective(node) && !isGone(node)));
	const conflicts: Conflict[] = [];
	const objectives = standing.map((node): PlanObjective => {
		conflicts.push(...conflictsOf(doc, node));
		const children = inOrder(node.children.filter((child) => !isGone(child)));
		const keyResults = children.map((child) => {
			conflicts.push(...conflictsOf(doc, child));
			return readKeyResult(doc, child);
		});
		return { ...readObjective(doc, node), keyResults };
	});
	const deleted = [...tree.values()]
		.filter((node) => isRestorable(node))
		.map((node) => readDeleted(doc, node))
		.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
	return { plan: { objectives }, deleted, conflicts, tooNew: isTooNew(doc) };
}

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
 * Puts an item after another, null for the start; a key result also under another objective. What
 * `after` names may be deleted; where it is not among the new neighbours, the end is meant. False
 * if the item or the objective is gone.
 */
export function moveItem(
	doc: Y.Doc,
	w: Writer,
	id: ItemId,
	{ after, objectiveId }: { after: ItemId | null; objectiveId?: ObjectiveId }
): boolean {
	const tree = readTree(doc);
	const node = tree.get(id);
	if (!node || !isItem(node) || isGone(node) || isTooNew(doc)) return false;
	const parent =
		objectiveId === undefined || isObjective(node) ? node.parent : tree.get(objectiveId);
	if (!isObjective(node) && (!parent || !isObjective(parent) || isGone(parent))) return false;
	const siblings = parent ? parent.children : [...tree.values()].filter(isObjective);
	const isNewHome = parent !== node.parent;
	if (after === id || (!isNewHome && isAlreadyAfter(siblings, node, after))) return true;
	const others = siblings.filter((sibling) => sibling !== node);
	const order = placeAfter(others, after, w);
	write(doc, USER, () => {
		if (isNewHome && parent) setField(doc, w, id, 'objectiveId', parent.id);
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
	const isOrphan = !isObjective(node) && !node.parent;
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

function isRestorable(node: Node): boolean {
	if (!isItem(node)) return false;
	if (isObjective(node)) return isDeleted(node);
	return !node.parent || (isDeleted(node) && !isGone(node.parent));
}

function placeAfter(
	others: readonly Entity[],
	after: string | null | undefined,
	w: Writer
): string {
	const sorted = inOrder(others);
	const found = sorted.findIndex(({ id }) => id === after);
	const index = after === null ? 0 : found < 0 ? sorted.length : found + 1;
	const keys = sorted.map((entity) => ({ order: valueOf(entity, 'order', orderField) }));
	return orderAt(keys, index, (bytes) => w.random(bytes));
}

function isAlreadyAfter(siblings: readonly Node[], node: Node, after: string | null): boolean {
	const standing = inOrder(siblings.filter((sibling) => !isGone(sibling)));
	return (standing[standing.indexOf(node) - 1]?.id ?? null) === after;
}
