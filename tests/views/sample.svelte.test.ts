import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { App } from '#lib/state/app.svelte.ts';
import { openDevice } from '#lib/team/device.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { startColleague, type ColleagueMeans } from '#lib/team/sample/colleague.ts';
import { makeSample } from '#lib/team/sample/makeSample.ts';
import { tellStory } from '#lib/team/sample/story.ts';
import { openTeam } from '#lib/team/team.ts';
import SampleStage from './SampleStage.svelte';

// The sample over real documents in real storage, in a real page.
vi.setConfig({ testTimeout: 30_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const where = { locale: 'en', timeZone: 'Europe/Berlin' };

async function sampleOnStage() {
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const made = await makeSample(device, where);
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	cleanups.push(() => team.forget());
	const cycle = await team.openCycle(cycleId);
	cycle.present({ person: team.me ?? '', name: 'Guest', colour: 3 }, 'plan');
	return { device, team, cycle };
}

async function colleagueIn(cycle: OpenCycle, given: Partial<ColleagueMeans> = {}) {
	const { colleague: words } = await tellStory('en');
	const person = { id: 'aaaaaaaaaaaaaaaa', name: 'Priya', colour: 10 };
	const colleague = startColleague({
		cycle,
		person,
		writer: { by: person.id, now: () => Date.now(), random: (n) => new Uint8Array(n).fill(n) },
		words,
		dice: () => Math.random(),
		onEnd: () => undefined,
		pace: 0.01,
		...given
	});
	cleanups.push(() => {
		colleague.stop();
	});
	return colleague;
}

/** Every line of the plan and of the ideas beside it, as one can write in it. */
function linesOf(cycle: OpenCycle) {
	const { plan, asides } = cycle.snapshot();
	return [
		...plan.objectives.flatMap(({ id, title, keyResults }) => [
			{ id, field: 'title' as const, text: title },
			...keyResults.map((one) => ({ id: one.id, field: 'metric' as const, text: one.metric }))
		]),
		...asides.flatMap((one) =>
			one.kind === 'objective' && one.aside.as === 'notThisCycle'
				? [{ id: one.objective.id, field: 'title' as const, text: one.objective.title }]
				: []
		)
	];
}

test('[SAMPLE-4] the sample is on this device alone: it opens no socket, asks no server, and is there again after closing', async () => {
	const asked: string[] = [];
	const RealSocket = WebSocket;
	const realFetch = fetch;
	vi.stubGlobal(
		'WebSocket',
		class extends RealSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				asked.push(String(url));
				super(url, protocols);
			}
		}
	);
	vi.stubGlobal('fetch', (...given: Parameters<typeof fetch>) => {
		asked.push(JSON.stringify(given[0]));
		return realFetch(...given);
	});
	cleanups.push(() => vi.unstubAllGlobals());
	const { device, team, cycle } = await sampleOnStage();
	expect(team.isSample).toBe(true);
	expect(team.safety()).toMatchObject({ relay: { at: 'off' }, host: '' });
	await expect.poll(() => team.safety().disk.at).toBe('safe');
	expect((await cycle.earlierDays()).ok).toBe(false);
	team.retry();
	expect(await team.deleteForEverybody()).toEqual({ ok: false, why: 'no-key' });
	expect(team.links(location.origin).admin).toBeNull();
	const { plan } = cycle.snapshot();
	await team.close();
	const again = await openTeam(device, team.teamId);
	if (!again) throw new Error('The sample is gone.');
	cleanups.push(() => again.forget());
	const reopened = await again.openCycle(cycle.cycleId);
	expect(reopened.snapshot().plan).toEqual(plan);
	expect(again.isSample).toBe(true);
	await again.forget();
	expect(await device.store.getTeam(team.teamId)).toBeNull();
	expect(asked).toEqual([]);
});

