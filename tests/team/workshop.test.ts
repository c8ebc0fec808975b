import { expect, test, vi } from 'vitest';
import type { CardId } from '#lib/okr/ids.ts';
import { unattendedMs } from '#lib/workshop/lease.ts';
import { timeLeft } from '#lib/workshop/timer.ts';
import { founder, joined, newDevice, safe, startRelay } from './people.ts';
import {
	allAlike,
	entered,
	kickoff,
	later,
	type Participant,
	show,
	stage,
	stageOf,
	wall,
	within,
	write
} from './workshopPeople.ts';

test('[WALL-5] what people wrote in silence comes onto the wall with the reveal, signed or not, and half-typed ideas stay', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [typeof ana, typeof ana];
	ana.workshop.next();
	ana.workshop.next();
	await vi.waitUntil(() => stage(cleo) === 'ideas', within);
	write(ana, 'fewer meetings');
	write(ben, '  more light  ', true);
	write(cleo, 'a quiet room');
	cleo.workshop.beginIdea(stageOf(cleo, 'ideas'), { text: 'half a th', isSigned: true });
	ben.workshop.setReady(true);
	await allAlike(ana, ben, cleo);
	const people = ana.team.snapshot().people.map(({ id }) => id);
	// All that is known of anybody's ideas is how many there are.
	const before = ana.workshop.attendance(people);
	expect([before.ideas, before.people.length, before.ready]).toEqual([3, 3, 1]);
	expect(wall(ana)).toEqual([]);
	expect(ben.workshop.reveal(stageOf(ben, 'ideas'))).toBe(false);
	expect(ana.workshop.reveal(stageOf(ana, 'ideas'))).toBe(true);
	await vi.waitFor(() => expect(wall(ben)).toHaveLength(3), within);
	await allAlike(ana, ben, cleo);
	expect(wall(cleo)).toEqual(['a quiet room', 'fewer meetings', 'more light']);
	const { cards } = ana.workshop.snapshot();
	expect(cards.map(({ text, by, isLate }) => [text, by, isLate]).sort()).toEqual([
		['a quiet room', '', false],
		['fewer meetings', '', false],
		['more light', ben.team.me, false]
	]);
	expect(cleo.workshop.ideas().map(({ text, state }) => [text, state])).toEqual([
		['a quiet room', 'published'],
		['half a th', 'typing']
	]);
	// Cleo finishes it after all: it comes at once, and is marked.
	const half = cleo.workshop.ideas()[1]!.id;
	cleo.workshop.changeIdea(half, { text: 'half a thought more' });
	cleo.workshop.finishIdea(half);
	await vi.waitFor(() => expect(wall(ana)).toContain('half a thought more'), within);
	const late = ana.workshop.snapshot().cards.find(({ text }) => text.startsWith('half'));
	expect(late).toMatchObject({ by: cleo.team.me, isLate: true });
	// An author takes their own card off the wall, and nobody else's.
	const quiet = cleo.workshop.snapshot().cards.find(({ text }) => text === 'a quiet room')!.id;
	expect(ben.workshop.withdraw(quiet)).toBe(false);
	expect(cleo.workshop.withdraw(quiet)).toBe(true);
	await vi.waitFor(() => expect(wall(ben)).not.toContain('a quiet room'), within);
});

