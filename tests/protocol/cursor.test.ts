import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { Cursor, MalformedError } from '#lib/protocol/cursor.ts';

describe('reading bytes from outside', () => {
	it('reads every number that lib0 writes', () => {
		for (let exponent = 0; exponent <= 53; exponent++) {
			for (const number of [2 ** exponent - 1, Math.min(2 ** exponent, Number.MAX_SAFE_INTEGER)]) {
				const encoder = createEncoder();
				writeVarUint(encoder, number);
				const cursor = new Cursor(toUint8Array(encoder));
				expect(cursor.varUint()).toBe(number);
				expect(cursor.left).toBe(0);
			}
		}
	});

	it.each([
		['a number too large', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
		['a number without end', [...new Array<number>(200).fill(0x80), 0]],
		['a number cut short', [0x80]],
		['nothing', []]
	])('throws at %s', (_, bytes) => {
		expect(() => new Cursor(Uint8Array.from(bytes)).varUint()).toThrow(MalformedError);
	});

	it('takes exactly what is there', () => {
		const cursor = new Cursor(Uint8Array.of(2, 7, 8, 3, 9));
		expect(cursor.varBytes()).toEqual(Uint8Array.of(7, 8));
		expect(() => cursor.varBytes()).toThrow(MalformedError);
		expect(() => new Cursor(new Uint8Array()).byte()).toThrow(MalformedError);
	});
});
