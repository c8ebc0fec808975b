import { base64urlToBytes } from './bytes.ts';
import { Cursor } from './cursor.ts';
import { readInteger } from './integer.ts';

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

export const VERSION = 1;
const GRANT_BYTES = 39;
export const MAX_GRANTS = 32;
export const ROLE_BYTE = { view: 1, edit: 2 } as const;

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

function readGrant(cursor: Cursor): Grant {
	const byte = cursor.byte();
	const role = byte === ROLE_BYTE.edit ? 'edit' : byte === ROLE_BYTE.view ? 'view' : null;
	if (!role) throw new RangeError('unknown role');
	const tokenHash = cursor.take(32);
	return { role, tokenHash, expiresAt: readInteger(cursor, 6) || null };
}
