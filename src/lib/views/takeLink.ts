import { resolve } from '$app/paths';
import { type CycleId, isId, type WorkshopId } from '#lib/okr/ids.ts';
import type { App } from '#lib/state/app.svelte.ts';

type Why<K extends 'acceptLink' | 'keepCreationLink' | 'openWallCode'> = Extract<
	Awaited<ReturnType<App[K]>>,
	{ ok: false }
>['why'];

/** Why a pasted or opened text leads nowhere; `empty` is a field nothing was pasted into. */
export type LinkProblem =
	| Why<'acceptLink'>
	| Why<'keepCreationLink'>
	| Exclude<Why<'openWallCode'>, 'not-a-code'>
	| 'empty';

/** The workshop that a link leads into. */
export type Landing = NonNullable<
	Extract<Awaited<ReturnType<App['acceptLink']>>, { ok: true }>['to']
>;

/** Where a link leads that this device took. */
export type Taken =
	| {
			ok: true;
			teamId: string;
			/** `who`: a person is still to be chosen. `key`: nothing is, but the recovery key is new here. */
			next: 'team' | 'who' | 'key';
			to?: Landing;
	  }
	/** A further device of this person, be it that the device is in the team as somebody already. */
	| { ok: true; teamId: string; next: 'as'; person: string; to?: Landing }
	/** No team: from now on this device may start teams at the relay. */
	| { ok: true; next: 'create' }
	| { ok: false; why: LinkProblem };

/**
 * Takes a text with a link in it, or a code from a wall, into what this device holds, and says what
 * comes next. Links are read here; for a code the relay is asked.
 */
export async function takeLink(
	app: Pick<App, 'device' | 'acceptLink' | 'keepCreationLink' | 'openWallCode'>,
	text: string
): Promise<Taken> {
	if (!text.trim()) return { ok: false, why: 'empty' };
	const taken = await takeTeamLink(app, text);
	if (taken.ok || taken.why !== 'not-a-link') return taken;
	const creation = await app.keepCreationLink(text);
	if (creation.ok) return { ok: true, next: 'create' };
	if (creation.why !== 'not-a-link') return creation;
	const opened = await app.openWallCode(text);
	if (opened.ok) return takeTeamLink(app, opened.link);
	return opened.why === 'not-a-code' ? taken : { ok: false, why: opened.why };
}

/** The place a link leads to. It names the team alone: what was secret in the link stays behind. */
export function placeAfter(taken: Extract<Taken, { ok: true }>) {
	if (taken.next === 'create') return resolve('/?start=allowed');
	const { teamId, next, to } = taken;
	if (next === 'team') return placeIn(teamId, to);
	const more = next === 'as' ? `&as=${taken.person}` : next === 'key' ? '&key=held' : '';
	return resolve(`/join?team=${teamId}${more}${to ? `&to=${to.cycle}.${to.workshop}` : ''}`);
}

/** Where one goes who is in a team: the workshop that the link led into, if it did, else the team. */
export function placeIn(team: string, to?: Landing | null) {
	return to
		? resolve('/t/[team]/c/[cycle]/w/[workshop]', { team, ...to })
		: resolve('/t/[team]', { team });
}

/** The `to` of a place, as `placeAfter` and links write it; null for any other text. */
export function readLanding(text: string | null): Landing | null {
	const [cycle, workshop, ...more] = (text ?? '').split('.');
	if (!isId<CycleId>(cycle) || !isId<WorkshopId>(workshop) || more.length > 0) return null;
	return { cycle, workshop };
}

async function takeTeamLink(
	app: Pick<App, 'device' | 'acceptLink'>,
	text: string
): Promise<Exclude<Taken, { next: 'create' }>> {
	const heldBefore = new Set(
		(await app.device.store.listTeams()).filter(holdsKey).map(({ teamId }) => teamId)
	);
	const accepted = await app.acceptLink(text);
	if (!accepted.ok) return accepted;
	const { teamId, role, joined, person } = accepted;
	const to = accepted.to && role === 'edit' ? { to: accepted.to } : {};
	if (role === 'edit' && person !== null) return { ok: true, teamId, next: 'as', person, ...to };
	if (role === 'edit' && !joined) return { ok: true, teamId, next: 'who', ...to };
	const entry = await app.device.store.getTeam(teamId);
	const keyIsNew = entry !== null && holdsKey(entry) && !heldBefore.has(teamId);
	return { ok: true, teamId, next: keyIsNew ? 'key' : 'team', ...to };
}

function holdsKey({ adminSeed }: { adminSeed: string | null }): boolean {
	return adminSeed !== null;
}
