import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlToBytes, bytesToBase64url } from './bytes.ts';

/**
 * The view token that belongs to an edit token: HKDF-SHA256 of its 32 bytes (no salt, info
 * `cairn/view`). So every member can hand out the readers' link, and no reader can get back to `edit`.
 * Throws on a text that is no token.
 */
export function deriveViewToken(editToken: string): string {
	const bytes = base64urlToBytes(editToken);
	if (bytes?.length !== 32) throw new RangeError('not a token');
	return bytesToBase64url(derive(bytes, 'cairn/view'));
}

/** The SHA-256 of a token's 32 bytes, or null when the text is no token. */
export function tokenHashOf(token: string): Uint8Array | null {
	const bytes = base64urlToBytes(token);
	return bytes?.length === 32 ? sha256(bytes) : null;
}

/** 32 bytes that follow from a key and what they are for: HKDF-SHA256, no salt. */
export function derive(key: Uint8Array, info: string): Uint8Array {
	return hkdf(sha256, key, undefined, new TextEncoder().encode(info), 32);
}
