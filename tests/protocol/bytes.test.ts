import { describe, expect, it } from 'vitest';
import {
	base32ToBytes,
	base64urlToBytes,
	bytesToBase32,
	bytesToBase64url,
	concatBytes,
	isEqualBytes
} from '#lib/protocol/bytes.ts';

const samples = Array.from({ length: 40 }, (_, length) =>
	Uint8Array.from({ length }, (_, i) => (i * 73 + length * 31) % 256)
);

describe('bytes', () => {
	it('round-trips every length through base32 and base64url', () => {
		for (const bytes of samples) {
			expect(base32ToBytes(bytesToBase32(bytes))).toEqual(bytes);
			expect(base64urlToBytes(bytesToBase64url(bytes))).toEqual(bytes);
		}
	});

	it('writes what other implementations write', () => {
		for (const bytes of samples) {
			expect(bytesToBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
		}
		expect(bytesToBase32(new TextEncoder().encode('foobar'))).toBe('mzxw6ytboi');
	});

	it('takes one spelling only', () => {
		expect(base32ToBytes('mzxw6ytboj')).toBeNull();
		expect(base32ToBytes('MZXW6YTBOI')).toBeNull();
		expect(base32ToBytes('m')).toBeNull();
		expect(base64urlToBytes('AB')).toBeNull();
		expect(base64urlToBytes('AA==')).toBeNull();
		expect(base64urlToBytes('+/+/')).toBeNull();
	});

	it('compares and joins', () => {
		const joined = concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3));
		expect(isEqualBytes(joined, Uint8Array.of(1, 2, 3))).toBe(true);
		expect(isEqualBytes(joined, Uint8Array.of(1, 2, 4))).toBe(false);
		expect(isEqualBytes(joined, Uint8Array.of(1, 2))).toBe(false);
	});
});
