import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createKeyResultDraft } from '#lib/okr/planDraft.ts';
import { writeTeamFile } from '#lib/files/teamFile.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import { restoreBackup, saveBackup } from '#lib/team/backup.ts';
import { collectDocuments } from '#lib/team/documents.ts';
import { createTeamFromFile } from '#lib/team/newFromFile.ts';
import { createOpenTeams } from '#lib/team/openTeams.ts';
import { saveTeamFile, takeTeamFile } from '#lib/team/teamFile.ts';
import { agreeing, founder, joined, newDevice, startRelay, type Person } from './people.ts';

const titles = ({ cycle }: Pick<Person, 'cycle'>) =>
	cycle.snapshot().plan.objectives.map(({ title }) => title);

async function addObjective({ cycle }: Person, title: string, metric = ''): Promise<void> {
	const keyResults = metric === '' ? [] : [createKeyResultDraft({ metric, target: 3 })];
	expect(await cycle.addPlan([{ title, audience: '', lifecycle: 'draft', keyResults }])).toBe(true);
}

/** A team of two who both have everything, and whose relay is then gone. */
async function apart() {
	const relay = await startRelay();
	const ana = await founder(relay);
	await addObjective(ana, 'Guests come back');
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	await agreeing(ana, ben);
	await relay.stop();
	return { relay, ana, ben };
}

/** What is open on a device, with the team that a test has opened there. */
function openTeamsOf({ device, team }: Pick<Person, 'device' | 'team'>) {
	const open = createOpenTeams(device);
	open.adopt(team);
	return { device, open };
}

function take(person: Person, text: string) {
	const { device, open } = openTeamsOf(person);
	// Held by another place too, so that it does not close under the test.
	void open.enter(person.team.teamId);
	return takeTeamFile(device, open, text);
}

test('[FILE-19] a team file carries what was written while the relay was gone, as often as one likes', async () => {
	const { ana, ben } = await apart();
	await addObjective(ana, 'Crew stays');
	await addObjective(ben, 'Boats run on time');
	const text = await saveTeamFile(ana.team, 0);
	expect(await take(ben, text)).toMatchObject({ ok: true, news: 1, known: 1, refused: [] });
	expect(titles(ben).toSorted()).toEqual(['Boats run on time', 'Crew stays', 'Guests come back']);
	expect(await take(ben, text)).toMatchObject({ ok: true, news: 0, known: 2 });
	expect(await take(ana, await saveTeamFile(ben.team, 0))).toMatchObject({ ok: true, news: 1 });
	expect(ana.cycle.snapshot().plan).toEqual(ben.cycle.snapshot().plan);
	// Nobody's step: undo does not reach it.
	expect(ben.cycle.undo()).toBe(true);
	expect(titles(ben)).toContain('Crew stays');
});

test('[FILE-19] a cycle that only the file knows comes with it', async () => {
	const { ana, ben } = await apart();
	const dates = { startOn: '2027-01-01', endOn: '2027-03-31', timeZone: 'UTC' };
	const id = ana.team.addCycle({ name: 'Q1 2027', ...dates })!;
	const next = await ana.team.openCycle(id);
	await next.addPlan([{ title: 'Later', audience: '', lifecycle: 'draft', keyResults: [] }]);
	expect(await take(ben, await saveTeamFile(ana.team, 0))).toMatchObject({ ok: true, news: 2 });
	const here = await ben.team.openCycle(id);
	expect(titles({ cycle: here })).toEqual(['Later']);
});

