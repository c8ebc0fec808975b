import { base64urlToBytes } from './bytes.ts';
import { checksumOf, type Landing, type TeamLink, VERSION } from './linkText.ts';
import { publicKeyOf, teamIdOf } from './record.ts';

/** A pasted text as a link; `origin` is null when only the fragment was pasted. */
export type ParsedLink =
	| { ok: true; origin: string | null; link: TeamLink; to?: Landing }
	| { ok: false; why: 'not-a-link' | 'cut' | 'newer' };

const WHOLE =
	/(\d+)\.([eva])\.([a-z2-7]{26})\.([\w-]{43})(?:\.([a-z2-7]{16}))?\.([a-z2-7]{4})(?![\w-])/;
const BEGUN = /\/join(?:\?[^\s#]*)?#(\d*)|(?:^|\s)#?(\d+)\.[eva]\.[a-z2-7]/;

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
	const [all, version, letter, teamId, secret, person, sum] = match;
	if (version !== VERSION) return null;
	if (checksumOf(all.slice(0, -5)) !== sum) return null;
	const link = toLink(letter!, teamId!, secret!, person);
	const before = text.slice(0, match.index);
	const to = landingIn(before.replace(/\s+/g, ''));
	return link && { ok: true, origin: originBefore(before), link, ...(to && { to }) };
}

function toLink(letter: string, teamId: string, secret: string, person?: string): TeamLink | null {
	if (person !== undefined && letter !== 'e') return null;
	if (letter !== 'a') {
		const role = letter === 'e' ? 'edit' : 'view';
		return { teamId, role, token: secret, ...(person !== undefined && { person }) };
	}
	const admin = base64urlToBytes(secret);
	return admin && teamIdOf(publicKeyOf(admin)) === teamId ? { teamId, admin } : null;
}

function originBefore(text: string): string | null {
	return /(https?:\/\/[^\s/<>()"]+)\/join(?:\?[^\s#]*)?#$/.exec(text)?.[1] ?? null;
}

/** Where a link leads that says so; null for one that does not, or whose place is spoiled. */
function landingIn(text: string): Landing | null {
	const found = /[?&]to=([a-z2-7]{16})\.([a-z2-7]{16})(?:&[^\s#]*)?#$/.exec(text);
	return found && { cycle: found[1]!, workshop: found[2]! };
}
