import { expect, test, vi } from 'vitest';
import { allAlike, kickoff, stage, within } from './workshopPeople.ts';

test('[WORKSHOP-17] whoever leads says at the pause when it goes on, everybody knows, and only a tap ends it', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [typeof ana];
	const pause = ana.workshop.addStage({ kind: 'pause', minutes: 0 }, null)!;
	ana.workshop.next();
	const second = ana.workshop.addStage({ kind: 'pause', minutes: 0 }, pause)!;
	const entry = async (of: typeof ana) => (await of.cycle.workshops()).list()[0];
	// There is no pause yet that it could be said of.
	ana.workshop.goTo(ana.workshop.snapshot().agenda.find(({ kind }) => kind === 'join')!.id);
	expect(ana.workshop.goOnAt('2026-12-03')).toBe(false);

	ana.workshop.goTo(pause);
	expect(await entry(ana)).toMatchObject({ phase: 'paused', goesOn: null });
	for (const wrong of ['', 'Thursday', '2026-02-30'])
		expect(ana.workshop.goOnAt(wrong)).toBe(false);
	expect(ana.workshop.goOnAt('2026-12-03')).toBe(true);
	expect(ana.workshop.goOnAt('2026-12-04')).toBe(true);
	await allAlike(ana, ben);
	await vi.waitFor(
		async () => expect(await entry(ben)).toMatchObject({ phase: 'paused', goesOn: '2026-12-04' }),
		within
	);
	expect(ben.workshop.goesOn()).toBe('2026-12-04');
	expect(ben.workshop.goOnAt(null)).toBe(false);
	expect(ana.workshop.goOnAt(null)).toBe(true);
	expect(ana.workshop.goesOn()).toBeNull();
	ana.workshop.goOnAt('2026-12-04');
	// The day may come and go: it stays paused until somebody goes on.
	expect(stage(ben)).toBe('pause');
	ana.workshop.goTo(second);
	expect(await entry(ana)).toMatchObject({ phase: 'paused', goesOn: null });
	ana.workshop.goOnAt('2026-12-10');
	ana.workshop.next();
	expect(await entry(ana)).toMatchObject({ phase: 'running', goesOn: null });
});
