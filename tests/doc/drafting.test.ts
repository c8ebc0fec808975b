import { expect, test } from 'vitest';
import { readCycle } from '#lib/doc/cycle.ts';
import { draftObjective } from '#lib/doc/draftObjective.ts';
import { readEntities } from '#lib/doc/entity.ts';
import { textOf } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { addCluster, setCluster } from '#lib/doc/workshop/cards.ts';
import { giveCluster, makeGroups, setPlace } from '#lib/doc/workshop/groups.ts';
import { publishCards, withdrawCard } from '#lib/doc/workshop/publishCards.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import { type CardId, createId, type GroupId, type StageId } from '#lib/okr/ids.ts';
import { longestNote, mostNotes } from '#lib/okr/objective.ts';
import { peopleIn } from '#lib/workshop/groups.ts';
import { meet, objectiveId, type Replica, team } from './replicas.ts';
import { clusterId, prepared, workshopId } from './workshops.ts';

const groupId = (replica: Replica) => createId<GroupId>(replica.random(10));
const groupsIn = ({ doc }: Replica) =>
	readWorkshop(doc).groups.map(({ id, people, clusters }) => ({ id, people, clusters }));

function twoGroups() {
	const { ana, ben } = team('ana', 'ben');
	prepared(ana, 'objectives');
	const clusters = [clusterId(), clusterId()] as const;
	for (const id of clusters)
		addCluster(ana.doc, ana, readEntities(ana.doc).values(), { id, name: id, cards: [] });
	const [one, two] = [groupId(ana), groupId(ana)];
	makeGroups(ana.doc, ana, [
		{ id: one, people: ['ana', 'ben'], clusters: [clusters[0]] },
		{ id: two, people: ['cleo', 'dan'], clusters: [clusters[1]] }
	]);
	meet(ana, ben);
	return { ana, ben, one, two, clusters };
}

test('[DRAFT-2] whoever moves whom at once, everybody and every cluster has one place, alike everywhere', () => {
	const { ana, ben, one, two, clusters } = twoGroups();
	expect(groupsIn(ben)).toEqual([
		{ id: one, people: ['ana', 'ben'], clusters: [clusters[0]] },
		{ id: two, people: ['cleo', 'dan'], clusters: [clusters[1]] }
	]);
	setPlace(ana.doc, ana, 'ben', two);
	setPlace(ben.doc, ben, 'ben', null);
	setPlace(ben.doc, ben, 'eve', one);
	giveCluster(ana.doc, ana, clusters[0], two);
	giveCluster(ben.doc, ben, clusters[0], null);
	meet(ana, ben);
	expect(groupsIn(ana)).toEqual(groupsIn(ben));
	const people = groupsIn(ana).flatMap((group) => group.people);
	expect(new Set(people).size).toBe(people.length);
	expect(people).toContain('eve');
	const given = groupsIn(ana).flatMap((group) => group.clusters);
	expect(new Set(given).size).toBe(given.length);
});

test('[DRAFT-2] groups that are made anew take the place of the old ones, and what is gone is in none', () => {
	const { ana, ben, two, clusters } = twoGroups();
	const three = groupId(ana);
	makeGroups(ana.doc, ana, [{ id: three, people: ['ana', 'cleo'], clusters: [clusters[1]] }]);
	expect(groupsIn(ana)).toEqual([{ id: three, people: ['ana', 'cleo'], clusters: [clusters[1]] }]);
	expect(setPlace(ana.doc, ana, 'dan', two)).toBe(false);
	expect(giveCluster(ana.doc, ana, clusters[0], two)).toBe(false);
	setCluster(ana.doc, ana, clusters[1], { out: true });
	expect(groupsIn(ana)[0]?.clusters).toEqual([]);
	expect(giveCluster(ana.doc, ana, clusters[1], three)).toBe(false);
	meet(ana, ben);
	expect(groupsIn(ben)).toEqual(groupsIn(ana));
	// What strangers write where groups are written is no group.
	const entry = { k: 'z'.repeat(12), by: '', n: 99, at: 0 };
	ben.doc.getArray('e/workshop').push([{ ...entry, f: 'group:ana', v: { far: 'away' } }]);
	expect(groupsIn(ben)[0]?.people).toEqual(['ana', 'cleo']);
});

