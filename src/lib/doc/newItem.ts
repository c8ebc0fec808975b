import type * as Y from 'yjs';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { IS } from './entity.ts';
import { changedFields } from './patch.ts';
import { setField } from './register.ts';
import { textOf } from './text.ts';
import { successorOf, versionField } from './version.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/** Something with one text that is about to be added, perhaps as one of many. */
export interface NewItem<Id extends string> {
	id: Id;
	kind: string;
	/** Of its text. */
	field: string;
	text: string;
	values: [name: string, value: unknown][];
}

/** Throws a RangeError for a value that its field cannot hold. */
export function newItem<Id extends string>(
	id: Id,
	{ kind, field }: Pick<NewItem<Id>, 'kind' | 'field'>,
	text: string,
	values: Readonly<Record<string, unknown>>
): NewItem<Id> {
	return {
		...{ id, kind, field, text: wellFormed(text) },
		values: changedFields({ kind, fields: new Map() }, values)
	};
}

/**
 * The letters come first and by themselves: until the item is there, nobody reads them, and an undo that finds
 * a colleague at work in one of many items must not take the words out of that one.
 */
export function writeLetters(doc: Y.Doc, items: readonly NewItem<string>[]): void {
	write(doc, SYSTEM, () => {
		for (const { id, field, text } of items) textOf(doc, id, field).insert(0, text);
	});
}

/** Inside the transaction that adds them, after their letters. */
export function setNewItems(doc: Y.Doc, w: Writer, items: readonly NewItem<string>[]): void {
	for (const { id, kind, field, text, values } of items) {
		setField(doc, w, id, IS, kind);
		for (const [name, value] of values) setField(doc, w, id, name, value);
		if (text !== '') setField(doc, w, id, versionField(field), successorOf([], text, text));
	}
}
