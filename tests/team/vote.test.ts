import { expect, test, vi } from 'vitest';
import { unattendedMs } from '#lib/workshop/lease.ts';
import { tallyOf } from '#lib/workshop/ballot.ts';
import { chosenOf, dotTally } from '#lib/workshop/vote.ts';
import { joined, safe } from './people.ts';
import { allAlike, entered, kickoff, later, stageOf, within, write } from './workshopPeople.ts';

const self = (entry: string): string => entry;

test('[VOTE-8] two leads who open and close a vote apart hold one, a phone that was asleep opens late, and what is below the line is an idea once', async () => {
	const { relay, ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [typeof ana, typeof ana];
	for (const text of ['a dog', 'a garden', 'a boat']) write(ana, text);
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await allAlike(ana, ben, cleo);
	const vote = stageOf(ana, 'vote');
	const byText = (text: string) =>
		ana.workshop.snapshot().cards.find((card) => card.text === text)!.id;
	expect(ben.workshop.openRound(vote, 'dots', 5)).toBeNull();
	// Ben took the lead while the network was away, as far as he knows, and Ana has never heard of it.
	ana.workshop.present(null);
	const people = ana.team.snapshot().people.map(({ id }) => id);
	const isHere = (id: string) =>
		ben.workshop.attendance(people).people.some((one) => one.personId === id && one.isHere);
	await vi.waitUntil(() => !isHere(ana.team.me!), within);
	ben.workshop.lead();
	await relay.stop();
	later(ben, unattendedMs);
	ben.workshop.takeLead();
	const round = ana.workshop.openRound(vote, 'dots', 3)!;
	expect(ben.workshop.openRound(vote, 'dots', 4)).toBe(round);
	expect(ana.workshop.openRound(vote, 'dots', 3)).toBe(round);
	await relay.start();
	for (const one of [ana, ben, cleo]) one.team.retry();
	await allAlike(ana, ben, cleo);
	expect(cleo.workshop.snapshot().rounds).toMatchObject([{ id: round, dots: 4, closed: null }]);
	ben.workshop.passLead(ana.team.me!);
	await allAlike(ana, ben, cleo);
	expect(ana.workshop.lead()).toBe('lead');

	await ana.workshop.castBallot(round, { [byText('a dog')]: 2, [byText('a boat')]: 2 });
	await ben.workshop.castBallot(round, { [byText('a dog')]: 3 });
	await cleo.workshop.castBallot(round, { [byText('a garden')]: 4 });
	expect(cleo.workshop.ownBallot(round)).toMatchObject({ isLast: true });
	await allAlike(ana, ben, cleo);
	// Cleo's phone sleeps when the vote is closed.
	const id = ana.workshop.workshopId;
	await safe(cleo);
	await cleo.team.close();
	expect(ben.workshop.closeRound(round)).toBe(false);
	expect(ana.workshop.closeRound(round)).toBe(true);
	const tallies = () =>
		[ana, ben].map(({ workshop }) => dotTally(workshop.snapshot().rounds[0]!, self));
	await vi.waitFor(() => {
		for (const tally of tallies()) expect(tally.counted).toHaveLength(2);
	}, within);
	for (const tally of tallies()) expect(tally.waiting).toEqual([cleo.team.me]);
	expect(ana.workshop.countRound(round)).toBe(true);
	await allAlike(ana, ben);
	const { openTeam } = await import('#lib/team/team.ts');
	const team = await openTeam(cleo.device, cleo.team.teamId);
	const cycle = await team!.openCycle(cleo.cycle.cycleId);
	try {
		await vi.waitFor(() => {
			for (const tally of tallies()) expect(tally.late).toHaveLength(1);
		}, within);
		for (const tally of tallies()) expect(tally.counted).toHaveLength(2);
		const woken = await (await cycle.workshops()).open(id);
		expect(woken?.ownBallot(round)?.value).toEqual({ [byText('a garden')]: 4 });

		expect(ana.workshop.moveCut(round, [byText('a garden')])).toBe(true);
		await allAlike(ana, ben);
		expect(chosenOf(ben.workshop.snapshot())).toHaveLength(3);
		expect(ben.workshop.leaveOut(round, 'no')).toBe(false);
		for (let press = 0; press < 2; press++)
			expect(ana.workshop.leaveOut(round, 'fewer dots')).toBe(true);
		const asides = () =>
			ben.cycle
				.snapshot()
				.asides.map((item) =>
					item.kind === 'objective' ? [item.objective.title, item.aside.why] : []
				);
		await vi.waitFor(() => expect(asides()).toEqual([['a garden', 'fewer dots']]), within);
		await allAlike(ana, ben);
		const chosen = chosenOf(ben.workshop.snapshot()).map(({ name }) => name);
		expect(chosen).toEqual(['a dog', 'a boat']);
		// The line does not move under what was decided, until that is taken back.
		expect(ana.workshop.moveCut(round, [])).toBe(false);
		expect(ana.workshop.takeInAgain(round)).toBe(true);
		await vi.waitFor(() => expect(asides()).toEqual([]), within);
		expect(ana.workshop.moveCut(round, [byText('a boat')])).toBe(true);
		ana.workshop.leaveOut(round, 'fewer dots');
		await vi.waitFor(() => expect(asides()).toEqual([['a boat', 'fewer dots']]), within);
	} finally {
		await team!.close();
	}
});

test('[BALLOT-5] of two ballots that a person gave on two devices unheard of each other, one device alone says that its own counts', async () => {
	const { relay, ana } = await kickoff();
	const me = ana.team.me!;
	const link = ana.team.links(relay.origin).edit ?? '';
	const joining = joined(relay, link, 'Ana', undefined, (team) => team.joinAs(me));
	const tablet = await entered(await joining, ana.workshop.workshopId);
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots', 3)!;
	await allAlike(ana, tablet);
	await relay.stop();
	const option = 'a'.repeat(16);
	const ballots = [{ [option]: 1 }, { [option]: 2 }];
	await ana.workshop.castBallot(round, ballots[0]!);
	await tablet.workshop.castBallot(round, ballots[1]!);
	await relay.start();
	for (const one of [ana, tablet]) one.team.retry();
	await allAlike(ana, tablet);
	const counts = [ana, tablet].map(({ workshop }) => workshop.ownBallot(round)?.isLast);
	expect(counts.sort()).toEqual([false, true]);
	const last = [ana, tablet].find(({ workshop }) => workshop.ownBallot(round)?.isLast)!;
	ana.workshop.closeRound(round);
	const tally = () => tallyOf(round, ana.workshop.snapshot().rounds[0]!, () => true, self);
	await vi.waitFor(() => expect(tally().counted).toHaveLength(1), within);
	expect(tally().counted[0]?.value).toEqual(last.workshop.ownBallot(round)?.value);
});