test('[WALL-6] a device that was away during the reveal publishes when it comes back, marked, and once', async () => {
	const { relay, ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	ana.workshop.next();
	ana.workshop.next();
	await vi.waitUntil(() => stage(ben) === 'ideas', within);
	write(ana, 'from ana');
	write(ben, 'from the train');
	await ben.workshop.settle();
	const id = ana.workshop.workshopId;
	await safe(ana, ben);
	await ben.team.close();
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitFor(() => expect(wall(ana)).toEqual(['from ana']), within);
	await safe(ana);
	// Long afterwards, as the relay's clock tells.
	await relay.stop();
	await relay.start();
	vi.spyOn(Date, 'now').mockImplementation(
		() => performance.timeOrigin + performance.now() + 3_600_000
	);
	const { openTeam } = await import('#lib/team/team.ts');
	const team = await openTeam(ben.device, ben.team.teamId);
	const cycle = await team!.openCycle(ben.cycle.cycleId);
	try {
		// Nobody opens the workshop on that device: what it owes is published all the same.
		await vi.waitFor(() => expect(wall(ana)).toEqual(['from ana', 'from the train']), within);
		const late = ana.workshop.snapshot().cards.map(({ text, isLate }) => [text, isLate]);
		expect(late.sort()).toEqual([
			['from ana', false],
			['from the train', true]
		]);
		const again = await (await cycle.workshops()).open(id);
		expect(again?.ideas().map(({ state }) => state)).toEqual(['published']);
	} finally {
		vi.restoreAllMocks();
		await team!.close();
	}
});

test('[WORKSHOP-1] two press "next" at once while the network is away, and all stand one stage further when it is back', async () => {
	const { relay, ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	ana.workshop.next();
	await vi.waitUntil(() => stage(ben) === 'join', within);
	// Ana has closed her laptop for a while, and the network is gone: Ben takes the lead, as far as he knows.
	ana.workshop.present(null);
	const people = ana.team.snapshot().people.map(({ id }) => id);
	await vi.waitUntil(() => {
		const shown = ben.workshop.attendance(people).people;
		return shown.some(({ personId, isHere }) => personId === ana.team.me && !isHere);
	}, within);
	ben.workshop.lead();
	await relay.stop();
	later(ben, unattendedMs);
	expect(ben.workshop.takeLead()).toBe(true);
	expect(ana.workshop.next()).toBe(true);
	expect(ben.workshop.next()).toBe(true);
	await relay.start();
	ana.team.retry();
	ben.team.retry();
	await allAlike(ana, ben);
	expect([stage(ana), stage(ben)]).toEqual(['ideas', 'ideas']);
	expect(ana.workshop.snapshot().standing.heads).toHaveLength(1);
});

test('[WORKSHOP-6] when whoever leads is gone for good, another takes the lead by a tap, and it is offered back', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	await vi.waitUntil(() => ben.workshop.lead() === 'ask', within);
	expect(ben.workshop.takeLead()).toBe(false);
	expect(ben.workshop.next()).toBe(false);
	expect(ben.workshop.askForLead()).toBe(true);
	const people = ana.team.snapshot().people.map(({ id }) => id);
	await vi.waitFor(() => {
		const { people: shown } = ana.workshop.attendance(people);
		expect(shown.filter(({ isAsking }) => isAsking).map(({ personId }) => personId)).toEqual([
			ben.team.me
		]);
	}, within);
	// Ana's page goes away.
	ana.workshop.present(null);
	await vi.waitUntil(() => {
		const mine = ben.workshop.attendance(people).people;
		return mine.some(({ personId, isHere }) => personId === ana.team.me && !isHere);
	}, within);
	expect(ben.workshop.lead()).toBe('ask');
	later(ben, unattendedMs);
	expect(ben.workshop.lead()).toBe('take');
	expect(ben.workshop.takeLead()).toBe(true);
	expect(ben.workshop.next()).toBe(true);
	await vi.waitFor(() => expect(ana.workshop.lead()).toBe('back'), within);
	expect(ana.workshop.next()).toBe(false);
	show(ana);
	expect(ana.workshop.takeLead()).toBe(true);
	await vi.waitFor(() => expect(ben.workshop.lead()).toBe('ask'), within);
	expect(ana.workshop.snapshot().lease).toEqual({ holder: ana.team.me, takenFrom: null });
});

test('[WORKSHOP-5] a timer reads alike on a device whose clock is ten minutes wrong', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const id = await (await ana.cycle.workshops()).prepare('kickoff', [{ kind: 'join', minutes: 5 }]);
	const leader = await entered(ana, id!);
	const device = await newDevice(relay, 600_000);
	const link = ana.team.links(relay.origin).edit ?? '';
	const ben = await entered(await joined(relay, link, 'Ben', device), id!);
	await vi.waitUntil(() => leader.workshop.clock().isMeasured, within);
	leader.workshop.next();
	await vi.waitFor(() => expect(ben.workshop.snapshot().timer).not.toBeNull(), within);
	await vi.waitUntil(() => ben.workshop.clock().isMeasured, within);
	const left = ({ workshop }: typeof ben) => timeLeft(workshop.snapshot().timer!, workshop.clock());
	expect(Math.abs(left(ben).ms - left(leader).ms)).toBeLessThan(1500);
	expect(left(ben)).toMatchObject({ isRough: false, isRunning: true });
	expect(left(ben).ms).toBeGreaterThan(4 * 60_000);
});

