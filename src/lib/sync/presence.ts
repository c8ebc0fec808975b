import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

/** A caret or selection in a text; both ends are base64 of an encoded Y relative position. */
interface PresenceCaret {
	text: string;
	anchor: string;
	head: string;
}

/** Where one open tab of a colleague is. `client` is the Yjs client id its edits carry. */
export interface PresenceState {
	client: number;
	person: string;
	name: string;
	/** 0..11 */
	colour: number;
	place: string;
	caret: PresenceCaret | null;
}

export interface Presence {
	/** For `openRelay` and `openTabs`, which carry it. */
	readonly awareness: Awareness;
	/** What colleagues see of this tab; null shows nothing (readers, a hidden page). */
	set(state: Omit<PresenceState, 'client'> | null): void;
	/** Everybody else, in a steady order. Whatever a colleague sent, this never throws. */
	others(): PresenceState[];
	onChange(fn: () => void): () => void;
	close(): void;
}

const longestText = 200;

/** Presence of one document. Nothing is announced before the first `set`. */
export function createPresence(doc: Y.Doc): Presence {
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	// Every line asks who else is in it: they are read once for all of them.
	let known: PresenceState[] | null = null;
	awareness.on('change', () => (known = null));
	return {
		awareness,
		set(state) {
			awareness.setLocalState(state && { ...state });
		},
		others() {
			if (known) return known;
			const found: PresenceState[] = [];
			for (const [client, state] of awareness.getStates()) {
				const read = client === awareness.clientID ? null : readPresence(client, state);
				if (read) found.push(read);
			}
			return (known = found.sort((a, b) => a.client - b.client));
		},
		onChange(fn) {
			awareness.on('change', fn);
			return () => awareness.off('change', fn);
		},
		close() {
			awareness.destroy();
		}
	};
}

/** null: not a state of this app. Over-long texts are cut, a colour outside becomes 0. */
function readPresence(client: number, state: unknown): PresenceState | null {
	if (!isRecord(state)) return null;
	const person = readText(state.person);
	const name = readText(state.name);
	if (person === null || name === null) return null;
	const { colour } = state;
	const isColour = Number.isInteger(colour) && Number(colour) >= 0 && Number(colour) <= 11;
	return {
		client,
		person,
		name,
		colour: isColour ? Number(colour) : 0,
		place: readText(state.place) ?? '',
		caret: readCaret(state.caret)
	};
}

function readCaret(caret: unknown): PresenceCaret | null {
	if (!isRecord(caret)) return null;
	const { text, anchor, head } = caret;
	return isShort(text) && isBase64(anchor) && isBase64(head) ? { text, anchor, head } : null;
}

function readText(value: unknown): string | null {
	return typeof value === 'string' ? value.slice(0, longestText) : null;
}

function isShort(value: unknown): value is string {
	return typeof value === 'string' && value.length <= longestText;
}

function isBase64(value: unknown): value is string {
	return isShort(value) && /^[\w+/-]+=*$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
