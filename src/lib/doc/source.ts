import type * as Y from 'yjs';
import { readText } from './textRoot.ts';
import { textOf } from './text.ts';
import { USER, write } from './writer.ts';

/** One replacement: at `at`, `del` UTF-16 units go and `ins` comes. */
export interface TextEdit {
	at: number;
	del: number;
	ins: string;
}

/** A change as Yjs tells it: keep, put in, take out, from the start of the text, in UTF-16 units. */
export type TextDelta = { retain?: number; insert?: string; delete?: number }[];

/** A shared text as an editor needs it. One for each editor. */
export interface TextSource {
	read(): string;
	/** What was typed, ordered from the end of the text to its start. One transaction. */
	edit(edits: TextEdit[]): void;
	/** Calls `fn` after every change that did not come through this object's `edit`. */
	onRemote(fn: (delta: TextDelta) => void): () => void;
	/** Stops listening. */
	stop: () => void;
}

/** The text of an item for one editor. For items that exist. */
export function textSource(doc: Y.Doc, id: string, field: string): TextSource {
	const shared = textOf(doc, id, field);
	const listeners = new Set<(delta: TextDelta) => void>();
	let own = false;
	const observer = (event: Y.YTextEvent): void => {
		if (own) return;
		// An embed, which only a stranger's client writes, has a place in the text but no letters.
		const delta = event.delta.map(({ retain, insert, delete: gone }) => ({
			...(retain === undefined ? {} : { retain }),
			...(insert === undefined ? {} : { insert: typeof insert === 'string' ? insert : '' }),
			...(gone === undefined ? {} : { delete: gone })
		}));
		for (const fn of [...listeners]) fn(delta);
	};
	shared.observe(observer);
	return {
		read: () => readText(doc, id, field),
		edit(edits) {
			own = true;
			try {
				write(doc, USER, () => {
					for (const { at, del, ins } of edits) {
						if (del > 0) shared.delete(at, del);
						if (ins !== '') shared.insert(at, ins);
					}
				});
			} finally {
				own = false;
			}
		},
		onRemote(fn) {
			listeners.add(fn);
			return () => listeners.delete(fn);
		},
		stop() {
			shared.unobserve(observer);
		}
	};
}
