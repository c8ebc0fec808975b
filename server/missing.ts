import { writeUpdate } from '#lib/protocol/frames.ts';
import * as Y from 'yjs';
import { restOf, wholeOf, type Contents } from './contents.ts';
import { mergeAll } from './compaction.ts';
import { frameOf } from './wire.ts';

/** What somebody lacks, in the order to be sent: known bytes as they are, then the answer proper. */
export interface Missing {
	/** Great updates, as frames that all who ask share: hundreds may, and read slowly. */
	great: Buffer[];
	answer: Uint8Array;
}

/** What is asked of a room. */
export interface Question {
	/** The state vector of the one who asks. */
	vector: Map<number, number>;
	/** An update of all deletes of the room, since no vector tells which of them somebody has. */
	deletes: Uint8Array;
}

// To compare more than that would hold up everybody for longer than 25 ms; it is sent whole.
const GREAT_BYTES = 256 * 1024;

const NOTHING_MORE = mergeAll([]);

const sharedFrames = new WeakMap<Uint8Array, Buffer>();

/** What one lacks of a room's contents. */
export function missingOf(contents: Contents, { vector, deletes }: Question): Missing {
	const { base, baseVector } = contents;
	if (baseVector && isWithin(baseVector, vector)) {
		const rest = restOf(contents);
		if (rest.length > GREAT_BYTES) return { great: [sharedFrameOf(rest)], answer: deletes };
		return beyond(mergeAll([rest, deletes]), vector);
	}
	if (base && base.length > GREAT_BYTES) {
		const { great, answer } = beyond(restOf(contents), vector);
		return { great: [sharedFrameOf(base), ...great], answer };
	}
	return beyond(wholeOf(contents), vector);
}

/** An update without what one has; a great one with it. */
function beyond(update: Uint8Array, vector: Map<number, number>): Missing {
	if (update.length > GREAT_BYTES) return { great: [sharedFrameOf(update)], answer: NOTHING_MORE };
	const isNew = vector.size === 0;
	return { great: [], answer: isNew ? update : Y.diffUpdate(update, Y.encodeStateVector(vector)) };
}

function sharedFrameOf(update: Uint8Array): Buffer {
	const frame = sharedFrames.get(update) ?? frameOf(writeUpdate(update));
	sharedFrames.set(update, frame);
	return frame;
}

function isWithin(inner: Map<number, number>, outer: Map<number, number>): boolean {
	return [...inner].every(([client, clock]) => (outer.get(client) ?? 0) >= clock);
}
