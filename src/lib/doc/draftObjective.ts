import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import { longestNote, mostNotes, type Origin } from '#lib/okr/objective.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { isTooNew } from './gate.ts';
import { isObjective } from './items.ts';
import { type NewItem, newItem, setNewItems } from './newItem.ts';
import { placeAfter } from './place.ts';
import { textOf } from './text.ts';
import { readTree } from './tree.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';

export interface DraftedObjective {
	id: ObjectiveId;
	title: string;
	origin: Origin;
	/** What stands on its cards. */
	cards: readonly string[];
}

/**
 * Makes an objective of something on the wall, behind those that are there: its name is the first wording, and what its
 * cards say and where it came from are kept. One undo step. Two who make the same one apart have made it once.
 * False where it is there already or nothing may be written. Throws a RangeError for what is no id.
 */
export function draftObjective(
	doc: Y.Doc,
	w: Writer,
	{ id, title, origin, cards }: DraftedObjective
): boolean {
	const tree = readTree(doc);
	if (isTooNew(doc) || tree.has(id)) return false;
	const item = newItem(id, { kind: 'objective', field: 'title' }, title, {
		order: placeAfter([...tree.values()].filter(isObjective), undefined, w),
		...{
			origin,
			cards: cards.slice(0, mostNotes).map((card) => wellFormed(card.slice(0, longestNote)))
		}
	});
	if (item.text !== '') Y.applyUpdate(doc, lettersOf(item), SYSTEM);
	write(doc, USER, () => {
		setNewItems(doc, w, [item]);
	});
	return true;
}

/** The letters as an update from a document that is named by them: the same ones stand there once, whoever brings them. */
function lettersOf({ id, field, text }: NewItem<ObjectiveId>): Uint8Array {
	const doc = new Y.Doc();
	const name = sha256(utf8ToBytes(`cairn/drafted\n${id}\n${text}`));
	doc.clientID = new DataView(name.buffer).getUint32(0);
	textOf(doc, id, field).insert(0, text);
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