test('[DRAFT-3] an objective of a cluster keeps what its cards say and where it comes from, and is one step of undo', () => {
	const { ana, ben } = team('ana', 'ben');
	const id = objectiveId();
	const origin = { workshop: workshopId(), cluster: clusterId() };
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	const cards = ['Nobody waits', 'x'.repeat(longestNote + 1), ...Array<string>(99).fill('more')];
	expect(draftObjective(ana.doc, ana, { id, title: 'Waiting', origin, cards })).toBe(true);
	meet(ana, ben);
	const { plan, origins } = readCycle(ben.doc);
	expect(plan.objectives[0]).toMatchObject({ id, title: 'Waiting' });
	expect(plan.objectives[0]?.cards).toHaveLength(mostNotes);
	expect(plan.objectives[0]?.cards?.slice(0, 2)).toEqual(['Nobody waits', 'x'.repeat(longestNote)]);
	expect(origins.get(id)).toEqual(origin);
	expect(undo.undo()).toBe(true);
	expect(readCycle(ana.doc).plan.objectives).toEqual([]);
	expect(readCycle(ana.doc).origins.size).toBe(0);
});

test('[DRAFT-3] two who make the same objective at once have made it once, and taking it back takes no colleague’s words', () => {
	const { ana, ben } = team('ana', 'ben');
	const one = {
		...{ id: objectiveId(), title: 'Waiting', cards: ['Nobody waits'] },
		origin: { workshop: workshopId(), cluster: clusterId() }
	};
	const two = { ...one, id: objectiveId() };
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	draftObjective(ana.doc, ana, two);
	draftObjective(ana.doc, ana, one);
	expect(draftObjective(ben.doc, ben, one)).toBe(true);
	expect(draftObjective(ben.doc, ben, one)).toBe(false);
	meet(ana, ben);
	const titles = () => readCycle(ana.doc).plan.objectives.map(({ title }) => title);
	expect(titles()).toEqual(['Waiting', 'Waiting']);
	expect(readCycle(ben.doc).conflicts).toEqual([]);
	textOf(ben.doc, two.id, 'title').insert(7, ' is over');
	meet(ana, ben);
	// Ben made the one as well, and has written in the other.
	expect(undo.undo()).toBe(false);
	expect(titles().sort()).toEqual(['Waiting', 'Waiting is over']);
});

test('[DRAFT-2] a card that lies by itself has its place like a cluster, until it is withdrawn', () => {
	const { ana, one, two, clusters } = twoGroups();
	const id = createId<CardId>(ana.random(10));
	const stageId = createId<StageId>(ana.random(10));
	publishCards(ana.doc, [{ id, k: 'k'.repeat(12), stageId, text: 'a dog', by: '', isLate: false }]);
	expect(giveCluster(ana.doc, ana, id, one)).toBe(true);
	expect(groupsIn(ana)[0]?.clusters).toEqual([clusters[0], id]);
	withdrawCard(ana.doc, id, 'k'.repeat(12));
	expect(groupsIn(ana)[0]?.clusters).toEqual([clusters[0]]);
	expect(giveCluster(ana.doc, ana, id, two)).toBe(false);
});

test('[DRAFT-2] of two who make groups apart those of one stand, and everybody has a place in them', () => {
	const { ana, ben, clusters } = twoGroups();
	const people = ['ana', 'ben', 'cleo', 'dan'];
	for (const one of [ana, ben])
		makeGroups(one.doc, one, [
			{ id: groupId(one), people: people.slice(0, 2), clusters: [clusters[0]] },
			{ id: groupId(one), people: people.slice(2), clusters: [clusters[1]] }
		]);
	const made = [groupsIn(ana), groupsIn(ben)];
	meet(ana, ben);
	expect(made).toContainEqual(groupsIn(ana));
	expect(groupsIn(ben)).toEqual(groupsIn(ana));
});

test('[DRAFT-2] somebody of two entries in two groups counts in the one chosen last, whoever chose it and wherever', () => {
	const { ana, ben, one, two } = twoGroups();
	const me = (entry: string) => (entry === 'cleo' ? 'ana' : entry);
	const homes = ({ doc }: Replica) => [...peopleIn(readWorkshop(doc).groups, me)];
	setPlace(ben.doc, ben, 'ana', one);
	meet(ana, ben);
	expect(homes(ana)).toEqual([
		[one, ['ana', 'ben']],
		[two, ['dan']]
	]);
	setPlace(ana.doc, ana, 'cleo', two);
	meet(ana, ben);
	for (const replica of [ana, ben])
		expect(homes(replica)).toEqual([
			[one, ['ben']],
			[two, ['ana', 'dan']]
		]);
	// Taken out of that group, they are where their other entry still is.
	setPlace(ben.doc, ben, 'cleo', null);
	meet(ana, ben);
	expect(homes(ana)[0]).toEqual([one, ['ana', 'ben']]);
});
