import { expect, test, vi } from 'vitest';
import { beforeReveal } from '#lib/workshop/attendance.ts';
import { tallyOf } from '#lib/workshop/ballot.ts';
import { wallOf } from '#lib/workshop/card.ts';
import { unattendedMs } from '#lib/workshop/lease.ts';
import { openTeam } from '#lib/team/team.ts';
import {
	cycleDays,
	founder,
	joined,
	newDevice,
	safe,
	startRelay,
	type TestRelay
} from './people.ts';
import {
	allAlike,
	entered,
	kickoff,
	later,
	type Participant,
	stage,
	stageOf,
	wall,
	within,
	write
} from './workshopPeople.ts';

/* What a meeting meets: people who go, taps at once, clocks that are wrong, phones that sleep, too many ideas and none. */

/** Their device is off: nobody hears of it until it wakes. */
async function sleep(who: Participant): Promise<void> {
	await who.workshop.settle();
	await safe(who);
	await who.team.close();
}

async function wake({ device, team, cycle, workshop }: Participant): Promise<Participant> {
	const again = await openTeam(device, team.teamId);
	if (!again) throw new Error('The team is not in the catalogue.');
	const opened = await again.openCycle(cycle.cycleId);
	return entered({ device, team: again, cycle: opened }, workshop.workshopId);
}

const peopleOf = ({ team }: Participant): string[] => team.snapshot().people.map(({ id }) => id);

/** As anybody's screen counts the first round. */
function tally({ workshop }: Participant) {
	const [round] = workshop.snapshot().rounds;
	if (!round) throw new Error('There is no round.');
	return tallyOf(
		round.id,
		round,
		(value) => typeof value === 'number',
		(entry) => entry
	);
}

/** Goes on, by whoever leads, until everybody stands at the silent ideas. */
async function toIdeas(lead: Participant, ...others: Participant[]): Promise<void> {
	while (stage(lead) !== 'ideas') lead.workshop.next();
	for (const one of others) await vi.waitUntil(() => stage(one) === 'ideas', within);
}

async function untilUnseen(gone: Participant, by: Participant): Promise<void> {
	await vi.waitUntil(() => {
		const shown = by.workshop.attendance(peopleOf(by)).people;
		return shown.some(({ personId, isHere }) => personId === gone.team.me && !isHere);
	}, within);
}

test('[WORKSHOP-6] whoever leads walks away for good with an idea and a sealed vote, and the others bring the workshop to its end', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [Participant, Participant];
	await toIdeas(ana, ben, cleo);
	write(ana, 'goes away with me');
	write(ben, 'stays');
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	for (const one of [ben, cleo])
		await vi.waitUntil(() => one.workshop.snapshot().rounds.length > 0, within);
	for (const [one, dots] of [
		[ana, 1],
		[ben, 2],
		[cleo, 3]
	] as const)
		await one.workshop.castBallot(round, dots);
	await allAlike(ana, ben, cleo);
	await sleep(ana);
	await untilUnseen(ana, ben);
	ben.workshop.lead();
	later(ben, unattendedMs);
	expect(ben.workshop.takeLead()).toBe(true);
	expect(ben.workshop.reveal(stageOf(ben, 'ideas'))).toBe(true);
	expect(ben.workshop.next()).toBe(true);
	expect(ben.workshop.closeRound(round)).toBe(true);
	await vi.waitUntil(() => tally(ben).counted.length === 2, within);
	// It is said whose phone has to wake, and that nobody waits for it any longer.
	expect(tally(ben).waiting).toEqual([ana.team.me]);
	expect(ben.workshop.countRound(round)).toBe(true);
	await allAlike(ben, cleo);
	expect(tally(cleo)).toMatchObject({ waiting: [], unopened: [ana.team.me] });
	expect(tally(cleo).counted.map(({ value }) => value)).toEqual(
		expect.arrayContaining([2, 3]) as unknown
	);
	expect(wall(cleo)).toEqual(['stays']);
	expect(ben.workshop.end({ people: 3, team: 3 })).toBe(true);
	await vi.waitUntil(() => cleo.workshop.snapshot().endedAt !== null, within);
});

