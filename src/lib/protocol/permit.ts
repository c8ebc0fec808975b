import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlToBytes, bytesToBase64url, concatBytes, isEqualBytes } from './bytes.ts';
import { checksumOf } from './linkText.ts';

// A relay beyond loopback takes a new team only with its operator's consent: a creation token of 32
// random bytes, handed out as a link. No client ever sends that token. It sends a permit made of it
// for one team, which lies in the team document, so that every member can show it to a relay that
// lost its disk; it is worth nothing to any other team, and opens nothing by itself.

/** A creation link as somebody pasted it. 'cut' = it began like one, but is incomplete or mistyped. */
export type ParsedCreationLink =
	{ ok: true; token: string } | { ok: false; why: 'not-a-link' | 'cut' };

const CONTEXT = new TextEncoder().encode('cairn/create\n');
const WHOLE = /#new\.([\w-]{43})\.([a-z2-7]{4})(?![\w-])/;

/** The permit of one team: HMAC-SHA256(key = the creation token's 32 bytes, `cairn/create\n` + team id), base64url. Throws on a text that is no token. */
export function permitOf(creationToken: string, teamId: string): string {
	return bytesToBase64url(permitBytes(creationToken, teamId));
}

/** Whether a permit was made of this token for this team, compared in constant time. */
export function isPermit(permit: string, creationToken: string, teamId: string): boolean {
	const shown = base64urlToBytes(permit);
	return shown !== null && isEqualBytes(shown, permitBytes(creationToken, teamId));
}

/** Whether a text is a creation token: 32 bytes as base64url. */
export function isCreationToken(text: string): boolean {
	return base64urlToBytes(text)?.length === 32;
}

/** What an operator hands to those who may start teams. `origin` like `https://okr.example.org`. */
export function formatCreationLink(origin: string, creationToken: string): string {
	const body = `new.${creationToken}`;
	return `${origin}/#${body}.${checksumOf(body)}`;
}

/** Reads a creation link out of a pasted text: a whole address, its fragment alone, or a line around either. */
export function parseCreationLink(pasted: string): ParsedCreationLink {
	const text = pasted.replaceAll('%23', '#').replace(/(^|\s)new\./, '$1#new.');
	const [, token = '', sum] = WHOLE.exec(text) ?? WHOLE.exec(text.replace(/\s+/g, '')) ?? [];
	if (isCreationToken(token) && checksumOf(`new.${token}`) === sum) return { ok: true, token };
	return { ok: false, why: text.includes('#new.') ? 'cut' : 'not-a-link' };
}

function permitBytes(creationToken: string, teamId: string): Uint8Array {
	const key = base64urlToBytes(creationToken);
	if (key?.length !== 32) throw new RangeError('not a token');
	return hmac(sha256, key, concatBytes(CONTEXT, new TextEncoder().encode(teamId)));
}
