import type { Cursor } from './cursor.ts';

/** An integer as that many bytes, the highest first. */
export function writeInteger(value: number, length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) {
		bytes[i] = rest % 256;
	}
	return bytes;
}

/** Reads what `writeInteger` wrote. Throws where the bytes end. */
export function readInteger(cursor: Cursor, length: number): number {
	return cursor.take(length).reduce((value, byte) => value * 256 + byte, 0);
}