test('[SAMPLE-5] the colleague shows where they are, writes as a person does, and takes back what was only tried', async () => {
	const { cycle } = await sampleOnStage();
	const before = linesOf(cycle);
	const seen = new Set<string>();
	let slips = 0;
	let longest = 0;
	let last = 0;
	const stop = cycle.onChange(() => {
		for (const { text } of linesOf(cycle)) seen.add(text);
		const length = linesOf(cycle).reduce((sum, { text }) => sum + text.length, 0);
		longest = Math.max(longest, length);
		if (length < last) slips++;
		last = length;
	});
	cleanups.push(stop);
	const colleague = await colleagueIn(cycle);
	await expect.poll(() => cycle.others().map(({ name }) => name)).toEqual(['Priya']);
	await expect
		.poll(() => linesOf(cycle).some(({ id, field }) => cycle.carets(id, field).length === 1))
		.toBe(true);
	await expect.poll(() => slips, { timeout: 20_000 }).toBeGreaterThan(3);
	colleague.stop();
	// Letter by letter: many states of a line were on the screen.
	expect(seen.size).toBeGreaterThan(before.length + 20);
	expect(longest).toBeGreaterThan(before.reduce((sum, { text }) => sum + text.length, 0));
	expect(cycle.others()).toEqual([]);
	const { plan } = cycle.snapshot();
	const agreedWords = before.filter(({ id }) =>
		plan.objectives.some((one) => one.id === id || one.keyResults.some((own) => own.id === id))
	);
	expect(linesOf(cycle)).toEqual(expect.arrayContaining(agreedWords));
});

test('[SAMPLE-6] the colleague touches no line that somebody’s caret is in, also when it comes there midway', async () => {
	const { cycle } = await sampleOnStage();
	// With one line to write in, it is this line or none.
	const [line] = linesOf(cycle);
	if (!line) throw new Error('no line');
	for (const one of linesOf(cycle)) if (one.id !== line.id) cycle.remove(one.id);
	const read = () => linesOf(cycle)[0]?.text ?? '';
	const stand = (at: number | null) =>
		cycle.caret(at === null ? null : { ...line, anchor: at, head: at });
	stand(0);
	const colleague = await colleagueIn(cycle);
	let changes = 0;
	const stop = cycle.onChange(() => {
		if (read() !== line.text) changes++;
	});
	cleanups.push(stop);
	// Ten times as long as it takes to begin.
	await new Promise((resolve) => setTimeout(resolve, 600));
	expect(changes).toBe(0);
	stand(null);
	await expect
		.poll(() => read().length, { interval: 1, timeout: 20_000 })
		.toBeGreaterThan(line.text.length + 2);
	stand(0);
	const midway = read();
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(read()).toBe(midway);
	// Once one has left, what was only tried goes, and when it stops nothing of it stays.
	stand(null);
	await expect.poll(read, { interval: 1, timeout: 20_000 }).toBe(line.text);
	colleague.stop();
	expect(read()).toBe(line.text);
	expect(changes).toBeGreaterThan(0);
});

test('[SAMPLE-7] the colleague ends after a while by themselves, and leaves nothing half said', async () => {
	const { cycle } = await sampleOnStage();
	const before = linesOf(cycle);
	const onEnd = vi.fn();
	await colleagueIn(cycle, {
		staysMs: 250,
		onEnd,
		words: { tries: [' – '.repeat(200)], adds: [' – '.repeat(200)] }
	});
	await expect.poll(() => onEnd.mock.calls.length).toBe(1);
	expect(cycle.others()).toEqual([]);
	expect(linesOf(cycle)).toEqual(before);
	expect(cycle.snapshot().conflicts).toHaveLength(1);
});

test('[SAMPLE-7] a hidden tab ends the colleague, and one asks for them again', async () => {
	const app = await App.open('ws://127.0.0.1:9/sync');
	const opened = await app.openSample(where);
	if (!opened) throw new Error('no sample');
	const team = await app.open.enter(opened.teamId);
	if (!team) throw new Error('The sample is gone.');
	cleanups.push(() => team.forget());
	const cycle = await team.openCycle(team.snapshot().cycles[0]!.id);
	const screen = await render(SampleStage, { app, team });
	cleanups.push(() => screen.unmount());
	const stop = page.getByRole('button', { name: 'Stop the simulated colleague' });
	const goOn = page.getByRole('button', { name: 'Let the simulated colleague write' });
	await expect.element(stop).toBeVisible();
	expect(cycle.others()).toHaveLength(1);
	const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
	document.dispatchEvent(new Event('visibilitychange'));
	hidden.mockRestore();
	await expect.element(goOn).toBeVisible();
	expect(cycle.others()).toEqual([]);
	await goOn.click();
	await expect.element(stop).toBeVisible();
	await stop.click();
	await expect.element(goOn).toBeVisible();
	expect(cycle.others()).toEqual([]);
});
