import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToBase32, bytesToBase64url } from './bytes.ts';
import type { Role } from './recordLayout.ts';

// <origin>/join[?to=<cycle id>.<workshop id>]#1.<e|v|a>.<team id, 26>.<token or admin seed, 43>[.<person id, 16>].<checksum, 4>
// Everything secret stands in the fragment, which browsers send to nobody.

/**
 * What a link lets its holder do: join with a token, or administer with the seed (32 bytes). With a person's
 * id it is for another device of that person, who is asked nothing; only a members' link has one.
 */
export type TeamLink =
	| { teamId: string; role: Role; token: string; person?: string }
	| { teamId: string; admin: Uint8Array };

/** Where whoever opens a link lands: in a workshop of a cycle. No secret, and no part of what the link allows. */
export interface Landing {
	cycle: string;
	workshop: string;
}

export const VERSION = '1';

/** A link to hand on. `origin` like `https://okr.example.org`. */
export function formatLink(origin: string, link: TeamLink, to?: Landing): string {
	const body =
		'admin' in link
			? `${VERSION}.a.${link.teamId}.${bytesToBase64url(link.admin)}`
			: `${VERSION}.${link.role === 'edit' ? 'e' : 'v'}.${link.teamId}.${link.token}${link.person ? `.${link.person}` : ''}`;
	const query = to ? `?to=${to.cycle}.${to.workshop}` : '';
	return `${origin}/join${query}#${body}.${checksumOf(body)}`;
}

/** 20 bits in 4 characters: enough to notice a link cut short or mistyped; it protects nothing. */
export function checksumOf(body: string): string {
	return bytesToBase32(sha256(new TextEncoder().encode(body)).subarray(0, 3)).slice(0, 4);
}
