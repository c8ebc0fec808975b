import type { TeamEntry, WriteResult } from '#lib/device/store.ts';
import { addCycle, addDevice, addPerson, setRecord, setTeamName } from '#lib/doc/team.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { parseLink, type ParsedLink, type TeamLink } from '#lib/protocol/link.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import type { Device } from './device.ts';
import { deviceOf } from './means.ts';
import { openTeam, type NewPerson, type OpenTeam } from './team.ts';

export interface NewTeam {
	name: string;
	person: NewPerson;
	cycle: Omit<Cycle, 'id'>;
}

/**
 * Makes a team on this device, offline if need be: its key, its first record and links, its first
 * person and cycle. Only the maker seeds a document; everybody else receives it. The team comes open.
 */
export async function createTeam(
	device: Device,
	{ name, person, cycle }: NewTeam
): Promise<{ ok: true; team: OpenTeam; cycleId: CycleId } | Exclude<WriteResult, { ok: true }>> {
	const seed = device.random(32);
	const { record, tokens } = createGeneration(seed, 1);
	const teamId = teamIdOf(publicKeyOf(seed));
	const personId = createId<PersonId>(device.random(10));
	const cycleId = createId<CycleId>(device.random(10));
	const entry: TeamEntry = {
		teamId,
		name,
		role: 'edit',
		token: tokens.edit,
		record,
		adminSeed: bytesToBase64url(seed),
		personId,
		lastCycleId: cycleId,
		openedAt: device.now()
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return kept;
	const team = await openTeam(device, teamId, (doc) => {
		const writer = { by: personId, now: device.now, random: device.random };
		setTeamName(doc, writer, name);
		setRecord(doc, writer, record, 1);
		addPerson(doc, writer, { id: personId, ...person });
		addDevice(doc, writer, deviceOf(device, personId));
		addCycle(doc, writer, { id: cycleId, ...cycle });
	});
	// Only its maker can ever seed it, so the first content is on the disk before anybody is told.
	await team?.settle();
	return team ? { ok: true, team, cycleId } : { ok: false, why: 'gone' };
}

export type AcceptedLink =
	| {
			ok: true;
			teamId: string;
			role: 'edit' | 'view';
			/** Whether a person is already chosen on this device. */
			joined: boolean;
			/** Whether the device may now do something else than before. */
			changed: boolean;
	  }
	| { ok: false; why: Extract<ParsedLink, { ok: false }>['why'] | 'not-kept' };

/**
 * Takes a pasted or opened link into this device's catalogue. A readers' link takes nothing from a
 * device that holds a members' link.
 */
export async function acceptLink(device: Device, text: string): Promise<AcceptedLink> {
	const parsed = parseLink(text);
	if (!parsed.ok) return parsed;
	const { teamId } = parsed.link;
	const known = await device.store.getTeam(teamId);
	const given = rightsOf(parsed.link);
	const isWeaker = known?.role === 'edit' && given.role === 'view';
	const { role, token } = isWeaker ? known : given;
	const entry: TeamEntry = {
		teamId,
		name: known?.name ?? '',
		role,
		token,
		record: known?.record ?? given.record,
		adminSeed: given.adminSeed ?? known?.adminSeed ?? null,
		personId: known?.personId ?? null,
		lastCycleId: known?.lastCycleId ?? null,
		openedAt: device.now()
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return { ok: false, why: 'not-kept' };
	const changed = known?.role !== role || known.token !== token;
	return { ok: true, teamId, role, joined: entry.personId !== null, changed };
}

/** What a link lets a device do. The recovery key brings its record along, so that it can register the team. */
function rightsOf(link: TeamLink): Pick<TeamEntry, 'role' | 'token' | 'record' | 'adminSeed'> {
	if (!('admin' in link))
		return { role: link.role, token: link.token, record: null, adminSeed: null };
	const { tokens, record } = createGeneration(link.admin, 1);
	return { role: 'edit', token: tokens.edit, record, adminSeed: bytesToBase64url(link.admin) };
}
