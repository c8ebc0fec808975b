import { expect, test, vi } from 'vitest';
import { allAlike, kickoff, stageOf, within, write } from './workshopPeople.ts';

test('[DRAFT-3] a group makes an objective of a cluster in the plan itself, which everybody has at once', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others;
	if (!ben || !cleo) throw new Error('Both are there.');
	await vi.waitUntil(() => ana.workshop.attendance([]).people.length === 3, within);
	const people = ana.workshop.attendance([]).people.map(({ personId }) => personId);
	write(ana, 'Nobody waits');
	ana.workshop.goTo(stageOf(ana, 'ideas'));
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitUntil(() => ana.workshop.snapshot().cards.length === 1, within);
	const [card] = ana.workshop.snapshot().cards;
	const cluster = ana.workshop.addCluster('Waiting', card ? [card.id] : []);
	if (!cluster) throw new Error('It was not grouped.');
	await allAlike(ana, ben, cleo);
	// Groups are made by whoever leads, and changed by anybody.
	expect(ben.workshop.makeGroups(3, people, [cluster])).toBe(false);
	expect(ana.workshop.makeGroups(3, [], [cluster])).toBe(false);
	expect(ana.workshop.makeGroups(3, people, [cluster])).toBe(true);
	await allAlike(ana, ben, cleo);
	const [group] = ben.workshop.snapshot().groups;
	expect(group?.people.toSorted()).toEqual(people.toSorted());
	expect(group?.clusters).toEqual([cluster]);
	expect(cleo.workshop.setPlace(people[0] ?? '', null)).toBe(true);

	const id = ben.workshop.draftObjective(cluster);
	if (!id) throw new Error('It was not made.');
	await vi.waitUntil(() => cleo.cycle.snapshot().plan.objectives.length === 1, within);
	expect(cleo.cycle.snapshot().plan.objectives[0]).toMatchObject({
		...{ id, title: 'Waiting', cards: ['Nobody waits'] }
	});
	// It is a step of the plan's own undo.
	expect(ben.cycle.undo()).toBe(true);
	await vi.waitUntil(() => cleo.cycle.snapshot().plan.objectives.length === 0, within);
	// A card that lies by itself does as well as a cluster, and one can be made after another.
	write(ana, 'A dog');
	const alone = ana.workshop.snapshot().cards.find(({ text }) => text === 'A dog')?.id;
	if (!alone) throw new Error('It is not on the wall.');
	const [first, second] = [ana.workshop.draftObjective(alone), ana.workshop.draftObjective(alone)];
	expect(ana.cycle.snapshot().plan.objectives).toMatchObject([
		{ id: first, title: 'A dog' },
		{ id: second, title: 'A dog' }
	]);
	expect(ana.cycle.snapshot().origins.get(first!)?.cluster).toBe(alone);
	ana.workshop.end({ people: 3, team: 3 });
	await vi.waitUntil(() => ben.workshop.snapshot().endedAt !== null, within);
	expect(ben.workshop.draftObjective(cluster)).toBeNull();
	expect(ben.workshop.setPlace(people[0] ?? '', null)).toBe(false);
});
