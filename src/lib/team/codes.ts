import type { TeamEntry } from '#lib/device/store.ts';
import { formatLink } from '#lib/protocol/linkText.ts';
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

/** Makes a code for the members' link of a team and leaves the locked link at the relay. */
export async function makeWallCode(
	device: Device,
	{ teamId, role, token }: TeamEntry
): Promise<({ ok: true } & WallCode) | { ok: false; why: CodeProblem }> {
	const { CODE_BYTES, createShortCode, lock, stretchCode } = await cryptography();
	const code = createShortCode(device.random(CODE_BYTES));
	const { locator, key } = await stretchCode(code);
	const box = lock(formatLink('', { teamId, role, token }), key, device.random);
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