test('[WORKSHOP-11] a cycle says which workshop runs, and what came of it once it has ended', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	const entry = async () => (await ben.cycle.workshops()).list()[0];
	expect((await entry())?.phase).toBe('prepared');
	for (let count = 0; count < 3; count++) ana.workshop.next();
	write(ana, 'less waste');
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	const card = ana.workshop.snapshot().cards[0]!.id;
	ana.workshop.addCluster('Waste', [card]);
	await vi.waitFor(async () => expect((await entry())?.phase).toBe('running'), within);
	expect(ben.workshop.end({ people: 2, team: 2 })).toBe(false);
	expect(ana.workshop.end({ people: 2, team: 2 })).toBe(true);
	await vi.waitFor(async () => expect((await entry())?.phase).toBe('ended'), within);
	expect((await entry())?.outcome).toMatchObject({ people: 2, cards: 1, clusters: ['Waste'] });
	// Nothing goes on after the end.
	expect(ana.workshop.next()).toBe(false);
	await vi.waitFor(() => expect(ben.workshop.snapshot().endedAt).not.toBeNull(), within);
	expect(ben.workshop.beginIdea(stageOf(ben, 'ideas'), { text: 'x', isSigned: false })).toBeNull();
});

test('[BALLOT-7] sealed votes are cast, closed and opened by each device of its own, and a late one is shown and not counted', async () => {
	const { tallyOf } = await import('#lib/workshop/ballot.ts');
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [typeof ana, typeof ana];
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	for (const { workshop } of [ben, cleo])
		await vi.waitUntil(() => workshop.snapshot().rounds.length > 0, within);
	expect(await ana.workshop.castBallot(round, 1)).toBe(true);
	expect(await ana.workshop.castBallot(round, 3)).toBe(true);
	expect(await ben.workshop.castBallot(round, 5)).toBe(true);
	await allAlike(ana, ben, cleo);
	const openings = () => ana.workshop.snapshot().rounds[0]!.openings;
	expect(openings()).toEqual([]);
	ana.workshop.closeRound(round);
	await vi.waitFor(() => expect(openings()).toHaveLength(2), within);
	await allAlike(ana, ben, cleo);
	expect(await cleo.workshop.castBallot(round, 2)).toBe(false);
	const isVote = (value: unknown) => typeof value === 'number';
	const self = (entry: string) => entry;
	const tallies = [ana, ben, cleo].map(({ workshop }) =>
		tallyOf(round, workshop.snapshot().rounds[0]!, isVote, self)
	);
	expect(tallies[0]?.counted.map(({ value }) => value).sort()).toEqual([3, 5]);
	for (const tally of tallies) expect(tally).toEqual(tallies[0]);
});

test('[WORKSHOP-13] a reader is told that there is a workshop and is sent nothing of it', async () => {
	const { relay, ana } = await kickoff();
	const view = ana.team.links(relay.origin).view ?? '';
	const reader = await joined(relay, view, 'Rea');
	const workshops = await reader.cycle.workshops();
	await vi.waitUntil(() => workshops.list().length === 1, within);
	expect(await workshops.open(ana.workshop.workshopId)).toBeNull();
	expect(await workshops.prepare('kickoff', [])).toBeNull();
});

test('[DEVICE-3] what was forgotten with a team takes its ideas along', async () => {
	const { ana } = await kickoff();
	ana.workshop.next();
	ana.workshop.next();
	write(ana, 'to be forgotten');
	await ana.workshop.settle();
	await ana.team.forget();
	expect(JSON.stringify(await ana.device.store.dump())).not.toContain('forgotten');
});

test('[WALL-6] a device that was there is not late, also where nobody knows the time of the relay', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('It is not answered.')));
	try {
		const { ana, others } = await kickoff('Ben');
		const [ben] = others as [typeof ana];
		for (let count = 0; count < 2; count++) ana.workshop.next();
		await vi.waitUntil(() => stage(ben) === 'ideas', within);
		write(ben, 'from the room');
		await safe(ana, ben);
		expect(ben.workshop.clock().isMeasured).toBe(false);
		ana.workshop.reveal(stageOf(ana, 'ideas'));
		await vi.waitFor(() => expect(wall(ana)).toEqual(['from the room']), within);
		expect(ana.workshop.snapshot().cards[0]?.isLate).toBe(false);
	} finally {
		vi.unstubAllGlobals();
		vi.stubGlobal('BroadcastChannel', undefined);
	}
});

