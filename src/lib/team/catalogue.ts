import type { TeamEntry, WriteResult } from '#lib/device/store.ts';
import { addDevice, addPerson } from '#lib/doc/people.ts';
import { addCycle, setPermit, setRecord, setTeamName } from '#lib/doc/team.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { parseLink, type ParsedLink } from '#lib/protocol/link.ts';
import type { Landing, TeamLink } from '#lib/protocol/linkText.ts';
import { createGeneration, readRecord } from '#lib/protocol/record.ts';
import type { Device } from './device.ts';
import { freshEntry } from './freshEntry.ts';
import { deviceOf } from './means.ts';
import { askRelay, knownRoleOf, type Offer } from './offer.ts';
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
	const personId = createId<PersonId>(device.random(10));
	const cycleId = createId<CycleId>(device.random(10));
	const entry = await freshEntry(device, name, { personId, cycleId });
	const { teamId, record, permit } = entry;
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return kept;
	const team = await openTeam(device, teamId, (doc) => {
		const writer = { by: personId, now: device.now, random: device.random };
		setTeamName(doc, writer, name);
		setRecord(doc, writer, record, 1);
		if (permit !== null) setPermit(doc, writer, permit);
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
			/** Whose further device the link says this is; null where it says nothing. */
			person: PersonId | null;
			/** The workshop that the link leads into, if it leads into one. */
			to?: Landing;
	  }
	| {
			ok: false;
			/** `refused`: the relay knows better. `untried`: it could not be asked, and will be. */
			why: Extract<ParsedLink, { ok: false }>['why'] | 'not-kept' | 'refused' | 'untried';
	  };

/**
 * Takes a pasted or opened link into this device's catalogue. A readers' link takes nothing from a
 * device that holds a members' link, and no link takes anything before it is known to work.
 */
export async function acceptLink(device: Device, text: string): Promise<AcceptedLink> {
	const parsed = parseLink(text);
	if (!parsed.ok) return parsed;
	const { link } = parsed;
	const to = parsed.to && { to: parsed.to };
	const { teamId } = link;
	const known = await device.store.getTeam(teamId);
	const given = rightsOf(link, known);
	const person = 'person' in link ? (link.person as PersonId) : null;
	if (known) return improve(device, known, given, { person, ...to });
	const entry: TeamEntry = {
		...given,
		teamId,
		name: '',
		offered: null,
		permit: null,
		personId: null,
		lastCycleId: null,
		openedAt: device.now()
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return { ok: false, why: 'not-kept' };
	return { ok: true, teamId, role: given.role, joined: false, changed: true, person, ...to };
}

type Rights = Pick<TeamEntry, 'role' | 'token' | 'record' | 'adminSeed'>;

/** Takes what a link gives beyond what this device has of the team. Nothing else of the entry is touched. */
async function improve(
	device: Device,
	known: TeamEntry,
	given: Rights,
	said: { person: PersonId | null; to?: Landing }
): Promise<AcceptedLink> {
	const { teamId } = known;
	const weighed = await weigh(device, known, given);
	const kept = await device.store.patchTeam(teamId, {
		...weighed,
		...(given.adminSeed && { adminSeed: given.adminSeed }),
		...(known.record === null && given.record && { record: given.record }),
		openedAt: device.now()
	});
	if (!kept.ok) return { ok: false, why: 'not-kept' };
	if (weighed === refused) return { ok: false, why: 'refused' };
	if (weighed.offered) return { ok: false, why: 'untried' };
	const { role, token, personId } = { ...known, ...weighed };
	const changed = known.role !== role || known.token !== token;
	return { ok: true, teamId, role, joined: personId !== null, changed, ...said };
}

/** What a link that the relay refused changes. */
const refused = { offered: null };

/** What a link changes of a team this device can open already. */
async function weigh(
	device: Device,
	known: TeamEntry,
	{ role, token, adminSeed }: Offer & Pick<TeamEntry, 'adminSeed'>
): Promise<Partial<TeamEntry>> {
	// The recovery key proves itself: the team's id follows from it, and every token of any generation.
	const allowed = adminSeed === null ? knownRoleOf(known, token) : role;
	const offer = { role: allowed ?? role, token };
	const isWeaker = known.role === 'edit' && offer.role === 'view';
	if (isWeaker || token === known.token) return {};
	const verdict = allowed ? 'accepted' : await askRelay(device, known, offer);
	if (verdict === 'refused') return refused;
	return verdict === 'accepted' ? { ...offer, offered: null } : { offered: offer };
}

/**
 * What a link lets a device do. The recovery key brings its record along, so that it can register the team,
 * and derives the token of the generation that the device knows of.
 */
function rightsOf(link: TeamLink, known: TeamEntry | null): Rights {
	if (!('admin' in link))
		return { role: link.role, token: link.token, record: null, adminSeed: null };
	const signed = known?.record ? readRecord(known.record, known.teamId) : null;
	const { tokens, record } = createGeneration(link.admin, signed?.generation ?? 1);
	return { role: 'edit', token: tokens.edit, record, adminSeed: bytesToBase64url(link.admin) };
}
