import * as Y from 'yjs';
import {
	createId,
	type InitiativeId,
	type KeyResultId,
	type ObjectiveId,
	type PersonId
} from '#lib/okr/ids.ts';
import { textOf } from '#lib/doc/text.ts';
import { USER, write, type Writer } from '#lib/doc/writer.ts';

/** A small generator of repeatable randomness (mulberry32): 0 ≤ x < 1. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function createBytes(random: () => number): (bytes: number) => Uint8Array {
	return (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256));
}

export interface Replica extends Writer {
	doc: Y.Doc;
}

let clock = Date.parse('2026-10-01T09:00:00Z');

/** Replicas of one document, each with a writer by that name, on clocks that tick at every look. */
export function team<Name extends string>(...names: Name[]): Record<Name, Replica> {
	const random = createBytes(createRandom(names.join().length + 7));
	const replicas = names.map((by) => [
		by,
		{ by, doc: new Y.Doc(), now: () => (clock += 1000), random }
	]);
	return Object.fromEntries(replicas) as Record<Name, Replica>;
}

/** Everybody in the list ends with what any of them has. */
export function meet(...replicas: { doc: Y.Doc }[]): void {
	for (let round = 0; round < 2; round++) {
		for (const from of replicas) {
			for (const to of replicas) {
				if (from === to) continue;
				const missing = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
				Y.applyUpdate(to.doc, missing, 'meet');
			}
		}
	}
}

const ids = createBytes(createRandom(4711));

export function objectiveId(): ObjectiveId {
	return createId<ObjectiveId>(ids(10));
}

export function keyResultId(): KeyResultId {
	return createId<KeyResultId>(ids(10));
}

export function initiativeId(): InitiativeId {
	return createId<InitiativeId>(ids(10));
}

export function personId(): PersonId {
	return createId<PersonId>(ids(10));
}

/** Types into a text as an editor does. */
export function type(
	{ doc }: Replica,
	id: string,
	field: string,
	at: number,
	text: string,
	gone = 0
): void {
	write(doc, USER, () => {
		textOf(doc, id, field).delete(at, gone);
		textOf(doc, id, field).insert(at, text);
	});
}
