import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import {
	base64urlToBytes,
	bytesToBase32,
	bytesToBase64url,
	concatBytes,
	isEqualBytes
} from './bytes.ts';
import { Cursor } from './cursor.ts';

// A team's record, signed by its admin seed, says which token may do what. It holds hashes only, so
// it may lie in the team document and at any relay. Layout, integers big-endian:
//   version 1 · public key 32 · generation 4 · count 1 · count × (role 1 · SHA-256(token) 32 ·
//   expires 6, epoch ms, 0 = never) · Ed25519 signature 64 over CONTEXT and all bytes before it.

/** What a token lets its bearer do: read team and cycles, or read and write everything. */
export type Role = 'view' | 'edit';

/** One token, by its hash. `expiresAt` is epoch ms, null for never. */
export interface Grant {
	role: Role;
	tokenHash: Uint8Array;
	expiresAt: number | null;
}

/** A team's grants. A higher generation replaces a lower one. `publicKey` is the admin's. */
export interface TeamRecord {
	publicKey: Uint8Array;
	generation: number;
	grants: Grant[];
}

const VERSION = 1;
const CONTEXT = new TextEncoder().encode('cairn/record\n');
const GRANT_BYTES = 39;
const MAX_GRANTS = 32;
const ROLE_BYTE = { view: 1, edit: 2 } as const;

hashes.sha512 = sha512;

/** The Ed25519 public key of a 32-byte admin seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
	return getPublicKey(seed);
}

/** The team id: the first 16 bytes of SHA-256(public key) as base32, 26 characters. */
export function teamIdOf(publicKey: Uint8Array): string {
	return bytesToBase32(sha256(publicKey).subarray(0, 16));
}

/**
 * The token of a role in a generation, 32 bytes as base64url. `edit` is HKDF-SHA256 of the seed (no
 * salt, info `cairn/edit/<generation>`); `view` follows from `edit`, see `deriveViewToken`.
 */
export function deriveToken(seed: Uint8Array, role: Role, generation: number): string {
	const token = bytesToBase64url(derive(seed, `cairn/edit/${generation}`));
	return role === 'edit' ? token : deriveViewToken(token);
}

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

/**
 * Signs a record and returns it as base64url.
 *
 * @param content generation 1 … 2^32-1; at most 32 grants; expiry in epoch ms or null
 */
export function signRecord(
	seed: Uint8Array,
	{ generation, grants }: { generation: number; grants: Grant[] }
): string {
	if (generation < 1 || generation > 0xffffffff) throw new RangeError('generation out of range');
	if (grants.length > MAX_GRANTS) throw new RangeError('too many grants');
	const body = concatBytes(
		Uint8Array.of(VERSION),
		publicKeyOf(seed),
		writeInteger(generation, 4),
		Uint8Array.of(grants.length),
		...grants.map(writeGrant)
	);
	return bytesToBase64url(concatBytes(body, sign(concatBytes(CONTEXT, body), seed)));
}

/** The record and tokens a new team, or a rotation, starts with: one edit and one view token that never expire. */
export function createGeneration(
	seed: Uint8Array,
	generation: number
): { record: string; tokens: { [role in Role]: string } } {
	const tokens = {
		edit: deriveToken(seed, 'edit', generation),
		view: deriveToken(seed, 'view', generation)
	};
	const grants = (['edit', 'view'] as const).map((role) => ({
		role,
		tokenHash: tokenHashOf(tokens[role])!,
		expiresAt: null
	}));
	return { record: signRecord(seed, { generation, grants }), tokens };
}

/** Reads a record and checks its signature, and that its key is the one the team id was made of. Null if anything is wrong. */
export function readRecord(text: string, teamId?: string): TeamRecord | null {
	const record = decodeRecord(text);
	if (!record) return null;
	if (teamId !== undefined && teamIdOf(record.publicKey) !== teamId) return null;
	const bytes = base64urlToBytes(text)!;
	const body = bytes.subarray(0, -64);
	try {
		const message = concatBytes(CONTEXT, body);
		// RFC 8032's own rule instead of ZIP 215's: no key of small order, no second spelling.
		return verify(bytes.subarray(-64), message, record.publicKey, { zip215: false })
			? record
			: null;
	} catch {
		return null;
	}
}

/** Reads a record's layout only; for one whose signature was checked before. */
export function decodeRecord(text: string): TeamRecord | null {
	try {
		const bytes = base64urlToBytes(text);
		if (!bytes) return null;
		const cursor = new Cursor(bytes);
		if (cursor.byte() !== VERSION) return null;
		const publicKey = cursor.take(32);
		const generation = readInteger(cursor, 4);
		const count = cursor.byte();
		if (generation < 1 || count > MAX_GRANTS || cursor.left !== count * GRANT_BYTES + 64)
			return null;
		const grants = Array.from({ length: count }, () => readGrant(cursor));
		return { publicKey, generation, grants };
	} catch {
		return null;
	}
}

/** What a token may do under a record at a time (epoch ms); null for nothing. */
export function roleOf(record: TeamRecord, token: string, now: number): Role | null {
	const hash = tokenHashOf(token);
	return hash && roleOfHash(record, hash, now);
}

/** As `roleOf`, for one who kept only the token's hash. Every grant is compared, each in constant time. */
export function roleOfHash(record: TeamRecord, tokenHash: Uint8Array, now: number): Role | null {
	let role: Role | null = null;
	for (const grant of record.grants) {
		if (!isEqualBytes(grant.tokenHash, tokenHash)) continue;
		if (grant.expiresAt !== null && grant.expiresAt <= now) continue;
		if (role !== 'edit') role = grant.role;
	}
	return role;
}

function derive(key: Uint8Array, info: string): Uint8Array {
	return hkdf(sha256, key, undefined, new TextEncoder().encode(info), 32);
}

function writeGrant({ role, tokenHash, expiresAt }: Grant): Uint8Array {
	return concatBytes(
		Uint8Array.of(ROLE_BYTE[role]),
		tokenHash,
		writeInteger(expiresAt === null ? 0 : expiresAt, 6)
	);
}

function readGrant(cursor: Cursor): Grant {
	const byte = cursor.byte();
	const role = byte === ROLE_BYTE.edit ? 'edit' : byte === ROLE_BYTE.view ? 'view' : null;
	if (!role) throw new RangeError('unknown role');
	const tokenHash = cursor.take(32);
	return { role, tokenHash, expiresAt: readInteger(cursor, 6) || null };
}

function writeInteger(value: number, length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) {
		bytes[i] = rest % 256;
	}
	return bytes;
}

function readInteger(cursor: Cursor, length: number): number {
	return cursor.take(length).reduce((value, byte) => value * 256 + byte, 0);
}
