/** One replacement: at `at`, `del` UTF-16 units go and `ins` comes. Never splits a code point. */
export interface Edit {
	at: number;
	del: number;
	ins: string;
}

/** A change somebody else made, as Yjs tells it: from the start, keep, put in, take out (UTF-16 units). */
export type Delta = { retain?: number; insert?: string; delete?: number }[];

/** The text an editor shows. One object for each editor, also where two editors show the same text. */
export interface TextSource {
	/** The text as it is now, with everything `edit` and `onRemote` have told. */
	read(): string;
	/**
	 * What was just typed here, against the text as `read` gives it. Edits come ordered from the end of
	 * the text to its start: each `at` is right whether or not the ones before it were applied.
	 * Must be applied before it returns. They belong into one transaction.
	 */
	edit(edits: Edit[]): void;
	/**
	 * Calls `fn` after every change of the text that did not come through this object's own `edit`:
	 * colleagues, other tabs, other editors on this page, undo. Returns what ends it.
	 */
	onRemote(fn: (delta: Delta) => void): () => void;
	/** Calls `fn` when the text became another one altogether (loaded, replaced): it is read afresh. */
	onReset?(fn: () => void): () => void;
}

/** A colleague's place in the text, in UTF-16 units of `TextSource.read()`; `anchor === head` is a caret. */
export interface RemoteCaret {
	/** Tells carets apart: one for each device or tab. */
	key: string;
	name: string;
	/** Which participant colour, 0..11. */
	colour: number;
	anchor: number;
	head: number;
}
