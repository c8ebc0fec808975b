import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlToBytes, bytesToBase32, bytesToBase64url } from './bytes.ts';
import { publicKeyOf, teamIdOf, type Role } from './record.ts';

// <origin>/join#1.<e|v|a>.<team id, 26>.<token or admin seed, 43>.<checksum, 4>
// Everything secret stands in the fragment, which browsers send to nobody.

/** What a link lets its holder do: join with a token, or administer with the seed (32 bytes). */
export type TeamLink =
	{ teamId: string; role: Role; token: string } | { teamId: string; admin: Uint8Array };

/** A pasted text as a link; `origin` is null when only the fragment was pasted. */
export type ParsedLink =
	| { ok: true; origin: string | null; link: TeamLink }
	| { ok: false; why: 'not-a-link' | 'cut' | 'newer' };

const VERSION = '1';
const WHOLE = /(\d+)\.([eva])\.([a-z2-7]{26})\.([\w-]{43})\.([a-z2-7]{4})(?![\w-])/;
const BEGUN = /\/join#(\d*)|(?:^|\s)#?(\d+)\.[eva]\.[a-z2-7]/;

/** A link to hand on. `origin` like `https://okr.example.org`. */
export function formatLink(origin: string, link: TeamLink): string {
	const body =
		'admin' in link
			? `${VERSION}.a.${link.teamId}.${bytesToBase64url(link.admin)}`
			: `${VERSION}.${link.role === 'edit' ? 'e' : 'v'}.${link.teamId}.${link.token}`;
	return `${origin}/join#${body}.${checksum(body)}`;
}

/**
 * Reads what somebody pasted: a whole address, its fragment alone, or a chat line around either, even
 * one wrapped in the middle of the link. 'cut' = it began like a link, but is incomplete or mistyped;
 * 'newer' = made by a later version of the app.
 */
export function parseLink(pasted: string): ParsedLink {
	const text = pasted.replaceAll('%23', '#');
	const whole = findWhole(text) ?? findWhole(text.replace(/\s+/g, ''));
	if (whole) return whole;
	const begun = BEGUN.exec(text);
	if (!begun) return { ok: false, why: 'not-a-link' };
	const version = begun[1] || begun[2] || VERSION;
	return { ok: false, why: Number(version) > Number(VERSION) ? 'newer' : 'cut' };
}

function findWhole(text: string): ParsedLink | null {
	const match = WHOLE.exec(text);
	if (!match) return null;
	const [all, version, letter, teamId, secret, sum] = match as unknown as [string, ...string[]];
	if (version !== VERSION) return null;
	if (checksum(all.slice(0, -5)) !== sum) return null;
	const link = toLink(letter!, teamId!, secret!);
	return link && { ok: true, origin: originBefore(text.slice(0, match.index)), link };
}

function toLink(letter: string, teamId: string, secret: string): TeamLink | null {
	if (letter !== 'a') return { teamId, role: letter === 'e' ? 'edit' : 'view', token: secret };
	const admin = base64urlToBytes(secret);
	return admin && teamIdOf(publicKeyOf(admin)) === teamId ? { teamId, admin } : null;
}

function originBefore(text: string): string | null {
	return /(https?:\/\/[^\s/<>()"]+)\/join#$/.exec(text)?.[1] ?? null;
}

// 20 bits: enough to notice a link cut short or mistyped; it protects nothing.
function checksum(body: string): string {
	return bytesToBase32(sha256(new TextEncoder().encode(body)).subarray(0, 3)).slice(0, 4);
}
