import { expect, test } from 'vitest';
import { mostStages } from '#lib/workshop/agenda.ts';
import { allAlike, kickoff, stage, stageOf, write } from './workshopPeople.ts';

const kindsIn = ({ workshop }: Parameters<typeof stage>[0]) =>
	workshop.snapshot().agenda.map(({ kind }) => kind);

test('[WORKSHOP-10] an agenda that is changed while it runs moves nobody and takes nothing away, and what has begun keeps its place', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	// Before anything has begun all of it can be moved.
	expect(ana.workshop.moveStage(stageOf(ana, 'join'), stageOf(ana, 'vote'))).toBe(true);
	expect(ana.workshop.moveStage(stageOf(ana, 'join'), null)).toBe(true);
	expect(ana.workshop.addStage({ kind: 'context', minutes: 5 }, stageOf(ana, 'join'))).toBeTruthy();
	ana.workshop.next();
	ana.workshop.goTo(stageOf(ana, 'ideas'));
	await allAlike(ana, ben);
	write(ben, 'a dog');
	const half = ben.workshop.beginIdea(stageOf(ben, 'ideas'), { text: 'half', isSigned: false });
	await allAlike(ana, ben);
	const { standing, timer } = ben.workshop.snapshot();

	expect(ana.workshop.addStage({ kind: 'break', minutes: 10 }, stageOf(ana, 'ideas'))).toBeTruthy();
	expect(ana.workshop.setInAgenda(stageOf(ana, 'vote'), false)).toBe(true);
	expect(ana.workshop.moveStage(stageOf(ana, 'reveal'), stageOf(ana, 'join'))).toBe(true);
	for (const begun of ['join', 'ideas'] as const) {
		expect(ana.workshop.moveStage(stageOf(ana, begun), stageOf(ana, 'break'))).toBe(false);
		expect(ana.workshop.setInAgenda(stageOf(ana, begun), false)).toBe(false);
	}
	// Whoever does not lead changes nothing.
	expect(ben.workshop.addStage({ kind: 'stop', minutes: 5 }, null)).toBeNull();
	expect(ben.workshop.moveStage(stageOf(ben, 'reveal'), null)).toBe(false);
	await allAlike(ana, ben);
	expect(kindsIn(ben)).toEqual(['join', 'reveal', 'context', 'ideas', 'break']);
	expect(ben.workshop.snapshot()).toMatchObject({ timer, standing: { step: standing.step } });
	expect(ben.workshop.ideas().map(({ id, text }) => [id === half, text])).toEqual([
		[false, 'a dog'],
		[true, 'half']
	]);
	expect(ana.workshop.attendance([]).ideas).toBe(1);

	ana.workshop.next();
	expect(stage(ana)).toBe('break');
	expect(ana.workshop.setInAgenda(ben.workshop.snapshot().removed[0]!.id, true)).toBe(true);
	expect(kindsIn(ana)).toContain('vote');
	// The agenda is full at some time, and says so.
	while (ana.workshop.snapshot().agenda.length < mostStages)
		expect(ana.workshop.addStage({ kind: 'break', minutes: 1 }, null)).toBeTruthy();
	expect(ana.workshop.addStage({ kind: 'break', minutes: 1 }, null)).toBeNull();
	expect(stage(ana)).toBe('break');
});
