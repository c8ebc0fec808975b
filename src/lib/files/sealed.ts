import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
	base64urlToBytes,
	bytesToBase64url,
	concatBytes,
	isEqualBytes
} from '#lib/protocol/bytes.ts';
import { isSealed } from './isSealed.ts';

/*
 * Bytes under a passphrase: one line of JSON with what is needed to open it, the sealed bytes, and at the
 * end SHA-256 of everything before. The hash tells a damaged file from a wrong passphrase, which the
 * cipher alone cannot; the cipher covers the line too, so that nobody makes a file cheaper to guess.
 */

/** `damaged`: cut, or other bytes than were written · `passphrase`: not the one it was sealed with */
export type SealedProblem = 'foreign' | 'newer' | 'damaged' | 'passphrase';

interface Head {
	cairn: 'backup';
	version: number;
	kdf: 'scrypt';
	N: number;
	r: number;
	p: number;
	salt: string;
	nonce: string;
}

const version = 1;
/** OWASP's first choice for scrypt: 128 MiB, and half a second to some seconds on a phone. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
/** A file from a stranger may not ask for more memory than 256 MiB. */
const highestN = 2 ** 18;
const hashBytes = 32;
const tagBytes = 16;
const longestHead = 1024;

/** Seals bytes. `random` gives that many random bytes. Takes a second; the page goes on meanwhile. */
export async function sealBytes(
	plain: Uint8Array,
	passphrase: string,
	random: (bytes: number) => Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	const salt = random(16);
	const nonce = random(24);
	const head: Head = {
		cairn: 'backup',
		version,
		kdf: 'scrypt',
		...cost,
		salt: bytesToBase64url(salt),
		nonce: bytesToBase64url(nonce)
	};
	const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
	const key = await keyOf(passphrase, salt, head);
	const sealed = concatBytes(line, xchacha20poly1305(key, nonce, line).encrypt(plain));
	return new Uint8Array(concatBytes(sealed, sha256(sealed)));
}

/** Opens what `sealBytes` made. Never throws for what is in the file. */
export async function openSealed(
	bytes: Uint8Array,
	passphrase: string
): Promise<{ ok: true; plain: Uint8Array } | { ok: false; why: SealedProblem }> {
	const read = readHead(bytes);
	if (!read.ok) return read;
	const { head, line, salt, nonce } = read;
	const sealed = bytes.subarray(0, -hashBytes);
	if (sealed.length < line.length + tagBytes) return { ok: false, why: 'damaged' };
	if (!isEqualBytes(sha256(sealed), bytes.subarray(-hashBytes)))
		return { ok: false, why: 'damaged' };
	const key = await keyOf(passphrase, salt, head);
	try {
		const plain = xchacha20poly1305(key, nonce, line).decrypt(sealed.subarray(line.length));
		return { ok: true, plain };
	} catch {
		return { ok: false, why: 'passphrase' };
	}
}

function readHead(bytes: Uint8Array) {
	if (!isSealed(bytes)) return { ok: false as const, why: 'foreign' as const };
	const end = bytes.subarray(0, longestHead).indexOf(10) + 1;
	const damaged = { ok: false as const, why: 'damaged' as const };
	if (end === 0) return damaged;
	const line = bytes.subarray(0, end);
	let head: Partial<Head>;
	try {
		head = JSON.parse(new TextDecoder().decode(line)) as Partial<Head>;
	} catch {
		return damaged;
	}
	if (typeof head.version === 'number' && head.version > version) {
		return { ok: false as const, why: 'newer' as const };
	}
	const salt = base64urlToBytes(head.salt ?? '');
	const nonce = base64urlToBytes(head.nonce ?? '');
	const { N = 0, r, p } = head;
	const isCost = Number.isInteger(Math.log2(N)) && N > 1 && N <= highestN && r === 8 && p === 1;
	if (head.kdf !== 'scrypt' || !isCost || salt?.length !== 16 || nonce?.length !== 24)
		return damaged;
	return { ok: true as const, head: { N, r, p }, line, salt, nonce };
}

/** The same words typed on another keyboard are the same passphrase. */
function keyOf(passphrase: string, salt: Uint8Array, { N, r, p }: Pick<Head, 'N' | 'r' | 'p'>) {
	const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
	return scryptAsync(typed, salt, { N, r, p, dkLen: 32 });
}