test('[FILE-27] a wall comes along with the team file, also into a new team, and what was written in silence does not', async () => {
	const { ana, ben } = await apart();
	const workshops = await ana.cycle.workshops();
	const id = await workshops.prepare('kickoff', [
		{ kind: 'ideas', minutes: 8 },
		{ kind: 'reveal', minutes: 8 }
	]);
	const meeting = id && (await workshops.open(id));
	const [ideas, reveal] = meeting?.snapshot().agenda ?? [];
	if (!id || !meeting || !ideas || !reveal) throw new Error('It could not be prepared.');
	const finish = (text: string, stage: typeof ideas) => {
		const idea = meeting.beginIdea(stage.id, { text, isSigned: false });
		if (idea) meeting.finishIdea(idea);
	};
	finish('Nobody waits', ideas);
	meeting.goTo(ideas.id);
	meeting.reveal(ideas.id);
	await vi.waitUntil(() => meeting.snapshot().cards.length === 1);
	meeting.addCluster('Waiting', [meeting.snapshot().cards[0]!.id]);
	meeting.goTo(reveal.id);
	finish('canary in silence', reveal);
	await meeting.settle();
	const text = await saveTeamFile(ana.team, 0);
	const bytes = text
		.split('\n')
		.slice(1, -1)
		.map((line) => Buffer.from((JSON.parse(line) as { update: string }).update, 'base64url'));
	expect(bytes.some((one) => one.includes('Nobody waits'))).toBe(true);
	expect(bytes.some((one) => one.includes('canary'))).toBe(false);

	expect(await take(ben, text)).toMatchObject({ ok: true, refused: [] });
	const here = await (await ben.cycle.workshops()).open(id);
	expect(here?.snapshot()).toMatchObject({
		cards: [{ text: 'Nobody waits', clusterId: here?.snapshot().clusters[0]?.id }],
		clusters: [{ name: 'Waiting' }]
	});
	expect(await take(ben, text)).toMatchObject({ ok: true, news: 0, refused: [] });

	const anew = await createTeamFromFile(ben.device, text, 'Lighthouse 2');
	if (!anew.ok) throw new Error(anew.why);
	expect(anew.lost).toBe(0);
	await anew.team.joinAsNew({ name: 'Ben', colour: 1 });
	const cycle = await anew.team.openCycle(anew.team.snapshot().cycles[0]!.id);
	const again = await (await cycle.workshops()).open(id);
	expect(again?.snapshot().cards).toMatchObject([{ text: 'Nobody waits' }]);
	await anew.team.close();

	// One that no cycle knows of is a stranger's, and a broken one is counted; the rest comes in.
	const [head = '', ...lines] = text.trimEnd().split('\n');
	const wall = lines.find((line) => line.includes('.workshop.')) ?? '';
	const strange = writeTeamFile({ teamId: ana.team.teamId, name: 'x', now: 0 }, [
		{
			room: `${ana.team.teamId}.workshop.${'a'.repeat(16)}`,
			update: bytes[lines.indexOf(wall)] ?? new Uint8Array()
		}
	]);
	expect(await take(ben, strange)).toMatchObject({ ok: true, refused: ['no-cycle'] });
	const broken = [head, ...lines.map((line) => (line === wall ? line.slice(0, -9) : line))];
	expect(await take(ben, broken.join('\n'))).toMatchObject({ ok: true, broken: 1, refused: [] });
});

test('[FILE-20] a team file holds no link, no token and no key', async () => {
	const { relay, ana } = await apart();
	const text = await saveTeamFile(ana.team, 0);
	const entry = await ana.device.store.getTeam(ana.team.teamId);
	const { edit, view, admin } = ana.team.links(relay.origin);
	const secrets = [
		entry!.token,
		entry!.adminSeed!,
		...[edit, view, admin].map((link) => /\.([\w-]{43})\./.exec(link!)![1]!)
	];
	const documents = text
		.split('\n')
		.slice(1, -1)
		.map((line) => Buffer.from((JSON.parse(line) as { update: string }).update, 'base64url'));
	for (const secret of secrets) {
		expect(secret.length).toBe(43);
		expect(text).not.toContain(secret);
		for (const bytes of documents) expect(bytes.includes(secret)).toBe(false);
		for (const bytes of documents)
			expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
	}
});

test('[FILE-21] who does not know the team is told that a link is needed; a reader brings nothing in', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	await addObjective(ana, 'Guests come back');
	const reader = await joined(relay, ana.team.links(relay.origin).view, '');
	const text = await saveTeamFile(ana.team, 0);
	expect(await take(reader, text)).toEqual({ ok: false, why: 'reader', name: 'Lighthouse' });
	const stranger = await newDevice(relay);
	const open = createOpenTeams(stranger);
	expect(await takeTeamFile(stranger, open, text)).toEqual({
		ok: false,
		why: 'no-link',
		name: 'Lighthouse'
	});
	expect(await takeTeamFile(stranger, open, 'x')).toEqual({ ok: false, why: 'foreign' });
});

test('[FILE-15] a document with holes, of a later Cairn or of no cycle is refused, and the rest comes in', async () => {
	const { ana, ben } = await apart();
	await addObjective(ana, 'Crew stays');
	const documents = await collectDocuments(ana.team.documents);
	const [team, cycle] = documents as [(typeof documents)[0], (typeof documents)[0]];
	const holes = new Y.Doc();
	const seen: Uint8Array[] = [];
	holes.on('update', (update: Uint8Array) => seen.push(update));
	holes.getText('x').insert(0, 'one');
	holes.getText('x').insert(3, 'two');
	const later = new Y.Doc();
	later
		.getArray('e/meta')
		.push([{ k: 'kkkkkkkkkkkk', f: 'minReader', v: 99, by: '', n: 1, at: 0 }]);
	const text = writeTeamFile({ teamId: ana.team.teamId, name: 'Lighthouse', now: 0 }, [
		{ room: cycle.room, update: seen[1]! },
		{ room: cycle.room, update: Y.encodeStateAsUpdate(later) },
		{ room: `${ana.team.teamId}.cycle.nowhere`, update: cycle.update },
		cycle,
		team
	]);
	const taken = await take(ben, text);
	expect(taken).toMatchObject({ ok: true, news: 1, known: 1, broken: 0 });
	expect(taken.ok && taken.refused.toSorted()).toEqual(['incomplete', 'newer', 'no-cycle']);
	expect(titles(ben)).toEqual(['Guests come back', 'Crew stays']);
	expect(ben.cycle.addObjective()).not.toBeNull();
});

