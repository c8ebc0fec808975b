import * as Y from 'yjs';
import { loadSignatures } from '#lib/doc/agreement.ts';
import { addPerson } from '#lib/doc/people.ts';
import { addDays } from '#lib/okr/day.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import { writeFullQuarter } from '../../doc/fullQuarter.ts';

/** A team at the relay, as a page is to find it. */
export interface SeededTeam {
	/** The members' link. */
	link: string;
	/** The path of the plan that is looked at. */
	planPath: string;
	/** Bytes of the team's document, and of the newest cycle's. */
	teamBytes: number;
	cycleBytes: number;
}

// Node has it too, but nothing here is a tab of one browser.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');

/** Makes a team with so many full quarters, agreed each, the newest of which ends today; with none, an empty one. */
export async function seedTeam(
	origin: string,
	quarters: number,
	checkedInBy: CheckedInBy = 'owners'
): Promise<SeededTeam> {
	const device = await openDevice(`${origin.replace('http', 'ws')}/sync`);
	const today = new Date().toISOString().slice(0, 10);
	const spanOf = (back: number) => ({
		name: back === 0 ? 'This quarter' : `${back} quarters ago`,
		startOn: addDays(today, -91 * (back + 1) + 5),
		endOn: addDays(today, -91 * back + 5),
		timeZone: 'UTC'
	});
	const made = await createTeam(device, {
		name: quarters === 0 ? 'Empty' : `Full ${quarters} by ${checkedInBy}`,
		person: { name: 'Ana', colour: 0 },
		cycle: spanOf(0)
	});
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	let cycleBytes = 0;
	for (let back = quarters - 1; back >= 0; back--) {
		const id = back === 0 ? cycleId : team.addCycle(spanOf(back));
		if (id === null) throw new Error('The cycle was not added.');
		cycleBytes = await fill(team, id, spanOf(back), {
			checkedInBy,
			withPeople: back === quarters - 1
		});
	}
	await untilSafe(team);
	const { edit } = team.links(origin);
	const teamBytes = Y.encodeStateAsUpdate(team.documents.teamDoc).length;
	await team.close();
	return {
		link: edit ?? '',
		planPath: `/t/${team.teamId}/c/${cycleId}/plan`,
		teamBytes,
		cycleBytes
	};
}

/** Writes a quarter into a cycle and agrees its plan; returns its bytes. Its people come once, with the first. */
async function fill(
	team: OpenTeam,
	id: SeededCycle,
	{ startOn, endOn }: { startOn: string; endOn: string },
	{ checkedInBy, withPeople }: { checkedInBy: CheckedInBy; withPeople: boolean }
): Promise<number> {
	const { doc, people } = writeFullQuarter(startOn, checkedInBy);
	await loadSignatures();
	const cycle = await team.openCycle(id);
	const into = await team.documents.cycleDoc(id);
	if (!into) throw new Error('The cycle is closed.');
	Y.applyUpdate(into, Y.encodeStateAsUpdate(doc));
	if (withPeople)
		for (const [at, { by }] of people.entries()) {
			const w = { by: team.me ?? by, now: Date.now, random: randomBytes };
			addPerson(team.documents.teamDoc, w, { id: by, name: `Person ${at + 1}`, colour: at % 12 });
		}
	const agreed = cycle.agree({
		expected: cycle.draft().hash,
		reason: '',
		days: { startOn, endOn }
	});
	if (!agreed.ok) throw new Error(`The plan was not agreed: ${agreed.why}`);
	return Y.encodeStateAsUpdate(into).length;
}

type CheckedInBy = Parameters<typeof writeFullQuarter>[1];
type SeededCycle = Parameters<OpenTeam['openCycle']>[0];

function randomBytes(count: number): Uint8Array {
	return crypto.getRandomValues(new Uint8Array(count));
}

async function untilSafe(team: OpenTeam): Promise<void> {
	while (team.safety().relay.at !== 'safe') await new Promise((done) => setTimeout(done, 50));
}