test('[WORKSHOP-1] two who reveal at once apart reveal once: no card is doubled, and none is late', async () => {
	const { relay, ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [Participant, Participant];
	await toIdeas(ana, ben, cleo);
	for (const [one, text] of [
		[ana, 'of Ana'],
		[ben, 'of Ben'],
		[cleo, 'of Cleo']
	] as const)
		write(one, text, true);
	ana.workshop.present(null);
	await untilUnseen(ana, ben);
	ben.workshop.lead();
	await allAlike(ana, ben, cleo);
	await relay.stop();
	later(ben, unattendedMs);
	expect(ben.workshop.takeLead()).toBe(true);
	for (const one of [ana, ben]) expect(one.workshop.reveal(stageOf(one, 'ideas'))).toBe(true);
	await relay.start();
	for (const one of [ana, ben, cleo]) one.team.retry();
	for (const one of [ana, ben, cleo])
		await vi.waitFor(() => expect(wall(one)).toEqual(['of Ana', 'of Ben', 'of Cleo']), within);
	await allAlike(ana, ben, cleo);
	const { reveals, cards } = cleo.workshop.snapshot();
	expect(reveals.size).toBe(1);
	expect(cards.map(({ isLate }) => isLate)).toEqual([false, false, false]);
});

test('[WALL-6] a clock that is ten minutes wrong makes nobody late, whoever reveals, and hides nobody who is', async () => {
	const relay = await startRelay();
	const first = await founder(relay, -600_000);
	const agenda = ['join', 'ideas', 'reveal'].map((kind) => ({ kind, minutes: 5 }));
	const id = (await (await first.cycle.workshops()).prepare('kickoff', agenda))!;
	const ana = await entered(first, id);
	const link = first.team.links(relay.origin).edit ?? '';
	const come = async (name: string, wrongByMs: number) =>
		entered(await joined(relay, link, name, await newDevice(relay, wrongByMs)), id);
	const [ben, cleo] = [await come('Ben', 600_000), await come('Cleo', -600_000)];
	for (const one of [ana, ben, cleo])
		await vi.waitUntil(() => one.workshop.clock().isMeasured, within);
	await toIdeas(ana, ben, cleo);
	write(ben, 'was away for a second');
	write(cleo, 'was there');
	// Ben's page is loaded anew while Ana reveals: he learns of it afterwards, from the relay.
	await sleep(ben);
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await safe(ana);
	const back = await wake(ben);
	await vi.waitFor(() => expect(wall(ana)).toEqual(['was away for a second', 'was there']), within);
	expect(ana.workshop.snapshot().cards.map(({ isLate }) => isLate)).toEqual([false, false]);
	write(back, 'thought of it afterwards');
	await vi.waitUntil(() => wall(ana).length === 3, within);
	const late = ana.workshop.snapshot().cards.filter(({ isLate }) => isLate);
	expect(late.map(({ text }) => text)).toEqual(['thought of it afterwards']);
});

test('[BALLOT-4] phones that sleep while it is voted: one that wakes before the count is counted, one that wakes after it is shown as late', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [Participant, Participant];
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	for (const [one, dots] of [
		[ben, 2],
		[cleo, 3]
	] as const) {
		await vi.waitUntil(() => one.workshop.snapshot().rounds.length > 0, within);
		expect(await one.workshop.castBallot(round, dots)).toBe(true);
		await sleep(one);
	}
	await vi.waitUntil(() => tally(ana).sealed.length === 2, within);
	ana.workshop.closeRound(round);
	await safe(ana);
	expect(tally(ana).waiting).toHaveLength(2);
	const benAwake = await wake(ben);
	await vi.waitUntil(() => tally(ana).counted.length === 1, within);
	expect(tally(ana)).toMatchObject({ counted: [{ personId: ben.team.me, value: 2 }] });
	ana.workshop.countRound(round);
	await safe(ana);
	const cleoAwake = await wake(cleo);
	await vi.waitUntil(() => tally(ana).late.length === 1, within);
	await allAlike(ana, benAwake, cleoAwake);
	for (const one of [ana, benAwake, cleoAwake])
		expect(tally(one)).toMatchObject({
			counted: [{ personId: ben.team.me, value: 2 }],
			late: [{ personId: cleo.team.me, value: 3 }],
			waiting: [],
			unopened: []
		});
});

test('[BALLOT-2] a vote that was changed on its device after it was sealed is invalid on every replica', async () => {
	const { ana, others } = await kickoff('Ben', 'Cleo');
	const [ben, cleo] = others as [Participant, Participant];
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	for (const one of [ben, cleo])
		await vi.waitUntil(() => one.workshop.snapshot().rounds.length > 0, within);
	for (const one of [ana, ben, cleo]) await one.workshop.castBallot(round, 1);
	await allAlike(ana, ben, cleo);
	// Ben thinks better of it, and writes another number over what his device keeps.
	await sleep(ben);
	const mine = await ben.device.store.openPrivate();
	const where = [ben.team.teamId, ben.workshop.workshopId] as const;
	const [kept] = await mine.listBallots(...where);
	await mine.putBallot(...where, { ...kept!, value: 5 });
	ana.workshop.closeRound(round);
	const awake = await wake(ben);
	await vi.waitUntil(() => tally(ana).invalid.length > 0, within);
	await allAlike(ana, awake, cleo);
	for (const one of [ana, awake, cleo]) {
		expect(tally(one).invalid).toEqual([ben.team.me]);
		expect(
			tally(one)
				.counted.map(({ personId }) => personId)
				.sort()
		).toEqual([ana.team.me, cleo.team.me].sort());
	}
});

