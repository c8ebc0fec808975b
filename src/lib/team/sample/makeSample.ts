import * as Y from 'yjs';
import type { TeamEntry, WriteResult } from '#lib/device/store.ts';
import { loadSignatures } from '#lib/doc/agreement.ts';
import { addDays, dayAt } from '#lib/okr/day.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import type { Device } from '../device.ts';
import { mergeDocuments } from '../documents.ts';
import { roomOfCycle } from '../means.ts';
import { openTeam, type OpenTeam } from '../team.ts';
import { buildCycle } from './buildCycle.ts';
import { buildTeam } from './buildTeam.ts';
import { castOf, firstDayFor, sampleWeeks } from './cast.ts';
import { tellStory } from './story.ts';

/**
 * Makes the sample team on this device: a quarter in its eighth week, whatever day it is. It has no key and
 * no link, and its documents are joined to no relay. The team comes open.
 */
export async function makeSample(
	device: Device,
	{ locale, timeZone }: { locale: string; timeZone: string }
): Promise<{ ok: true; team: OpenTeam; cycleId: CycleId } | Exclude<WriteResult, { ok: true }>> {
	const [story] = await Promise.all([tellStory(locale), loadSignatures()]);
	const { random } = device;
	const startOn = firstDayFor(dayAt(device.now(), timeZone));
	const guest = { personId: createId<PersonId>(random(10)), device: device.identity };
	const cast = castOf(story, startOn, guest, random);
	const cycle = {
		id: createId<CycleId>(random(10)),
		name: story.cycle,
		startOn,
		endOn: addDays(startOn, sampleWeeks * 7 - 1),
		timeZone
	};
	// The documents first: a story that cannot be told leaves nothing behind.
	const teamDoc = buildTeam(story, cast, cycle);
	const { doc: cycleDoc } = buildCycle(story, cast, cycle);
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
		personId: guest.personId,
		lastCycleId: cycle.id,
		openedAt: device.now(),
		sample: true
	};
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return kept;
	const team = await openTeam(device, teamId, (doc) => {
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(teamDoc));
	});
	if (!team) return { ok: false, why: 'gone' };
	await mergeDocuments(team.documents, [
		{ room: roomOfCycle(teamId, cycle.id), update: Y.encodeStateAsUpdate(cycleDoc) }
	]);
	await team.settle();
	teamDoc.destroy();
	cycleDoc.destroy();
	return { ok: true, team, cycleId: cycle.id };
}