test('[WALL-10] a grouping is taken back as one step, and what a colleague laid anew stays', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	ana.workshop.next();
	ana.workshop.next();
	await vi.waitUntil(() => stage(ben) === 'ideas', within);
	for (const text of ['one', 'two', 'three', 'four']) write(ana, text);
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitFor(() => expect(wall(ben)).toHaveLength(4), within);
	const idOf = (text: string) =>
		ana.workshop.snapshot().cards.find((card) => card.text === text)!.id;
	const [one, two, three] = ['one', 'two', 'three'].map(idOf) as [CardId, CardId, CardId];
	const homeOf = (who: Participant, id: CardId) =>
		who.workshop.snapshot().cards.find((card) => card.id === id)?.clusterId ?? null;
	expect(ana.workshop.canUndoGrouping()).toBe(false);

	// A pair is one step.
	const pair = ana.workshop.addCluster('', [one, two])!;
	await allAlike(ana, ben);
	expect(homeOf(ben, two)).toBe(pair);
	expect(ben.workshop.canUndoGrouping()).toBe(false);
	expect(ben.workshop.undoGrouping()).toBe(false);
	expect(ana.workshop.undoGrouping()).toBe(true);
	await allAlike(ana, ben);
	expect(ben.workshop.snapshot().clusters).toEqual([]);
	expect([homeOf(ben, one), homeOf(ben, two)]).toEqual([null, null]);
	expect(ana.workshop.undoGrouping()).toBe(false);

	// Ben lays one of them elsewhere and back: it is his now.
	const birds = ana.workshop.addCluster('', [one])!;
	ana.workshop.groupAll([two, three], birds);
	await allAlike(ana, ben);
	ben.workshop.group(three, null);
	ben.workshop.group(three, birds);
	await allAlike(ana, ben);
	expect(ana.workshop.undoGrouping()).toBe(true);
	expect([homeOf(ana, two), homeOf(ana, three)]).toEqual([null, birds]);
	// The group has his card in it, and stays.
	expect(ana.workshop.undoGrouping()).toBe(true);
	expect(homeOf(ana, one)).toBe(null);
	expect(ana.workshop.snapshot().clusters.map(({ id }) => id)).toEqual([birds]);
	// A step of which nothing stands is passed over.
	ana.workshop.group(one, birds);
	ana.workshop.group(two, birds);
	await allAlike(ana, ben);
	ben.workshop.group(two, null);
	await allAlike(ana, ben);
	expect(ana.workshop.undoGrouping()).toBe(true);
	expect([homeOf(ana, one), homeOf(ana, two)]).toEqual([null, null]);
	await allAlike(ana, ben);
	expect(homeOf(ben, one)).toBe(null);

	// What is not wanted as a suggestion is known to this device alone, and goes with the team.
	await ana.workshop.dismissAlike('a b');
	expect(await ana.workshop.notAlike()).toEqual(['a b']);
	expect(await ben.workshop.notAlike()).toEqual([]);
});

test('[WALL-10] a card that is gone keeps the others from no group, and nothing is taken back once the workshop has ended', async () => {
	const { ana } = await kickoff();
	ana.workshop.next();
	ana.workshop.next();
	for (const text of ['one', 'two', 'three']) write(ana, text);
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitFor(() => expect(wall(ana)).toHaveLength(3), within);
	const [one, two, three] = ana.workshop.snapshot().cards.map(({ id }) => id) as [
		CardId,
		CardId,
		CardId
	];
	const grouped = () =>
		ana.workshop.snapshot().cards.flatMap(({ id, clusterId }) => (clusterId ? [id] : []));
	const birds = ana.workshop.addCluster('birds', [])!;
	expect(ana.workshop.withdraw(two)).toBe(true);
	expect(ana.workshop.groupAll([two], birds)).toBe(false);
	expect(ana.workshop.groupAll([one, two, three], birds)).toBe(true);
	expect(grouped()).toEqual([one, three]);
	expect(ana.workshop.undoGrouping()).toBe(true);
	expect(grouped()).toEqual([]);

	ana.workshop.group(one, birds);
	expect(ana.workshop.canUndoGrouping()).toBe(true);
	expect(ana.workshop.end({ people: 1, team: 1 })).toBe(true);
	expect(ana.workshop.canUndoGrouping()).toBe(false);
	expect(ana.workshop.undoGrouping()).toBe(false);
	expect(grouped()).toEqual([one]);
});
