import { base64urlToBytes, bytesToBase64url, concatBytes } from './bytes.ts';
import { Cursor } from './cursor.ts';
import { isSignedBy, publicKeyOf, signAs, teamIdOf } from './record.ts';
import { readInteger, writeInteger } from './integer.ts';

// The admin's word that a team is to be gone from a relay. It carries the key, so that the relay can
// check it against the team id without knowing more. Layout, integers big-endian:
//   version 1 · public key 32 · at 6, epoch ms · Ed25519 signature 64 over CONTEXT and all bytes before it.

const VERSION = 1;
const CONTEXT = 'cairn/delete\n';
const BODY_BYTES = 39;

/** Signs the deletion of the seed's own team; base64url. `at` is epoch ms, for the operator to read. */
export function signDeletion(seed: Uint8Array, at: number): string {
	const body = concatBytes(Uint8Array.of(VERSION), publicKeyOf(seed), writeInteger(at, 6));
	return bytesToBase64url(concatBytes(body, signAs(CONTEXT, body, seed)));
}

/** Which team a statement deletes, and when it was signed (epoch ms). Null unless its signature is right. */
export function readDeletion(text: string): { teamId: string; at: number } | null {
	const bytes = base64urlToBytes(text);
	if (bytes?.length !== BODY_BYTES + 64 || bytes[0] !== VERSION) return null;
	const cursor = new Cursor(bytes.subarray(1, BODY_BYTES));
	const publicKey = cursor.take(32);
	const at = readInteger(cursor, 6);
	const isSigned = isSignedBy(publicKey, CONTEXT, bytes);
	return isSigned ? { teamId: teamIdOf(publicKey), at } : null;
}
