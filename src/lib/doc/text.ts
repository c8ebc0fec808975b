import * as Y from 'yjs';
import { setField } from './register.ts';
import { isTooNew } from './gate.ts';
import { shapeOf } from './shape.ts';
import { isGone, readTree, type Node } from './tree.ts';
import { readText, textRoot } from './textRoot.ts';
import { findClash, successorOf, versionField, versionsOf } from './version.ts';
import { isWithin, toHunks, toTokens } from './words.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';

/**
 * The shared text of an item, to bind an editor to: `title` of an objective, `metric` of a key
 * result. Type into it with the origin `USER`. For items that exist; for others it is empty and
 * nobody reads it.
 */
export function textOf(doc: Y.Doc, id: string, field: string): Y.Text {
	return doc.getText(textRoot(id, field));
}

/**
 * Notes the text as a version, at the end of a burst of typing: whoever typed, once it has been
 * quiet for a second, and when the field loses focus or the page hides. Not an undo step.
 *
 * Returns whether it wrote: not where the versions say the same already, the text is in conflict,
 * the item is gone, or the document is too new.
 */
export function commitText(doc: Y.Doc, w: Writer, id: string, field: string): boolean {
	const node = writableText(doc, id, field);
	if (!node) return false;
	const versions = versionsOf(node.fields, field);
	const text = readText(doc, id, field);
	const isNoted =
		versions.length === 0 ? text === '' : versions.every((version) => version.text === text);
	if (isNoted || findClash(versions, text)) return false;
	const version = successorOf(versions, text, text);
	write(doc, SYSTEM, () => setField(doc, w, id, versionField(field), version));
	return true;
}

/**
 * Writes a whole text at once (what was pasted, a sample, a choice on a conflict card) with its
 * version: one undo step. Settles a conflict. False if the item is gone or the document too new.
 */
export function writeText(doc: Y.Doc, w: Writer, id: string, field: string, text: string): boolean {
	const node = writableText(doc, id, field);
	if (!node) return false;
	const now = readText(doc, id, field);
	const version = successorOf(versionsOf(node.fields, field), text, now);
	write(doc, USER, () => {
		rewrite(textOf(doc, id, field), version.text);
		setField(doc, w, id, versionField(field), version);
	});
	return true;
}

function writableText(doc: Y.Doc, id: string, field: string): Node | null {
	const node = readTree(doc).get(id);
	if (!node || isGone(node) || isTooNew(doc)) return null;
	return shapeOf(node.kind).texts.includes(field) ? node : null;
}

/**
 * Changes whole words, as few as possible, so that what colleagues type meanwhile stays in place.
 * Within a word where leaving letters out is enough, nothing is put in: two people who settle the
 * same conflict alike must not put the same letters in twice.
 */
function rewrite(shared: Y.Text, text: string): void {
	removeEmbeds(shared);
	const old = toTokens(shared.toJSON());
	const offset = (index: number) => old.slice(0, index).join('').length;
	for (const { from, to, text: now } of toHunks(old, toTokens(text)).toReversed()) {
		const word = old[from] ?? '';
		if (to - from === 1 && isWithin(now, word)) {
			leaveOut(shared, offset(from), [...word], [...now]);
			continue;
		}
		shared.delete(offset(from), offset(to) - offset(from));
		shared.insert(offset(from), now);
	}
}

function leaveOut(shared: Y.Text, at: number, word: string[], kept: string[]): void {
	let next = 0;
	for (const character of word) {
		if (character === kept[next]) {
			next++;
			at += character.length;
		} else {
			shared.delete(at, character.length);
		}
	}
}

/** What strangers put between the letters has a place in the text but no letters. */
function removeEmbeds(shared: Y.Text): void {
	let at = 0;
	for (const { insert } of shared.toDelta() as { insert: unknown }[]) {
		if (typeof insert === 'string') at += insert.length;
		else shared.delete(at, 1);
	}
}
