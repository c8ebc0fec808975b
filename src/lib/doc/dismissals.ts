import type * as Y from 'yjs';
import {
	type AdviceKey,
	type Dismissal,
	dismissalsOf,
	longestReason,
	wholePlan
} from '#lib/okr/dismissal.ts';
import type { DismissalId } from '#lib/okr/ids.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { DELETED, seenOf } from './deletion.ts';
import { IS, validEntries } from './entity.ts';
import { isTooNew } from './gate.ts';
import { isItem } from './items.ts';
import { setField } from './register.ts';
import { dismissalFields, isEntityId, type Said } from './shape.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/*
 * A no to a piece of advice is an entity of its own and never changes: two people who say no apart are
 * both heard, and nobody's edit of the item is at odds with it. It belongs to an item by name only, so
 * deleting the item asks nobody about it, and restoring brings it back.
 */

/** The dismissals of items that stand, the oldest first. */
export function readDismissals(tree: ReadonlyMap<string, Node>): Dismissal[] {
	return [...tree.values()]
		.filter(({ kind }) => kind === 'dismissal')
		.filter((node) => !isDeleted(node))
		.flatMap((node): Dismissal[] => {
			const entry = validEntries(node.fields, 'said', dismissalFields.said)[0];
			if (!entry?.v || !isStanding(tree, entry.v.item)) return [];
			const { code, words, reason } = entry.v;
			const id = node.id as DismissalId;
			return [{ id, item: entry.v.item, code, words, reason, by: entry.by, at: entry.at }];
		})
		.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/**
 * Notes a person's no to advice: to one piece, or to the same thing said of several lines, as one step.
 * False, and nothing is noted, without a reason, if an item is gone, an id is taken, or the document
 * too new. Throws a RangeError for what is no id, and for words that are too long.
 */
export function addDismissals(
	doc: Y.Doc,
	w: Writer,
	said: readonly (Said & { id: DismissalId })[]
): boolean {
	const values = said.map(({ id, item, code, words, reason }) => {
		if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
		const short = wellFormed(reason.trim()).slice(0, longestReason);
		const value = { item, code, words: wellFormed(words), reason: short };
		if (!dismissalFields.said.isValid(value)) throw new RangeError('This cannot be dismissed.');
		return { id, value };
	});
	const tree = readTree(doc);
	const canNote = values.every(
		({ id, value }) => value.reason !== '' && !tree.has(id) && isStanding(tree, value.item)
	);
	if (values.length === 0 || !canNote || isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const { id, value } of values) {
			setField(doc, w, id, IS, 'dismissal');
			setField(doc, w, id, 'said', value);
		}
	});
	return true;
}

/** Whether there is still what was advised on: an item that stands, or the plan, which always does. */
function isStanding(tree: ReadonlyMap<string, Node>, id: Said['item']): boolean {
	const item = tree.get(id);
	return id === wholePlan || (item !== undefined && isItem(item) && !isGone(item));
}

/**
 * Takes back every no to one piece of advice that is visible here: it is given again. A no that somebody
 * else said meanwhile stays. False if there is none.
 */
export function withdrawDismissals(doc: Y.Doc, w: Writer, advice: AdviceKey): boolean {
	const tree = readTree(doc);
	const nodes = dismissalsOf(readDismissals(tree), advice).flatMap(({ id }) => tree.get(id) ?? []);
	if (nodes.length === 0 || isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const node of nodes)
			setField(doc, w, node.id, DELETED, { seen: seenOf(doc, familyOf(node)) });
	});
	return true;
}
