import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import { canonicalJson } from '#lib/okr/canonical.ts';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import type { LeftOut } from '#lib/workshop/leftOut.ts';
import { DELETED, seenOf } from '../deletion.ts';
import { IS, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { isObjective } from '../items.ts';
import { orderAt } from '../order.ts';
import { inOrder } from '../place.ts';
import { replaceEntries, setField } from '../register.ts';
import { objectiveFields, orderField } from '../shape.ts';
import { textOf } from '../text.ts';
import { familyOf, isGone, type Node, readTree } from '../tree.ts';
import { successorOf, versionField } from '../version.ts';
import { SYSTEM, write, type Writer } from '../writer.ts';

/*
 * What a vote left out becomes an idea for another cycle. Two who press at once, apart, make the same ideas: each has its
 * id from what was voted on, and its words are written in a document of their own whose client id follows from the
 * words alone. So the same words are the same items for Yjs, and stand there once; other words are a card.
 *
 * None of it is a step of the plan's undo, which would bring an idea into the plan: `takeInAgain` takes it back.
 */

/**
 * Puts what was left out among the ideas for another cycle. What is there already stays as it is, with a new reason if it
 * still has the one of before (`was`); what somebody took into the plan meanwhile stays in it. False where nothing may be written.
 */
export function leaveOut(
	cycleDoc: Y.Doc,
	w: Writer,
	items: readonly LeftOut[],
	{ why, was }: { why: string; was: string | null }
): boolean {
	if (isTooNew(cycleDoc)) return false;
	const tree = readTree(cycleDoc);
	const places = inOrder([...tree.values()].filter(isObjective)).map((node) => ({
		order: valueOf(node, 'order', orderField)
	}));
	/** Behind all of them, in the order in which they are given. */
	const nextOrder = (): string => {
		const order = orderAt(places, places.length, (bytes) => w.random(bytes));
		places.push({ order });
		return order;
	};
	const missing = items.filter(({ id }) => !tree.has(id));
	write(cycleDoc, SYSTEM, () => {
		for (const { id } of items) {
			const node = tree.get(id);
			const aside = node && valueOf(node, 'aside', objectiveFields.aside);
			if (node && !isGone(node) && (aside?.as !== 'notThisCycle' || aside.why !== was)) continue;
			if (node && isGone(node)) setField(cycleDoc, w, id, DELETED, false);
			if (!node) setField(cycleDoc, w, id, 'order', nextOrder());
			setField(cycleDoc, w, id, 'aside', { as: 'notThisCycle', why, decidedBy: '', comeback: '' });
		}
	});
	// They come last, so that nothing is in the plan for a moment; and by themselves, as what comes from another document.
	if (missing.length > 0) Y.applyUpdate(cycleDoc, Y.mergeUpdates(missing.map(foundingOf)), SYSTEM);
	return true;
}

/** Takes out of the list what was put there by a vote, but for what is in the plan by now. False as above. */
export function takeInAgain(cycleDoc: Y.Doc, w: Writer, ids: readonly ObjectiveId[]): boolean {
	if (isTooNew(cycleDoc)) return false;
	const tree = readTree(cycleDoc);
	const listed = ids.flatMap((id) => tree.get(id) ?? []).filter(isListed);
	write(cycleDoc, SYSTEM, () => {
		for (const node of listed)
			setField(cycleDoc, w, node.id, DELETED, { seen: seenOf(cycleDoc, familyOf(node)) });
	});
	return true;
}

/** Which of these stand among the ideas for another cycle. */
export function listedAsIdeas(cycleDoc: Y.Doc, ids: readonly ObjectiveId[]): ObjectiveId[] {
	const tree = readTree(cycleDoc);
	return ids.filter((id) => {
		const node = tree.get(id);
		return node !== undefined && isListed(node);
	});
}

/** Whether it stands among the ideas for another cycle. */
export function isListed(node: Node): boolean {
	return !isGone(node) && valueOf(node, 'aside', objectiveFields.aside)?.as === 'notThisCycle';
}

/** An update that makes the objective with its words: the same bytes wherever it is made. */
function foundingOf({ id, title, cards }: LeftOut): Uint8Array {
	const name = (about: string): Uint8Array =>
		sha256(utf8ToBytes(`cairn/left out\n${canonicalJson([about, id, title, cards])}`));
	const doc = new Y.Doc();
	doc.clientID = new DataView(name('client').buffer).getUint32(0);
	const entry = (f: string, v: unknown) => ({
		...{ k: bytesToHex(name(f)).slice(0, 12), f, v },
		...{ by: '', n: 1, at: 0 }
	});
	const text = wellFormed(title);
	doc.transact(() => {
		textOf(doc, id, 'title').insert(0, text);
		for (const one of [
			entry(IS, 'objective'),
			entry(versionField('title'), successorOf([], text, text)),
			entry('cards', cards.map(wellFormed))
		])
			replaceEntries(doc, id, one.f, [one]);
	});
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
