import type * as Y from 'yjs';

/** Who writes, on which clock, with which randomness. One per open document. */
export interface Writer {
	/** A person's id, or '' while nobody has said who they are. */
	by: string;
	/** Epoch ms. Kept for people to read; nothing is ordered by it. */
	now(): number;
	/** So many unpredictable bytes: keys made from them must never meet. */
	random(bytes: number): Uint8Array;
}

/** The origin of what a person did: undoable. Typing into a text carries it too. */
export const USER = Symbol('user');

/** The origin of what the app notes by itself: never undone. */
export const SYSTEM = Symbol('system');

/** Runs one verb as one transaction, which is one update to colleagues and one step to undo. */
export function write<T>(doc: Y.Doc, origin: symbol, verb: () => T): T {
	return doc.transact(verb, origin);
}
