import type { TeamEntry, WriteResult } from '#lib/device/store.ts';
import { addDevice, addPerson } from '#lib/doc/people.ts';
import { addCycle, setTeamName } from '#lib/doc/team.ts';
import { addDays, dayAt } from '#lib/okr/day.ts';
import { createId, type CycleId, type PersonId, type WorkshopId } from '#lib/okr/ids.ts';
import { isOneOfSections } from '#lib/okr/pack.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import type { StagePlan } from '#lib/workshop/agenda.ts';
import type { Device } from '../device.ts';
import { deviceOf } from '../means.ts';
import { openTeam, type OpenTeam } from '../team.ts';
import { tellRehearsal } from './story.ts';

export interface RehearsalMeans {
	locale: string;
	timeZone: string;
	agenda: readonly StagePlan[];
}

/**
 * Makes a team to rehearse a kickoff with: its people are simulated, its cycle is empty but for a context pack, and its
 * kickoff is prepared and led by whoever rehearses. Like the sample it has no key, no link and no relay, and it is
 * another team than any that is real. It comes open.
 */
export async function makeRehearsal(
	device: Device,
	given: RehearsalMeans
): Promise<
	| { ok: true; team: OpenTeam; cycleId: CycleId; workshopId: WorkshopId }
	| Exclude<WriteResult, { ok: true }>
> {
	const story = await tellRehearsal(given.locale);
	const { random, now } = device;
	const personId = createId<PersonId>(random(10));
	const cycleId = createId<CycleId>(random(10));
	const teamId = teamIdOf(publicKeyOf(random(32)));
	const entry: TeamEntry = {
		teamId,
		name: story.team,
		role: 'edit',
		token: bytesToBase64url(random(32)),
		offered: null,
		record: null,
		permit: null,
		adminSeed: null,
		personId,
		lastCycleId: cycleId,
		openedAt: now(),
		sample: true,
		rehearsal: true
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return kept;
	const startOn = dayAt(now(), given.timeZone);
	const team = await openTeam(device, teamId, (doc) => {
		const w = { by: personId, now, random };
		setTeamName(doc, w, story.team);
		addPerson(doc, w, { id: personId, name: story.guest, colour: 3 });
		addDevice(doc, w, deviceOf(device, personId));
		for (const { name, colour } of story.people)
			addPerson(doc, w, { id: createId<PersonId>(random(10)), name, colour });
		const dates = { startOn, endOn: addDays(startOn, 90), timeZone: given.timeZone };
		addCycle(doc, w, { id: cycleId, name: story.cycle, ...dates });
	});
	if (!team) return { ok: false, why: 'gone' };
	const cycle = await team.openCycle(cycleId);
	const pack = story.pack.flatMap(({ section, ...line }) =>
		isOneOfSections(section) ? [{ section, ...line }] : []
	);
	(await cycle.pack()).add(pack);
	const workshopId = await (await cycle.workshops()).prepare('kickoff', given.agenda);
	await team.settle();
	if (!workshopId) return { ok: false, why: 'gone' };
	return { ok: true, team, cycleId, workshopId };
}
