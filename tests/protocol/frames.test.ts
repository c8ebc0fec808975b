import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { writeSyncStep1, writeUpdate as writeStockUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { codeOf, readCloseCode } from '#lib/protocol/codes.ts';
import {
	ACK,
	readFrame,
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';

const payload = Uint8Array.of(1, 2, 3);

describe('frames', () => {
	it('reads back what it wrote', () => {
		expect(readFrame(writeStep1(payload))).toEqual({ type: 'step1', stateVector: payload });
		expect(readFrame(writeStep2(payload))).toEqual({ type: 'step2', update: payload });
		expect(readFrame(writeUpdate(payload))).toEqual({ type: 'update', update: payload });
		expect(readFrame(writeAwarenessFrame(payload))).toEqual({
			type: 'awareness',
			entries: payload
		});
		expect(readFrame(writeAck(payload))).toEqual({ type: 'ack', payload });
	});

	it('writes what y-protocols writes', () => {
		const doc = new Y.Doc();
		const step1 = createEncoder();
		writeVarUint(step1, 0);
		writeSyncStep1(step1, doc);
		expect(writeStep1(Y.encodeStateVector(doc))).toEqual(toUint8Array(step1));
		const update = createEncoder();
		writeVarUint(update, 0);
		writeStockUpdate(update, payload);
		expect(writeUpdate(payload)).toEqual(toUint8Array(update));
	});

	it('spells an acknowledgement as type 102 and a length-prefixed payload', () => {
		const decoder = createDecoder(writeAck(payload));
		expect(readVarUint(decoder)).toBe(ACK);
		expect(readVarUint8Array(decoder)).toEqual(payload);
	});

	it('takes no frame that is cut, too long or of an unknown sync kind', () => {
		const frame = writeUpdate(payload);
		for (let length = 0; length < frame.length; length++) {
			expect(readFrame(frame.subarray(0, length)), String(length)).toBeNull();
		}
		expect(readFrame(Uint8Array.of(...frame, 0))).toBeNull();
		expect(readFrame(Uint8Array.of(0, 3, 0))).toBeNull();
		expect(readFrame(Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))).toBeNull();
	});

	it('never reads beyond the message into the buffer around it', () => {
		const pool = Uint8Array.of(0, 2, 3, 9, 115, 101, 99);
		expect(readFrame(pool.subarray(0, 4))).toBeNull();
	});

	it('lets an unknown kind of message pass as unknown', () => {
		expect(readFrame(Uint8Array.of(77, 1, 2, 3))).toEqual({ type: 'unknown' });
	});
});

describe('close codes', () => {
	it('reads back what it says', () => {
		expect(readCloseCode(codeOf('forbidden'))).toEqual({ final: true, why: 'forbidden' });
		expect(readCloseCode(codeOf('restart'))).toEqual({ final: false, why: 'restart' });
	});

	it('takes an unknown code by its class', () => {
		expect(readCloseCode(4499)).toEqual({ final: true, why: 'malformed' });
		expect(readCloseCode(1006)).toEqual({ final: false, why: null });
		expect(readCloseCode(4599)).toEqual({ final: false, why: null });
	});
});
