const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as lower-case RFC 4648 base32 without padding: 16 bytes give 26 characters. */
export function bytesToBase32(bytes: Uint8Array): string {
	return encodeBits(bytes, BASE32, 5);
}

/** The bytes of a lower-case base32 text, or null unless it is the one canonical spelling of them. */
export function base32ToBytes(text: string): Uint8Array | null {
	return decodeBits(text, BASE32, 5);
}

/** Bytes as base64url without padding: 32 bytes give 43 characters. */
export function bytesToBase64url(bytes: Uint8Array): string {
	return encodeBits(bytes, BASE64URL, 6);
}

/** The bytes of a base64url text, or null unless it is the one canonical spelling of them. */
export function base64urlToBytes(text: string): Uint8Array | null {
	return decodeBits(text, BASE64URL, 6);
}

/** Several byte strings after one another. */
export function concatBytes(...parts: Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

/** Whether two byte strings are equal, in a time that depends on their lengths only. */
export function isEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	let difference = 0;
	for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
	return difference === 0;
}

function encodeBits(bytes: Uint8Array, alphabet: string, bitsPerChar: number): string {
	let text = '';
	let held = 0;
	let bits = 0;
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= bitsPerChar) {
			bits -= bitsPerChar;
			text += alphabet[held >>> bits];
			held &= (1 << bits) - 1;
		}
	}
	return bits > 0 ? text + alphabet[held << (bitsPerChar - bits)] : text;
}

// Only the canonical spelling is taken: a second spelling of a team id would be a second team.
function decodeBits(text: string, alphabet: string, bitsPerChar: number): Uint8Array | null {
	const bytes = new Uint8Array(Math.floor((text.length * bitsPerChar) / 8));
	let at = 0;
	let held = 0;
	let bits = 0;
	for (const char of text) {
		const value = alphabet.indexOf(char);
		if (value < 0) return null;
		held = (held << bitsPerChar) | value;
		bits += bitsPerChar;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = held >>> bits;
			held &= (1 << bits) - 1;
		}
	}
	return bits < bitsPerChar && held === 0 ? bytes : null;
}