test('[FILE-22] a backup brings a new device everything, as one more device of the same person', async () => {
	const { relay, ana } = await apart();
	await addObjective(ana, 'Crew stays', 'Sick days');
	const keyResult = ana.cycle.snapshot().plan.objectives[1]!.keyResults[0]!.id;
	ana.cycle.text(keyResult, 'metric').edit([{ at: 9, del: 0, ins: ' a month' }]);
	await ana.device.store.putSetting('theme', 'dark');
	const old = openTeamsOf(ana);
	void old.open.enter(ana.team.teamId);
	const bytes = await saveBackup(old.device, old.open, 'four words on paper');
	for (const secret of [(await ana.device.store.getTeam(ana.team.teamId))!.token, 'Lighthouse'])
		expect(Buffer.from(bytes).includes(secret)).toBe(false);

	const device = await newDevice(relay);
	const open = createOpenTeams(device);
	expect(await restoreBackup(device, open, bytes, 'three words on paper')).toEqual({
		ok: false,
		why: 'passphrase'
	});
	expect(await device.store.listTeams()).toEqual([]);
	const restored = await restoreBackup(device, open, bytes, 'four words on paper');
	expect(restored).toEqual({ ok: true, teams: 1, broken: 0 });
	expect(await restoreBackup(device, open, bytes, 'four words on paper')).toEqual(restored);

	expect(device.identity.deviceId).not.toBe(ana.device.identity.deviceId);
	const team = (await open.enter(ana.team.teamId)) as OpenTeam;
	const cycle = await team.openCycle(ana.cycle.cycleId);
	expect(cycle.snapshot().plan).toEqual(ana.cycle.snapshot().plan);
	expect(cycle.snapshot().plan.objectives[1]?.keyResults[0]?.metric).toBe('Sick days a month');
	expect(team.me).toBe(ana.team.me);
	expect(team.links(relay.origin)).toEqual(ana.team.links(relay.origin));
	expect(await device.store.getSetting('theme')).toBe('dark');
	const me = team.snapshot().people.find(({ id }) => id === team.me);
	expect(me).toMatchObject({ name: 'Ana', devices: 2 });

	// Both devices go on, and the relay brings them together.
	expect(cycle.addObjective()).not.toBeNull();
	await addObjective(ana, 'Boats run on time');
	await relay.start();
	const now = { device, team, cycle };
	await agreeing(ana, now);
	expect(titles(now)).toHaveLength(4);
	expect(ana.team.snapshot().people.find(({ id }) => id === ana.team.me)?.devices).toBe(2);
	await team.close();
});

test('[FILE-22] on a device in use what is there stays, and only what is missing comes', async () => {
	const { ana, ben } = await apart();
	const { teamId } = ana.team;
	const bens = openTeamsOf(ben);
	void bens.open.enter(teamId);
	await addObjective(ana, 'Crew stays');
	const anas = openTeamsOf(ana);
	void anas.open.enter(teamId);
	const bytes = await saveBackup(anas.device, anas.open, 'four words on paper');
	const before = await ben.device.store.getTeam(teamId);
	expect(await restoreBackup(ben.device, bens.open, bytes, 'four words on paper')).toMatchObject({
		ok: true
	});
	const after = await ben.device.store.getTeam(teamId);
	expect(after).toMatchObject({ personId: before!.personId, token: before!.token, offered: null });
	expect(before!.adminSeed).toBeNull();
	expect(after!.adminSeed).not.toBeNull();
	expect(titles(ben)).toContain('Crew stays');
});

test('a backup of a device without teams is a backup too', async () => {
	const relay = await startRelay();
	const device = await newDevice(relay);
	const bytes = await saveBackup(device, createOpenTeams(device), 'x');
	const other = await newDevice(relay);
	expect(await restoreBackup(other, createOpenTeams(other), bytes, 'x')).toEqual({
		ok: true,
		teams: 0,
		broken: 0
	});
});
