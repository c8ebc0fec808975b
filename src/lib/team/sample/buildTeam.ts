import * as Y from 'yjs';
import { addHealthMetric } from '#lib/doc/healthMetrics.ts';
import { addDevice, addPerson } from '#lib/doc/people.ts';
import { addCycle, setTeamName } from '#lib/doc/team.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { createId, type HealthMetricId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import type { Cast } from './cast.ts';
import type { Story } from './story.ts';

/** The team document of the sample, as the people of the story wrote it. */
export function buildTeam(story: Story, cast: Cast, cycle: Cycle): Y.Doc {
	const doc = new Y.Doc();
	const [founder] = story.agreed.by;
	const first = cast.writerOf(founder ?? '', cast.at(1, 0, 9));
	setTeamName(doc, first, story.team);
	for (const { personId, name, colour, device } of cast.everybody) {
		addPerson(doc, first, { id: personId, name, colour });
		const publicKey = bytesToBase64url(device.publicKey);
		addDevice(doc, first, { id: device.deviceId, personId, publicKey, label: '' });
	}
	addCycle(doc, first, cycle);
	for (const { by, value, name, unit, low = null, high = null } of story.health) {
		const id = createId<HealthMetricId>(cast.random(10));
		const reading = { value, on: cast.day(7, 4) };
		const writer = cast.writerOf(by, cast.at(7, 4, 15));
		addHealthMetric(doc, writer, id, { name, unit, low, high, reading });
	}
	return doc;
}
