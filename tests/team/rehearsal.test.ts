import { afterEach, expect, test, vi } from 'vitest';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { deviceOver } from '#lib/team/device.ts';
import { startCrew } from '#lib/team/rehearsal/crew.ts';
import { makeRehearsal } from '#lib/team/rehearsal/makeRehearsal.ts';
import { tellRehearsal } from '#lib/team/rehearsal/story.ts';
import { kickoffPresets } from '#lib/workshop/agenda.ts';
import { awayOne, deedsOf, lateOne } from '#lib/workshop/rehearsal.ts';
import { confidenceTally } from '#lib/workshop/confidence.ts';
import { currentStage } from '#lib/workshop/workshop.ts';
import { createRandom } from '../doc/replicas.ts';

vi.setConfig({ testTimeout: 60_000 });
vi.stubGlobal('BroadcastChannel', undefined);
afterEach(() => {
	vi.useRealTimers();
});

test('[REHEARSAL-2] what a crew does in a stage follows from its stage and the dice', () => {
	const deeds = (kind: string, seed: number) => deedsOf(kind, 6, createRandom(seed));
	for (const { kind } of kickoffPresets.three) {
		expect(deeds(kind, 7)).toEqual(deeds(kind, 7));
		const times = deeds(kind, 7).map(({ afterMs }) => afterMs);
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(deeds(kind, 7).every(({ who }) => who >= 0 && who < 6)).toBe(true);
	}
	expect(deeds('ideas', 7)).not.toEqual(deeds('ideas', 8));
	const of = (kind: string, what: string) =>
		deeds(kind, 7).flatMap((deed) => (deed.kind === what ? [deed.who] : []));
	expect(of('join', 'enter')).not.toContain(lateOne);
	// Whoever leads on before they have come is not left alone; the late one is, until the ideas are out.
	const comeIn = (kind: string) =>
		deedsOf(kind, 6, createRandom(7), [0, lateOne, 3]).flatMap((deed) =>
			deed.kind === 'enter' ? [deed.who] : []
		);
	for (const kind of ['context', 'ideas']) expect(comeIn(kind).sort()).toEqual([0, 3]);
	for (const kind of ['reveal', 'vote', 'agree'])
		expect(comeIn(kind).sort()).toEqual([0, lateOne, 3]);
	expect(of('ideas', 'away')).toEqual([awayOne]);
	expect(of('objectives', 'back')).toEqual([awayOne]);
	// Of a stage that it knows nothing of, everybody is done after a while.
	expect(of('weather', 'ready').toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each(['en', 'de'])(
	'[REHEARSAL-1] a kickoff is led alone from the start to key results, in %s',
	async (locale) => {
		const { team, cycle, cycleId, workshop, workshopId, people, story } = await rehearsal(locale);
		expect([team.isSample, team.isRehearsal]).toEqual([true, true]);
		expect(team.safety().relay.at).toBe('off');
		expect((await cycle.pack()).snapshot().items.length).toBeGreaterThan(2);
		expect([people.length, cycle.cycleId]).toEqual([6, cycleId]);
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const crew = await startCrew({
			...{ teamId: team.teamId, cycle, workshop, workshopId, people, story },
			dice: createRandom(4)
		});
		const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
		const seats = () => [...workshop.snapshot().marks.seats.values()].filter(Boolean).length;
		const goTo = (kind: string) => {
			const stage = workshop.snapshot().agenda.find((one) => one.kind === kind);
			if (stage) workshop.goTo(stage.id);
			expect(currentStage(workshop.snapshot())?.kind).toBe(kind);
			return stage!.id;
		};
		workshop.enter('room');
		await pass(30);
		// Nothing happens before whoever rehearses begins.
		expect(seats()).toBe(1);
		goTo('join');
		await pass(10);
		expect(seats()).toBe(6);
		const ideas = goTo('ideas');
		await pass(20);
		expect(workshop.attendance([], ideas).ideas).toBe(10);
		expect(workshop.snapshot().cards).toEqual([]);
		goTo('reveal');
		workshop.reveal(ideas);
		await pass(60);
		expect(seats()).toBe(7);
		// Whoever is away has published nothing.
		const { cards, clusters } = workshop.snapshot();
		expect(cards).toHaveLength(8);
		expect(clusters).toHaveLength(3);
		expect(cards.every(({ clusterId }) => clusterId !== null)).toBe(true);
		goTo('objectives');
		await pass(20);
		const late = workshop.snapshot().cards.filter(({ isLate }) => isLate);
		expect(late).toHaveLength(2);
		expect(cycle.snapshot().plan.objectives).toHaveLength(2);
		goTo('keyResults');
		await pass(20);
		const { objectives } = cycle.snapshot().plan;
		expect(objectives.map(({ keyResults }) => keyResults.length)).toEqual([1, 1]);
		expect(objectives[0]?.keyResults[0]).toMatchObject({ kind: 'number' });
		expect(people.map(({ id }) => id)).toContain(objectives[0]?.keyResults[0]?.ownerId);
		expect(cycle.snapshot().conflicts).toEqual([]);
		// Asked how sure they are, all of them seal an answer for each key result.
		const quality = goTo('quality');
		const round = workshop.openRound(quality, 'confidence')!;
		await pass(20);
		expect(workshop.snapshot().rounds.find(({ id }) => id === round)?.openings).toEqual([]);
		workshop.closeRound(round);
		await pass(1);
		const tally = confidenceTally(
			workshop.snapshot().rounds.find(({ id }) => id === round)!,
			(entry) => entry
		);
		expect(tally.counted.map(({ personId }) => personId).sort()).toEqual(
			people.map(({ id }) => id).sort()
		);
		const ids = objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)).sort();
		for (const { value } of tally.counted) expect(Object.keys(value as object).sort()).toEqual(ids);
		vi.useRealTimers();
		await crew.stop();
		await crew.stop();
		await team.close();
	}
);

test('[REHEARSAL-3] a page that is loaded anew finds its colleagues with the ideas they had written, and whoever was away still away', async () => {
	const { team, cycle, workshop, ...rest } = await rehearsal('en');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
	const means = { ...rest, teamId: team.teamId, cycle, workshop };
	const goTo = (kind: string) => {
		const { id } = workshop.snapshot().agenda.find((one) => one.kind === kind)!;
		workshop.goTo(id);
		return id;
	};
	const told = (stage: ReturnType<typeof goTo>) =>
		workshop
			.attendance([], stage)
			.people.map(({ ideas }) => ideas)
			.filter((count) => count > 0);
	let crew = await startCrew({ ...means, dice: createRandom(5) });
	const reload = async (seed: number) => {
		await crew.stop();
		crew = await startCrew({ ...means, dice: createRandom(seed) });
	};
	goTo('join');
	await pass(10);
	const ideas = goTo('ideas');
	await pass(20);
	const before = told(ideas);
	await reload(6);
	await pass(20);
	expect(told(ideas)).toEqual(before);
	goTo('reveal');
	await reload(7);
	await pass(60);
	expect(told(ideas)).toEqual(before);
	workshop.reveal(ideas);
	await pass(60);
	// Nobody has published twice, and whoever is away nothing.
	const shown = () => workshop.snapshot().cards.map(({ text }) => text);
	expect(shown()).toHaveLength(8);
	await reload(8);
	await pass(5);
	expect(shown()).toHaveLength(8);
	goTo('objectives');
	await pass(20);
	expect(shown()).toHaveLength(10);
	expect(new Set(shown()).size).toBe(10);
	expect(workshop.snapshot().cards.filter(({ isLate }) => isLate)).toHaveLength(2);
	vi.useRealTimers();
	await crew.stop();
	await team.close();
});

/** A rehearsal that was just made, with its workshop open and its people. */
async function rehearsal(locale: string) {
	const device = await deviceOver(createMemoryStore(), {
		whyNotKept: 'no-storage',
		openDisk: () => {
			throw new Error('Nothing is kept here.');
		},
		relayUrl: 'ws://nowhere.invalid'
	});
	const agenda = kickoffPresets.two;
	const made = await makeRehearsal(device, { locale, timeZone: 'Europe/Berlin', agenda });
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId, workshopId } = made;
	const cycle = await team.openCycle(cycleId);
	const workshop = await (await cycle.workshops()).open(workshopId);
	if (!workshop) throw new Error('It is not there.');
	const story = await tellRehearsal(locale);
	const people = story.people.flatMap(
		({ name }) => team.snapshot().people.find((one) => one.name === name) ?? []
	);
	return { team, cycle, cycleId, workshop, workshopId, people, story };
}
