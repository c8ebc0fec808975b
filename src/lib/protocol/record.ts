import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import {
	base64urlToBytes,
	bytesToBase32,
	bytesToBase64url,
	concatBytes,
	isEqualBytes
} from './bytes.ts';
import { writeInteger } from './integer.ts';
import {
	decodeRecord,
	type Grant,
	MAX_GRANTS,
	type Role,
	ROLE_BYTE,
	type TeamRecord,
	VERSION
} from './recordLayout.ts';
import { derive, deriveViewToken, tokenHashOf } from './token.ts';

const CONTEXT = 'cairn/record\n';

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
	return bytesToBase64url(concatBytes(body, signAs(CONTEXT, body, seed)));
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
	return isSignedBy(record.publicKey, CONTEXT, base64urlToBytes(text)!) ? record : null;
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

/** The Ed25519 signature of an admin seed under bytes of one kind: `context` keeps the kinds apart. */
export function signAs(context: string, body: Uint8Array, seed: Uint8Array): Uint8Array {
	return sign(concatBytes(new TextEncoder().encode(context), body), seed);
}

/** Whether signed bytes (a body, then the 64 bytes of its signature) come from this key. Never throws. */
export function isSignedBy(publicKey: Uint8Array, context: string, signed: Uint8Array): boolean {
	const message = concatBytes(new TextEncoder().encode(context), signed.subarray(0, -64));
	try {
		// RFC 8032's own rule instead of ZIP 215's: no key of small order, no second spelling.
		return verify(signed.subarray(-64), message, publicKey, { zip215: false });
	} catch {
		return false;
	}
}

function writeGrant({ role, tokenHash, expiresAt }: Grant): Uint8Array {
	return concatBytes(
		Uint8Array.of(ROLE_BYTE[role]),
		tokenHash,
		writeInteger(expiresAt === null ? 0 : expiresAt, 6)
	);
}