test('[WORKSHOP-7] a stage to which nobody came is gone through as any other: nothing to reveal, nothing to count', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [Participant];
	await toIdeas(ana, ben);
	for (const one of [ana, ben]) expect(one.workshop.leave()).toBe(true);
	await allAlike(ana, ben);
	const before = beforeReveal(ana.workshop.attendance(peopleOf(ana), stageOf(ana, 'ideas')));
	expect(before).toEqual({ ideas: 0, writers: 0, stillWriting: [] });
	expect(ana.workshop.reveal(stageOf(ana, 'ideas'))).toBe(true);
	expect(ana.workshop.next()).toBe(true);
	expect(ana.workshop.next()).toBe(true);
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	expect(ana.workshop.closeRound(round)).toBe(true);
	expect(ana.workshop.countRound(round)).toBe(true);
	const none = { sealed: [], counted: [], waiting: [], invalid: [], late: [], unopened: [] };
	expect(tally(ana)).toEqual(none);
	expect(ana.workshop.end({ people: 0, team: 2 })).toBe(true);
	await allAlike(ana, ben);
	expect([tally(ben), wall(ben), stage(ben)]).toEqual([none, [], 'vote']);
	const entry = (await ben.cycle.workshops()).list()[0];
	await vi.waitUntil(async () => (await ben.cycle.workshops()).list()[0]?.phase === 'ended');
	expect(entry?.id).toBe(ana.workshop.workshopId);
});

/** Thirty people: the first leads. */
async function crowd(relay: TestRelay, count: number): Promise<Participant[]> {
	const first = await founder(relay);
	const agenda = ['join', 'ideas', 'reveal'].map((kind) => ({ kind, minutes: 5 }));
	const id = (await (await first.cycle.workshops()).prepare('kickoff', agenda))!;
	const people = [await entered(first, id)];
	const link = first.team.links(relay.origin).edit ?? '';
	while (people.length < count)
		people.push(await entered(await joined(relay, link, `Person ${people.length}`), id));
	return people;
}

test('[WALL-5] two hundred ideas of thirty people come onto every wall, each once, and stay there while ten group them at once', async () => {
	const people = await crowd(await startRelay(), 30);
	const [lead] = people as [Participant];
	await toIdeas(...(people as [Participant]));
	const texts = Array.from({ length: 200 }, (_, at) => `idea ${at}`).sort();
	for (const [at, text] of texts.entries()) write(people[at % 30]!, text, at % 3 === 0);
	const wanted = texts.length;
	await vi.waitUntil(() => lead.workshop.attendance(peopleOf(lead)).ideas === wanted, within);
	expect(wall(lead)).toEqual([]);
	lead.workshop.reveal(stageOf(lead, 'ideas'));
	for (const one of people) await vi.waitUntil(() => wall(one).length >= wanted, within);
	await allAlike(...people);
	expect(wall(people[29]!)).toEqual(texts);
	expect(lead.workshop.snapshot().cards.some(({ isLate }) => isLate)).toBe(false);
	const groupers = people.slice(0, 10);
	const clusters = groupers.slice(0, 5).map((one) => one.workshop.addCluster('', [])!);
	await allAlike(...people);
	for (let turn = 0; turn < 20; turn++)
		for (const [at, { workshop }] of groupers.entries()) {
			const card = workshop.snapshot().cards[(turn * 7 + at * 3) % wanted]!;
			expect(workshop.group(card.id, clusters[(turn + at) % 5]!)).toBe(true);
			workshop.nameCluster(clusters[at % 5]!, `group ${turn}`);
		}
	await allAlike(...people);
	for (const { workshop } of people) {
		const { cards, clusters: named } = workshop.snapshot();
		const shown = wallOf(cards, named);
		const lying = [...shown.loose, ...shown.clusters.flatMap((one) => one.cards)];
		expect(lying.map(({ text }) => text).sort()).toEqual(texts);
	}
}, 180_000);

test('[AGREE-1] a workshop that wrote nothing cannot agree its empty plan, and comes to its end all the same', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [Participant];
	await safe(ana, ben);
	const agree = () =>
		ana.cycle.agree({ expected: ana.cycle.draft().hash, reason: '', days: cycleDays });
	expect(agree()).toEqual({ ok: false, why: 'open' });
	ana.workshop.next();
	expect(ana.workshop.end({ people: 2, team: 2 })).toBe(true);
	await vi.waitUntil(() => ben.workshop.snapshot().endedAt !== null, within);
	for (const { cycle } of [ana, ben]) expect(cycle.snapshot().versions).toEqual([]);
});
