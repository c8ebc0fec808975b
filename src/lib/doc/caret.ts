import * as Y from 'yjs';
import { textOf } from './text.ts';
import { textRoot } from './textRoot.ts';

/**
 * A place in a text as something that stays beside its letters while colleagues type: an encoded
 * relative position, base64. `index` in UTF-16 units.
 */
export function encodeCaret(doc: Y.Doc, id: string, field: string, index: number): string {
	const position = Y.createRelativePositionFromTypeIndex(textOf(doc, id, field), index, -1);
	return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
}

/** Where that place is now, in UTF-16 units; null for junk, another text, or what is not here yet. */
export function decodeCaret(doc: Y.Doc, id: string, field: string, caret: string): number | null {
	try {
		const bytes = Uint8Array.from(atob(caret), (letter) => letter.charCodeAt(0));
		const position = Y.decodeRelativePosition(bytes);
		// Looking up a root that is not there would make it.
		if (position.tname !== null && position.tname !== textRoot(id, field)) return null;
		const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc);
		return absolute?.type === textOf(doc, id, field) ? absolute.index : null;
	} catch {
		return null;
	}
}
