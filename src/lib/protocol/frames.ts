import { Cursor } from './cursor.ts';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';

// One message per WebSocket frame, as y-websocket speaks it: a type, then what the type carries.

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

/** The message type of an acknowledgement; the payload is opaque bytes, sent by the client and echoed. */
export const ACK = 102;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What one frame says. */
export type Frame =
	| { type: 'step1'; stateVector: Uint8Array }
	| { type: 'step2'; update: Uint8Array }
	| { type: 'update'; update: Uint8Array }
	| { type: 'awareness'; entries: Uint8Array }
	| { type: 'query-awareness' }
	| { type: 'ack'; payload: Uint8Array }
	| { type: 'unknown' };

/**
 * Reads one frame; null when it is cut, carries trailing bytes or an unknown kind of sync message.
 * An unknown top-level type is 'unknown': a later client may speak it, and it is to be ignored.
 */
export function readFrame(bytes: Uint8Array): Frame | null {
	try {
		const cursor = new Cursor(bytes);
		const frame = readBody(cursor);
		return frame?.type === 'unknown' || cursor.left === 0 ? frame : null;
	} catch {
		return null;
	}
}

/** Asks for everything beyond a state vector. */
export function writeStep1(stateVector: Uint8Array): Uint8Array {
	return writeSync(STEP_1, stateVector);
}

/** Answers a step 1: everything the other side lacks, as one update. */
export function writeStep2(update: Uint8Array): Uint8Array {
	return writeSync(STEP_2, update);
}

/** Carries a change. */
export function writeUpdate(update: Uint8Array): Uint8Array {
	return writeSync(UPDATE, update);
}

/** Carries presence; `entries` as `writeAwareness` makes them. */
export function writeAwarenessFrame(entries: Uint8Array): Uint8Array {
	return writeMessage(AWARENESS, entries);
}

/** Asks, or answers, "is everything up to here on your disk?" */
export function writeAck(payload: Uint8Array): Uint8Array {
	return writeMessage(ACK, payload);
}

function readBody(cursor: Cursor): Frame | null {
	switch (cursor.varUint()) {
		case SYNC:
			return readSync(cursor);
		case AWARENESS:
			return { type: 'awareness', entries: cursor.varBytes() };
		case QUERY_AWARENESS:
			return { type: 'query-awareness' };
		case ACK:
			return { type: 'ack', payload: cursor.varBytes() };
		default:
			return { type: 'unknown' };
	}
}

function readSync(cursor: Cursor): Frame | null {
	switch (cursor.varUint()) {
		case STEP_1:
			return { type: 'step1', stateVector: cursor.varBytes() };
		case STEP_2:
			return { type: 'step2', update: cursor.varBytes() };
		case UPDATE:
			return { type: 'update', update: cursor.varBytes() };
		default:
			return null;
	}
}

function writeSync(kind: number, payload: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, SYNC);
	writeVarUint(encoder, kind);
	writeVarUint8Array(encoder, payload);
	return toUint8Array(encoder);
}

function writeMessage(type: number, payload: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, type);
	writeVarUint8Array(encoder, payload);
	return toUint8Array(encoder);
}
