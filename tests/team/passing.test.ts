import { expect, test, vi } from 'vitest';
import { tallyOf } from '#lib/workshop/ballot.ts';
import { openTeam } from '#lib/team/team.ts';
import { joined, safe } from './people.ts';
import {
	allAlike,
	entered,
	kickoff,
	type Participant,
	stage,
	stageOf,
	wall,
	within,
	write
} from './workshopPeople.ts';

const peopleOf = ({ team }: Participant) => team.snapshot().people.map(({ id }) => id);

test('[PASS-1, PASS-2] what is written on a device that was passed on is its author’s, unseen by the other one, and says on whose device where it is signed', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	ana.workshop.next();
	ana.workshop.next();
	await vi.waitUntil(() => stage(ben) === 'ideas', within);
	write(ana, 'from Ana');
	const half = ana.workshop.beginIdea(stageOf(ana, 'ideas'), { text: 'half', isSigned: false });
	const dora = ana.team.addPerson({ name: 'Dora', colour: 4 })!;
	await ana.workshop.passTo(dora);
	expect(ana.workshop.guest()).toBe(dora);
	expect(ana.workshop.ideas()).toEqual([]);
	// Nothing of Ana's can be touched, and the lead is not passed along.
	expect(ana.workshop.dropIdea(half!)).toBe(false);
	expect(ana.workshop.finishIdea(half!)).toBe(false);
	expect(ana.workshop.lead()).not.toBe('lead');
	expect(ana.workshop.next()).toBe(false);
	write(ana, 'from Dora, signed', true);
	write(ana, 'from Dora, unsigned');
	ana.workshop.setReady(true);
	expect(ana.workshop.ideas().map(({ text }) => text)).toEqual([
		'from Dora, signed',
		'from Dora, unsigned'
	]);
	await ana.workshop.passTo(null);
	expect(ana.workshop.ideas().map(({ text }) => text)).toEqual(['from Ana', 'half']);
	expect(ana.workshop.lead()).toBe('lead');
	await allAlike(ana, ben);

	// Counted as people, on whatever device they wrote.
	const attendance = ben.workshop.attendance(peopleOf(ben));
	const of = (id: string) => attendance.people.find(({ personId }) => personId === id);
	expect(attendance.people).toHaveLength(3);
	expect(of(dora)).toMatchObject({ ideas: 2, isReady: true, isHere: true, via: ana.team.me });
	expect(of(ana.team.me!)).toMatchObject({ ideas: 1, isReady: false });
	expect(of(ana.team.me!)?.via).toBeUndefined();
	// Back with Ana, her count stays hers.
	write(ana, 'another of Ana');
	await allAlike(ana, ben);
	expect(ben.workshop.attendance(peopleOf(ben)).ideas).toBe(4);

	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitFor(() => expect(wall(ben)).toHaveLength(4), within);
	const cards = ben.workshop.snapshot().cards;
	const card = (text: string) => cards.find((one) => one.text === text);
	expect(card('from Dora, signed')).toMatchObject({ by: dora, via: ana.team.me });
	for (const text of ['from Dora, unsigned', 'from Ana'])
		expect([card(text)?.by, card(text)?.via]).toEqual(['', undefined]);
});

test('[PASS-2] a page that is loaded anew is still in the hands it was in', async () => {
	const { ana } = await kickoff();
	ana.workshop.next();
	ana.workshop.next();
	write(ana, 'from Ana');
	const dora = ana.team.addPerson({ name: 'Dora', colour: 4 })!;
	await ana.workshop.passTo(dora);
	write(ana, 'from Dora');
	await ana.workshop.settle();
	await safe(ana);
	const { workshopId } = ana.workshop;
	const { cycleId } = ana.cycle;
	await ana.team.close();
	const team = (await openTeam(ana.device, ana.team.teamId))!;
	const cycle = await team.openCycle(cycleId);
	const workshops = await cycle.workshops();
	await vi.waitUntil(() => workshops.list().length > 0, within);
	const workshop = (await workshops.open(workshopId))!;
	expect(workshop.guest()).toBe(dora);
	expect(workshop.ideas().map(({ text }) => text)).toEqual(['from Dora']);
	await workshop.passTo(null);
	expect(workshop.ideas().map(({ text }) => text)).toEqual(['from Ana']);
	await team.close();
});

test('[PASS-3, PASS-4] ballots of two persons on one device both count, once each, also when one of them votes again on their own', async () => {
	const { relay, ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	const dora = ana.team.addPerson({ name: 'Dora', colour: 4 })!;
	const eve = ana.team.addPerson({ name: 'Eve', colour: 5 })!;
	ana.workshop.next();
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	await ana.workshop.castBallot(round, { ana: 1 });
	for (const [person, vote] of [
		[dora, { dora: 1 }],
		[eve, { eve: 1 }]
	] as const) {
		await ana.workshop.passTo(person);
		// The ballot of whoever had it before is not theirs to see.
		expect(ana.workshop.ownBallot(round)).toBeNull();
		expect(await ana.workshop.castBallot(round, vote)).toBe(true);
	}
	await ana.workshop.passTo(null);
	expect(ana.workshop.ownBallot(round)?.value).toEqual({ ana: 1 });
	await allAlike(ana, ben);

	// Dora has found a device, says that she is here already, and votes anew.
	const link = ana.team.links(relay.origin).edit ?? '';
	const joining = joined(relay, link, 'Dora', undefined, (team) => team.joinAs(dora));
	const own = await entered(await joining, ana.workshop.workshopId);
	await vi.waitUntil(() => own.workshop.snapshot().rounds.length > 0, within);
	expect(own.team.me).toBe(dora);
	await own.workshop.castBallot(round, { dora: 2 });
	await allAlike(ana, ben, own);
	const here = ben.workshop.attendance(peopleOf(ben)).people;
	expect(here.map(({ personId }) => personId).sort()).toEqual(
		[ana.team.me, ben.team.me, dora, eve].sort()
	);
	expect(here.find(({ personId }) => personId === dora)).toMatchObject({ isHere: true });
	expect(here.find(({ personId }) => personId === dora)?.via).toBeUndefined();

	ana.workshop.closeRound(round);
	const tally = () => {
		const [found] = ben.workshop.snapshot().rounds;
		return tallyOf(
			round,
			found!,
			() => true,
			(entry) => entry
		);
	};
	await vi.waitFor(() => expect(tally().counted).toHaveLength(3), within);
	const votes = new Map(tally().counted.map(({ personId, value }) => [personId, value]));
	expect(votes.get(ana.team.me!)).toEqual({ ana: 1 });
	expect(votes.get(dora)).toEqual({ dora: 2 });
	expect(votes.get(eve)).toEqual({ eve: 1 });
	expect([tally().invalid, tally().late, tally().unopened, tally().waiting]).toEqual([
		[],
		[],
		[],
		[]
	]);
});
