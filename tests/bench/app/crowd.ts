// A kickoff in a process of its own, run by what its parent says: eleven members without a screen, of a team of thirty. The first one leads.
import { createTeam, acceptLink } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import { openTeam, type OpenTeam } from '#lib/team/team.ts';
import type { OpenWorkshop } from '#lib/team/workshop.ts';
import { addPerson } from '#lib/doc/people.ts';
import { createId, type PersonId, type StageId } from '#lib/okr/ids.ts';
import { kickoffPresets } from '#lib/workshop/agenda.ts';
import { currentStage } from '#lib/workshop/workshop.ts';

/** What the parent is told first. */
export interface CrowdPlace {
	link: string;
	/** Path of the workshop. */
	stagePath: string;
}

/** `ideas`: all cards onto the wall, half of them in ten groups · `type`, `rest`: ten people name groups, and no longer · `end`: to the last stage. */
export type CrowdCommand = 'ideas' | 'type' | 'rest' | 'end';

const members = 11;
const teamSize = 30;
const cardCount = 200;
/** A letter each so often: fast typing. */
const everyMs = 150;

// Node has it too, but nobody here is a tab of somebody's browser.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');
process.setMaxListeners(100);

const [origin = ''] = process.argv.slice(2);
const relayUrl = `${origin.replace('http', 'ws')}/sync`;
const crowd = await gather();
const [lead] = crowd as [OpenWorkshop];
let typing: ReturnType<typeof setInterval>[] = [];

process.on('message', (command: CrowdCommand) => {
	const act = { ideas: fillWall, type: startTyping, rest: stopTyping, end: goToEnd }[command];
	void act().then(() => process.send?.('done'));
});

async function gather(): Promise<OpenWorkshop[]> {
	const device = await openDevice(relayUrl);
	const year = new Date().getUTCFullYear();
	const made = await createTeam(device, {
		name: 'Crowd',
		person: { name: 'Lena', colour: 0 },
		cycle: { name: 'Year', startOn: `${year}-01-01`, endOn: `${year}-12-31`, timeZone: 'UTC' }
	});
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	const cycle = await team.openCycle(cycleId);
	const id = await (await cycle.workshops()).prepare('kickoff', kickoffPresets.two);
	const first = id && (await (await cycle.workshops()).open(id));
	if (!first) throw new Error('It was not prepared.');
	const w = { by: team.me ?? '', now: Date.now, random: device.random };
	// Two places are left for browsers.
	for (let at = members; at < teamSize - 2; at++)
		addPerson(team.documents.teamDoc, w, {
			...{ id: createId<PersonId>(device.random(10)), name: `Absent ${at}`, colour: at % 12 }
		});
	enter(team, first);
	first.next();
	await until(() => team.safety().relay.at === 'safe');
	const link = team.links(origin).edit ?? '';
	const others: OpenWorkshop[] = [];
	for (let at = 1; at < members; at++) others.push(await join(link, at));
	process.send?.({
		link,
		stagePath: `/t/${team.teamId}/c/${cycleId}/w/${id}`
	} satisfies CrowdPlace);
	return [first, ...others];
}

async function join(link: string, at: number): Promise<OpenWorkshop> {
	const device = await openDevice(relayUrl);
	const accepted = await acceptLink(device, link);
	const team = accepted.ok && (await openTeam(device, accepted.teamId));
	if (!team) throw new Error('The team is not known here.');
	await until(() => team.snapshot().cycles.length > 0);
	await team.joinAsNew({ name: `Member ${at}`, colour: at });
	const workshops = await (await team.openCycle(team.snapshot().cycles[0]!.id)).workshops();
	await until(() => workshops.list().length > 0);
	const workshop = await workshops.open(workshops.list()[0]!.id);
	if (!workshop) throw new Error('There is no workshop.');
	await until(() => workshop.snapshot().agenda.length > 0);
	enter(team, workshop);
	return workshop;
}

function enter(team: OpenTeam, workshop: OpenWorkshop): void {
	const me = team.snapshot().people.find(({ id }) => id === team.me);
	workshop.enter('room');
	workshop.present(me ? { person: me.id, name: me.name, colour: me.colour } : null);
}

function stageOf(kind: string): StageId {
	return lead.snapshot().agenda.find((stage) => stage.kind === kind)!.id;
}

async function fillWall(): Promise<void> {
	const stage = stageOf('ideas');
	lead.goTo(stage);
	for (let at = 0; at < cardCount; at++) {
		const one = crowd[at % members]!;
		const text = `Idea ${at}: ${'guests come back because they want to '.repeat(1 + (at % 3))}`;
		one.finishIdea(one.beginIdea(stage, { text, isSigned: at % 3 === 0 })!);
	}
	lead.goTo(stageOf('reveal'));
	lead.reveal(stage);
	await until(() => lead.snapshot().cards.length === cardCount);
	const { cards } = lead.snapshot();
	for (let at = 0; at < 10; at++)
		lead.addCluster(
			`Group ${at}`,
			cards.slice(at * 10, at * 10 + 10).map(({ id }) => id)
		);
	await until(() => crowd.every((one) => one.snapshot().clusters.length === 10));
}

async function startTyping(): Promise<void> {
	await stopTyping();
	typing = crowd.slice(1).map((workshop, at) => {
		const id = lead.snapshot().clusters[at]!.id;
		let name = '';
		return setInterval(() => {
			name = name.length < 30 ? `${name}a` : '';
			workshop.nameCluster(id, name);
		}, everyMs);
	});
}

function stopTyping(): Promise<void> {
	typing.forEach(clearInterval);
	typing = [];
	return Promise.resolve();
}

/** A vote, forty moved cards, and on to the last stage. */
async function goToEnd(): Promise<void> {
	await stopTyping();
	const { cards, clusters } = lead.snapshot();
	for (let at = 0; at < 40; at++)
		crowd[at % members]!.group(cards[at * 5]!.id, clusters[at % 10]!.id);
	lead.goTo(stageOf('vote'));
	const round = lead.openRound(stageOf('vote'), 'dots')!;
	for (const one of crowd) {
		await until(() => one.snapshot().rounds.length > 0);
		await one.castBallot(round, { [clusters[0]!.id]: 2 });
	}
	await until(() => lead.snapshot().rounds[0]!.seals.length === members);
	lead.closeRound(round);
	for (const kind of ['objectives', 'keyResults', 'quality', 'stop', 'agree'])
		lead.goTo(stageOf(kind));
	await until(() => crowd.every((one) => currentStage(one.snapshot())?.kind === 'agree'));
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
