import { expect, test, vi } from 'vitest';
import { confidenceTally, spreadOf } from '#lib/workshop/confidence.ts';
import { joined } from './people.ts';
import { allAlike, kickoff, stageOf, within } from './workshopPeople.ts';

const self = (entry: string): string => entry;

test('[STOP-1, STOP-2] what somebody stops is before everybody at once, taken back by nobody else, and in the cycle when the workshop has ended, for readers too', async () => {
	const { relay, ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	const stop = ana.workshop.addStage({ kind: 'stop', minutes: 5 }, null)!;
	await vi.waitUntil(() => ben.workshop.snapshot().agenda.some(({ id }) => id === stop), within);
	const said = ben.workshop.beginIdea(stop, { text: 'the weekly report', isSigned: true })!;
	await allAlike(ana, ben);
	// Half a thought stays on its device.
	expect(ana.workshop.snapshot().stops).toEqual([]);
	ben.workshop.finishIdea(said);
	const stops = () => ana.workshop.snapshot().stops;
	await vi.waitFor(() => expect(stops()).toHaveLength(1), within);
	expect(stops()[0]).toMatchObject({ text: 'the weekly report', by: ben.team.me, isLate: false });
	expect(ana.workshop.snapshot().cards).toEqual([]);
	expect(ana.workshop.withdraw(said)).toBe(false);
	const second = ana.workshop.beginIdea(stop, { text: 'the newsletter', isSigned: true })!;
	ana.workshop.finishIdea(second);
	expect(ana.workshop.withdraw(second)).toBe(true);
	// Ideas that are still silent stay silent.
	const idea = ben.workshop.beginIdea(stageOf(ben, 'ideas'), { text: 'hush', isSigned: false })!;
	ben.workshop.finishIdea(idea);
	await allAlike(ana, ben);
	expect(ana.workshop.snapshot().cards).toEqual([]);

	ana.workshop.next();
	expect(ana.workshop.end({ people: 2, team: 2 })).toBe(true);
	const reader = await joined(relay, ana.team.links(relay.origin).view ?? '', 'Rea');
	const workshops = await reader.cycle.workshops();
	await vi.waitFor(
		() => expect(workshops.list()[0]?.outcome?.stops).toEqual(['the weekly report']),
		within
	);
	expect(workshops.list()[0]?.outcome).toMatchObject({ vote: null, agreed: null, cards: 0 });
});

test('[CONFIDENCE-3] confidence is said for each key result in one sealed ballot, and its spread is the same on every device', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [typeof ana, typeof ana];
	const objective = ana.cycle.addObjective()!;
	const near = ana.cycle.addKeyResult(objective)!;
	const wide = ana.cycle.addKeyResult(objective)!;
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'confidence')!;
	await allAlike(ana, ben, cleo);
	await ana.workshop.castBallot(round, { [near]: 3, [wide]: 1 });
	await ben.workshop.castBallot(round, { [near]: 3, [wide]: 5 });
	// Cleo cannot judge one of them.
	await cleo.workshop.castBallot(round, { [near]: 2 });
	await allAlike(ana, ben, cleo);
	ana.workshop.closeRound(round);
	const all = [ana, ben, cleo];
	const spreads = () =>
		all.map(({ workshop }) => {
			const tally = confidenceTally(workshop.snapshot().rounds[0]!, self);
			const { keyResults } = ana.cycle.snapshot().plan.objectives[0]!;
			return [tally.counted.length, spreadOf(tally, keyResults)];
		});
	const expected = [
		3,
		[
			{ keyResultId: wide, levels: [1, 5], mean: 3, ask: null },
			{ keyResultId: near, levels: [2, 3, 3], mean: 8 / 3, ask: 'too-far' }
		]
	];
	await vi.waitFor(() => expect(spreads()).toEqual([expected, expected, expected]), within);
});
