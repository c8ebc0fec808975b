import { bytesToHex } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import type { WorkshopId } from '#lib/okr/ids.ts';
import { longestNote } from '#lib/okr/objective.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { DELETED, seenOf } from '../deletion.ts';
import { valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { isObjective } from '../items.ts';
import { type Entry, replaceEntries } from '../register.ts';
import { objectiveFields } from '../shape.ts';
import { textOf } from '../text.ts';
import { readText } from '../textRoot.ts';
import { familyOf, type Node, readTree } from '../tree.ts';
import { versionField } from '../version.ts';
import { SYSTEM, write, type Writer } from '../writer.ts';
import { isListed } from './leaveOut.ts';
import { apart } from './publishCards.ts';

/*
 * A card that its author withdraws is gone with its text from the cycle too, where readers are sent it. What is written
 * here tells as little of who that was as the withdrawing does: see publishCards.ts.
 */

/**
 * Takes what stood on a card out of the objectives made in a workshop and out of these ideas for another cycle. An idea
 * that is called as the card loses its name, and is gone if nothing else is in it. What is in the plan keeps the
 * title that somebody gave it. False where nothing may be written.
 */
export function takeOutWords(
	cycleDoc: Y.Doc,
	{ random }: Pick<Writer, 'random'>,
	text: string,
	{ workshop, ideas }: { workshop: WorkshopId; ideas: ReadonlySet<string> }
): boolean {
	if (isTooNew(cycleDoc)) return false;
	const said = wellFormed(text.slice(0, longestNote));
	const put = (node: Node, f: string, v: unknown): void => {
		const n = 1 + Math.max(0, ...[...node.fields.values()].flat().map((entry) => entry.n));
		const entry: Entry = { k: bytesToHex(random(6)), f, v, by: '', n, at: 0 };
		Y.applyUpdate(cycleDoc, apart(node.id, [entry]), SYSTEM);
	};
	for (const { id } of [...readTree(cycleDoc).values()].filter(isObjective)) {
		const node = nodeOf(cycleDoc, id);
		const origin = valueOf(node, 'origin', objectiveFields.origin);
		if (origin?.workshop !== workshop && !ideas.has(id)) continue;
		const cards = valueOf(node, 'cards', objectiveFields.cards);
		const at = cards.indexOf(said);
		const title = readText(cycleDoc, id, 'title');
		const isCalledSo = ideas.has(id) && isListed(node) && [said, wellFormed(text)].includes(title);
		if (at < 0 && !isCalledSo) continue;
		const left = cards.filter((_, place) => place !== at);
		// What is deleted carries no id of whoever deleted it.
		write(cycleDoc, SYSTEM, () => {
			if (at >= 0) replaceEntries(cycleDoc, id, 'cards', []);
			if (!isCalledSo) return;
			textOf(cycleDoc, id, 'title').delete(0, title.length);
			replaceEntries(cycleDoc, id, versionField('title'), []);
		});
		if (left.length > 0 && at >= 0) put(node, 'cards', left);
		if (left.length > 0 || !isCalledSo) continue;
		const now = nodeOf(cycleDoc, id);
		replaceEntries(cycleDoc, id, DELETED, []);
		put(now, DELETED, { seen: seenOf(cycleDoc, familyOf(now)) });
	}
	return true;
}

function nodeOf(doc: Y.Doc, id: string): Node {
	const node = readTree(doc).get(id);
	if (!node) throw new Error(`There is no objective "${id}".`);
	return node;
}
