import { base64urlToBytes, bytesToBase64url } from '#lib/protocol/bytes.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';

/*
 * What a page had not got onto the disk when it went away. With the page Chromium drops each transaction
 * that still waits behind another one; localStorage is written before the call returns. So the last
 * letters lie there as a note until a disk has acknowledged them. Every note has a key of its own and is
 * never changed, so that a tab that removes what it has read removes nothing newer.
 */

export interface LastLetters {
	/** What earlier pages and other tabs left of this document, each a sound update. */
	find(): Uint8Array[];
	/** Leaves this in place of what this page left before. Too long or no room: what was left stays. */
	leave(update: Uint8Array): void;
	/** The disk has all that this page left; and, with `found`, what it found. */
	withdraw(what: { found: boolean }): void;
	/** Removes every note of this document, whoever left it. */
	forget(): void;
}

/** All tabs and documents of the site share about 5 million characters; a full plan has 23 kB. */
export const longestNoteBytes = 256 * 1024;

/** `room` names the document, as everywhere. Without localStorage nothing is left and nothing found. */
export function createLastLetters(room: string): LastLetters {
	const prefix = `cairn/last-letters/${room}/`;
	const found = new Set<string>();
	let own: string | null = null;

	function read(key: string): Uint8Array | null {
		const bytes = base64urlToBytes(storage()?.getItem(key) ?? '');
		return bytes && validateUpdate(bytes).ok ? bytes : null;
	}

	function removeOwn(): void {
		if (own !== null) storage()?.removeItem(own);
		own = null;
	}

	return {
		find() {
			const updates: Uint8Array[] = [];
			for (const key of keysOf(prefix)) {
				found.add(key);
				const update = read(key);
				if (update) updates.push(update);
			}
			return updates;
		},
		leave(update) {
			if (update.length > longestNoteBytes) return;
			const key = prefix + crypto.getRandomValues(new Uint32Array(2)).join('-');
			try {
				storage()?.setItem(key, bytesToBase64url(update));
			} catch {
				// No room. The transactions under way may still make it.
				return;
			}
			removeOwn();
			own = key;
		},
		withdraw(what) {
			removeOwn();
			if (!what.found) return;
			for (const key of found) storage()?.removeItem(key);
			found.clear();
		},
		forget() {
			for (const key of keysOf(prefix)) storage()?.removeItem(key);
			own = null;
		}
	};
}

/** null outside a page, and where the browser refuses. Asked each time: a person may change their mind. */
function storage(): Storage | null {
	if (typeof document === 'undefined') return null;
	try {
		return localStorage;
	} catch {
		return null;
	}
}

function keysOf(prefix: string): string[] {
	return Object.keys(storage() ?? {}).filter((key) => key.startsWith(prefix));
}
