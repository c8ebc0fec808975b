import type { TeamEntry } from '#lib/device/store.ts';
import { formatLink, type Landing } from '#lib/protocol/linkText.ts';
import { parseLink } from '#lib/protocol/link.ts';
import { postToRelay } from '#lib/sync/relayApi.ts';
import type { Device } from './device.ts';

/** A code that stands for the members' link until it expires (epoch ms). */
export interface WallCode {
	code: string;
	expiresAt: number;
}

/** Why there is no code, in the relay's words, or 'unreachable'. */
export type CodeProblem = 'unreachable' | 'too-many' | 'forbidden' | 'refused';

/** Why a typed code opens nothing. */
export type OpenCodeProblem = 'not-a-code' | 'unknown-code' | 'rate' | 'unreachable';

const validMs = 3 * 3_600_000;

// Few ever need it: it comes when somebody does.
const cryptography = () => import('#lib/protocol/shortCode.ts');

/**
 * Makes a code for the members' link of a team and leaves the locked link at the relay. `to`: it is the code of this workshop,
 * which every member's device makes alike, and leads into it.
 */
export async function makeWallCode(
	device: Device,
	{ teamId, role, token }: TeamEntry,
	to?: Landing
): Promise<({ ok: true } & WallCode) | { ok: false; why: CodeProblem }> {
	const { CODE_BYTES, createShortCode, deriveShortCode, lock, stretchCode } = await cryptography();
	const code = to
		? deriveShortCode(token, to.workshop, dayOf(device.now()))
		: createShortCode(device.random(CODE_BYTES));
	const { locator, key } = await stretchCode(code);
	const box = lock(formatLink('', { teamId, role, token }, to), key, device.random);
	const expiresAt = device.now() + validMs;
	const answer = await postToRelay(device.relayUrl, '/codes', {
		body: { teamId, locator, box, expiresAt },
		token
	});
	if (answer.ok) return { ok: true, code, expiresAt };
	const known = (['unreachable', 'too-many', 'forbidden'] as const).find(
		(why) => why === answer.why
	);
	return { ok: false, why: known ?? 'refused' };
}

/** Ends the code of a workshop, also one that was made before midnight. Never rejects. */
export async function endWallCode(
	device: Device,
	{ teamId, token }: TeamEntry,
	{ workshop }: Landing
): Promise<void> {
	const { deriveShortCode, stretchCode } = await cryptography();
	for (const at of [device.now(), device.now() - validMs]) {
		const { locator } = await stretchCode(deriveShortCode(token, workshop, dayOf(at)));
		await postToRelay(device.relayUrl, '/codes/close', { body: { teamId, locator }, token });
	}
}

/** The link behind a code that somebody typed. */
export async function openWallCode(
	device: Device,
	typed: string
): Promise<{ ok: true; link: string } | { ok: false; why: OpenCodeProblem }> {
	const { readShortCode, stretchCode, unlock } = await cryptography();
	const code = readShortCode(typed);
	if (code === null) return { ok: false, why: 'not-a-code' };
	const { locator, key } = await stretchCode(code);
	const answer = await postToRelay(device.relayUrl, '/codes/open', { body: { locator } });
	if (!answer.ok) {
		if (answer.why === 'unknown-code' || answer.why === 'rate') {
			return { ok: false, why: answer.why };
		}
		return { ok: false, why: 'unreachable' };
	}
	const { box } = answer.body;
	const link = typeof box === 'string' ? unlock(box, key) : null;
	// Only who knows the code could have locked it, but what comes from outside is read before use.
	if (link === null || !parseLink(link).ok) return { ok: false, why: 'unknown-code' };
	return { ok: true, link };
}

/** In UTC, so that it is the same day everywhere. */
function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
