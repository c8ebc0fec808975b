import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { base64urlToBytes, bytesToBase64url, concatBytes } from './bytes.ts';
import { derive } from './token.ts';

// A code that people type from a wall stands for a whole link. It has 40 bits, far too few for a key,
// so it is stretched: one half of the outcome is the locator by which the relay finds a locked link,
// the other half unlocks it here. The relay learns neither the code nor the link.

/** What a code stretches to. */
export interface Stretched {
	/** base64url, 43 characters. */
	locator: string;
	key: Uint8Array;
}

/** How many random bytes a code is made of. */
export const CODE_BYTES = 5;

// Crockford's: without I, L, O and U, which are read as others or make words.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SALT = 'cairn/code';
const NONCE_BYTES = 24;
// About 0.1 s on a laptop and 0.5 s on a phone, with 32 MiB of memory.
const COST = { N: 2 ** 15, r: 8, p: 1, dkLen: 64 };

/** A code out of `CODE_BYTES` random bytes: eight characters in two groups, `7KQ2-M9XD`. */
export function createShortCode(random: Uint8Array): string {
	const bits = [...random].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const chars = bits.match(/.{5}/g)!.map((five) => ALPHABET[parseInt(five, 2)]!);
	return `${chars.slice(0, 4).join('')}-${chars.slice(4).join('')}`;
}

/**
 * The code of a workshop on a day (`2026-11-26`): it follows from the members' token, so that every member's device shows
 * the same one and nobody has to be told it. Throws on a text that is no token.
 */
export function deriveShortCode(editToken: string, workshopId: string, day: string): string {
	const key = base64urlToBytes(editToken);
	if (key?.length !== 32) throw new RangeError('not a token');
	return createShortCode(derive(key, `cairn/code/${workshopId}/${day}`).subarray(0, CODE_BYTES));
}

/** The eight characters of a code as somebody typed it, whatever case, spaces or dashes; null for what is none. */
export function readShortCode(typed: string): string | null {
	const text = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
	const plain = text.replaceAll('O', '0').replace(/[IL]/g, '1');
	return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? plain : null;
}

/** Stretches a code by scrypt. Takes a while on purpose. */
export async function stretchCode(code: string): Promise<Stretched> {
	const bytes = await scryptAsync(readShortCode(code) ?? code, SALT, COST);
	return { locator: bytesToBase64url(bytes.subarray(0, 32)), key: bytes.subarray(32) };
}

/** Locks a text; `random` gives that many random bytes. base64url. */
export function lock(text: string, key: Uint8Array, random: (bytes: number) => Uint8Array): string {
	const nonce = random(NONCE_BYTES);
	const locked = xchacha20poly1305(key, nonce).encrypt(new TextEncoder().encode(text));
	return bytesToBase64url(concatBytes(nonce, locked));
}

/** The text in a box; null if this key does not open it. */
export function unlock(box: string, key: Uint8Array): string | null {
	const bytes = base64urlToBytes(box);
	if (!bytes || bytes.length <= NONCE_BYTES) return null;
	try {
		const cipher = xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES));
		return new TextDecoder().decode(cipher.decrypt(bytes.subarray(NONCE_BYTES)));
	} catch {
		return null;
	}
}
