import { resolve } from '$app/paths';
import type { App } from '#lib/state/app.svelte.ts';

type Refusal = Extract<Awaited<ReturnType<App['acceptLink']>>, { ok: false }>['why'];

/** Why a pasted or opened text leads nowhere; `empty` is a field nothing was pasted into. */
export type LinkProblem = Refusal | 'empty';

/** Where a link leads that this device took. */
export type Taken =
	| {
			ok: true;
			teamId: string;
			/** `who`: a person is still to be chosen. `key`: nothing is, but the recovery key is new here. */
			next: 'team' | 'who' | 'key';
	  }
	| { ok: false; why: LinkProblem };

/** Takes a text with a link in it into this device's teams, and says what comes next. */
export async function takeLink(
	app: Pick<App, 'device' | 'acceptLink'>,
	text: string
): Promise<Taken> {
	if (!text.trim()) return { ok: false, why: 'empty' };
	const heldBefore = new Set(
		(await app.device.store.listTeams()).filter(holdsKey).map(({ teamId }) => teamId)
	);
	const accepted = await app.acceptLink(text);
	if (!accepted.ok) return accepted;
	const { teamId, role, joined } = accepted;
	if (role === 'edit' && !joined) return { ok: true, teamId, next: 'who' };
	const entry = await app.device.store.getTeam(teamId);
	const keyIsNew = entry !== null && holdsKey(entry) && !heldBefore.has(teamId);
	return { ok: true, teamId, next: keyIsNew ? 'key' : 'team' };
}

/** The place a link leads to. It names the team alone: what was secret in the link stays behind. */
export function placeAfter({ teamId, next }: Extract<Taken, { ok: true }>) {
	if (next === 'team') return resolve('/t/[team]', { team: teamId });
	return next === 'key'
		? resolve(`/join?team=${teamId}&key=held`)
		: resolve(`/join?team=${teamId}`);
}

function holdsKey({ adminSeed }: { adminSeed: string | null }): boolean {
	return adminSeed !== null;
}
