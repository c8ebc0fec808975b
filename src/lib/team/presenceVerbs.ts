import type * as Y from 'yjs';
import { decodeCaret, encodeCaret } from '#lib/doc/caret.ts';
import type { ItemId, PackItemId } from '#lib/okr/ids.ts';
import type { Presence, PresenceState } from '#lib/sync/presence.ts';

/** `text`: of a line of the context pack. */
export type TextField = 'title' | 'metric' | 'text';

/** Where a colleague's caret stands in a text, in UTF-16 units of the text as it is now. */
export interface Caret {
	key: string;
	name: string;
	colour: number;
	anchor: number;
	head: number;
}

/** Who shows as present in this document, and under which name; null shows nobody. */
export type Self = Pick<PresenceState, 'person' | 'name' | 'colour'> | null;

/** Who has the cycle open, and where. */
export interface PresenceVerbs {
	/** Colleagues who have this cycle open. */
	others(): PresenceState[];
	carets(id: ItemId | PackItemId, field: TextField): Caret[];
	/** The cycle is on the screen at this place (null: no longer), and colleagues see who is there. */
	present(self: Self, place: string | null): void;
	/** This tab's caret; null when it stands in no text. */
	caret(
		at: { id: ItemId | PackItemId; field: TextField; anchor: number; head: number } | null
	): void;
}

/** The same for every text, so that whoever draws it knows that nothing is different. */
const nobody: Caret[] = [];

/** `entered`: the cycle came onto the screen, or stays there. */
export function createPresenceVerbs(
	doc: Y.Doc,
	presence: Presence,
	entered: () => void
): PresenceVerbs & { isOnScreen: () => boolean } {
	let shown: { self: Self; place: string; caret: PresenceState['caret'] } | null = null;
	const announce = (): void => {
		presence.set(shown?.self ? { ...shown.self, place: shown.place, caret: shown.caret } : null);
	};
	return {
		isOnScreen: () => shown !== null,
		others: () => presence.others(),
		carets(id, field) {
			const text = `${id}/${field}`;
			const isHere = presence.others().some(({ caret }) => caret?.text === text);
			if (!isHere) return nobody;
			return presence.others().flatMap(({ client, name, colour, caret }) => {
				if (caret?.text !== text) return [];
				const anchor = decodeCaret(doc, id, field, caret.anchor);
				const head = decodeCaret(doc, id, field, caret.head);
				return anchor === null || head === null
					? []
					: [{ key: String(client), name, colour, anchor, head }];
			});
		},
		present(self, place) {
			shown = place === null ? null : { self, place, caret: shown?.caret ?? null };
			if (shown) entered();
			announce();
		},
		caret(at) {
			if (!shown) return;
			shown.caret = at && {
				text: `${at.id}/${at.field}`,
				anchor: encodeCaret(doc, at.id, at.field, at.anchor),
				head: encodeCaret(doc, at.id, at.field, at.head)
			};
			announce();
		}
	};
}
