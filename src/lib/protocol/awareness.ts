import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { isShallowJson } from './content.ts';
import { Cursor } from './cursor.ts';

/** One client's presence as y-protocols sends it: `state` is JSON, 'null' for "gone". */
export interface AwarenessEntry {
	client: number;
	clock: number;
	state: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads an awareness message; null if it is not sound, or a state is no JSON (which throws in stock clients). */
export function readAwareness(bytes: Uint8Array): AwarenessEntry[] | null {
	try {
		const cursor = new Cursor(bytes);
		const entries: AwarenessEntry[] = [];
		for (let count = cursor.varUint(); count > 0; count--) {
			const client = cursor.varUint();
			const clock = cursor.varUint();
			const state = utf8.decode(cursor.varBytes());
			if (!isShallowJson(state)) return null;
			entries.push({ client, clock, state });
		}
		return cursor.left === 0 ? entries : null;
	} catch {
		return null;
	}
}

/** Writes an awareness message. */
export function writeAwareness(entries: AwarenessEntry[]): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, entries.length);
	for (const { client, clock, state } of entries) {
		writeVarUint(encoder, client);
		writeVarUint(encoder, clock);
		writeVarString(encoder, state);
	}
	return toUint8Array(encoder);
}
