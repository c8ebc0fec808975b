import type { TeamEntry, WriteResult } from '#lib/device/store.ts';
import { addCycle, addDevice, addPerson, setRecord, setTeamName } from '#lib/doc/team.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { parseLink, type ParsedLink } from '#lib/protocol/link.ts';
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
	return team ? { ok: true, team, cycleId } : { ok: false, why: 'gone' };
}

export type AcceptedLink =
	| { ok: true; teamId: string; role: 'edit' | 'view'; joined: boolean }
	| { ok: false; why: Extract<ParsedLink, { ok: false }>['why'] | 'not-kept' };

/**
 * Takes a pasted or opened link into this device's catalogue. A link that allows less than what the
 * device already holds changes nothing. `joined` says whether a person is already chosen here.
 */
export async function acceptLink(device: Device, text: string): Promise<AcceptedLink> {
	const parsed = parseLink(text);
	if (!parsed.ok) return parsed;
	const { link } = parsed;
	const known = await device.store.getTeam(link.teamId);
	const given =
		'admin' in link
			? {
					role: 'edit' as const,
					token: createGeneration(link.admin, 1).tokens.edit,
					adminSeed: bytesToBase64url(link.admin)
				}
			: { role: link.role, token: link.token, adminSeed: null };
	const weaker = known?.role === 'edit' && given.role === 'view';
	const entry: TeamEntry = {
		teamId: link.teamId,
		name: known?.name ?? '',
		role: weaker ? known.role : given.role,
		token: weaker ? known.token : given.token,
		record: known?.record ?? null,
		adminSeed: given.adminSeed ?? known?.adminSeed ?? null,
		personId: known?.personId ?? null,
		lastCycleId: known?.lastCycleId ?? null,
		openedAt: device.now()
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return { ok: false, why: 'not-kept' };
	return { ok: true, teamId: entry.teamId, role: entry.role, joined: entry.personId !== null };
}
