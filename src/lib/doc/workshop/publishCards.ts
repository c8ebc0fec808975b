import * as Y from 'yjs';
import type { CardId, StageId } from '#lib/okr/ids.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { IS, readEntity } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { type Entry, replaceEntries } from '../register.ts';
import { USER, write } from '../writer.ts';
import { isWithdrawn } from './cards.ts';

/*
 * Everything that is written into a document carries the client id of the document it was written in, which presence
 * shows beside a name. So each card is written in a document of its own, made for it and thrown away, and only its
 * update comes into the workshop's: nothing in it tells it from a card of anybody else.
 */

/** A card on its way to the wall; the name of its entry is fixed when it is begun, so twice is once. */
export interface NewCard {
	id: CardId;
	/** Of the entry with its text, 12 characters. */
	k: string;
	stageId: StageId;
	text: string;
	/** A person's id, or '' for one that is not signed. */
	by: string;
	/** The person on whose device a signed one was written, where that is another one. */
	via?: string;
	isLate: boolean;
}

/** Puts cards onto the wall, which are there already or were withdrawn left out. False where nothing may be written. */
export function publishCards(doc: Y.Doc, cards: readonly NewCard[]): boolean {
	if (isTooNew(doc)) return false;
	const updates = cards
		.filter(({ id, k }) => !isKnown(doc, id, k))
		.map(({ id, k, stageId, text, by, via, isLate }) => {
			const entry = { k, by, n: 1, at: 0 };
			return apart(id, [
				{ ...entry, f: IS, v: 'card' },
				{ ...entry, f: 'card', v: { text: wellFormed(text), stage: stageId } },
				...(via ? [{ ...entry, f: 'via', v: via }] : []),
				...(isLate ? [{ ...entry, f: 'late', v: true }] : [])
			]);
		});
	if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates), USER);
	return true;
}

/** Marks a card as late whose device learned only afterwards that it is. False where there is no such card. */
export function markLate(doc: Y.Doc, id: CardId, k: string): boolean {
	const card = readEntity(doc, id);
	if (card?.kind !== 'card' || isWithdrawn(card) || isTooNew(doc)) return false;
	if (!card.fields.has('late'))
		Y.applyUpdate(doc, apart(id, [{ k, f: 'late', v: true, by: '', n: 1, at: 0 }]), USER);
	return true;
}

/** Takes a card off the wall for good, its text out of the document. That it is its author's is the caller's to know. */
export function withdrawCard(doc: Y.Doc, id: CardId, k: string): boolean {
	const card = readEntity(doc, id);
	if (card?.kind !== 'card' || isWithdrawn(card) || isTooNew(doc)) return false;
	// What is deleted carries no id of whoever deleted it.
	write(doc, USER, () => {
		replaceEntries(doc, id, 'card', []);
	});
	Y.applyUpdate(doc, apart(id, [{ k, f: '$del', v: true, by: '', n: 2, at: 0 }]), USER);
	return true;
}

/** An update that puts entries into an entity, from a document that nobody else ever has. */
export function apart(id: string, entries: readonly Entry[]): Uint8Array {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const entry of entries) replaceEntries(doc, id, entry.f, [entry]);
	});
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}

function isKnown(doc: Y.Doc, id: CardId, k: string): boolean {
	const card = readEntity(doc, id);
	if (!card) return false;
	return isWithdrawn(card) || (card.fields.get('card') ?? []).some((entry) => entry.k === k);
}
