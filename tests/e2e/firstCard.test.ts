import type { Page } from '@playwright/test';
import { fileOf, weigh } from '../../tools/weight.ts';
import { agreedPlan } from './checkInPlan.ts';
import { expect, startTeam, test, untilControlled, untilSafe } from './world.ts';

/** What an opened page did on its way to the card, in its order; ms since it began. */
interface Way {
	/** The addresses it drew. */
	drawn: string[];
	/** The databases it opened. */
	opened: { name: string; at: number }[];
	/** The files it asked for. */
	asked: { file: string; at: number }[];
	/** When the card was there. */
	cardAt: number;
}

test('[PHONE-4] from the home screen to the first card one place is drawn, its code is not waited for after the documents, and what can wait is asked for later', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf({ viewport: { width: 360, height: 740 }, hasTouch: true });
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	const [, team = '', cycle = ''] = /\/t\/([^/]+)\/c\/([^/]+)/.exec(ana.url()) ?? [];
	await untilControlled(ana);
	await untilSafe(ana);
	const page = await ana.context().newPage();
	await ana.close();
	await relay.kill();

	await watchWay(page);
	await page.goto(`${relay.url}/check-in`);
	await expect(page.locator('[data-check-in]')).toBeVisible();
	const way = await page.evaluate(() => (window as unknown as { way: () => Way }).way());
	expect(way.drawn).toEqual([`/t/${team}/c/${cycle}/check-in`]);

	const before = way.opened.filter(({ at }) => at < way.cardAt).map(({ name }) => name);
	const documents = before.filter((name) => name !== 'cairn');
	// Once to look at the rows, once by y-indexeddb.
	expect(documents.toSorted()).toEqual([
		...[`${team}.cycle.${cycle}`, `${team}.cycle.${cycle}`],
		...[`${team}.team`, `${team}.team`]
	]);

	const openedAt = way.opened.find(({ name }) => name === `${team}.cycle.${cycle}`)?.at ?? 0;
	const late = way.asked.filter(({ at }) => at > openedAt && at < way.cardAt);
	const needed = weigh('/t/[team]/c/[cycle]/check-in', {
		routes: ['/check-in'],
		sources: ['src/lib/team/checkIns.ts']
	}).first.map(fileOf);
	// Each file costs a phone a fetch, a parser and a turn of its own.
	expect(needed.length).toBeLessThanOrEqual(14);
	expect(late.map(({ file }) => file).filter((file) => needed.includes(file))).toEqual([]);

	const tooEarly = way.asked.filter(({ at }) => at < way.cardAt).map(({ file }) => file);
	for (const source of [
		// Who agreed was checked when the plan was agreed.
		'src/lib/doc/curve.ts',
		'src/lib/team/catalogue.ts',
		'src/lib/team/workshops.ts',
		'src/lib/views/workshop/JoinWorkshop.svelte',
		'src/lib/views/SafetyDialog.svelte',
		'src/lib/views/reminders/DueWatch.svelte'
	])
		expect(tooEarly, source).not.toContain(fileOf(source));
});

/** Notes from now on what a page of this tab does. */
async function watchWay(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const drawn: string[] = [];
		const opened: Way['opened'] = [];
		let cardAt = Infinity;
		const open = indexedDB.open.bind(indexedDB);
		IDBFactory.prototype.open = (...args) => {
			opened.push({ name: args[0], at: performance.now() });
			return open(...args);
		};
		const replace = history.replaceState.bind(history);
		History.prototype.replaceState = (...args) => {
			if (args[2]) drawn.push(new URL(args[2], location.href).pathname);
			replace(...args);
		};
		new MutationObserver(() => {
			if (document.querySelector('[data-check-in]')) cardAt = Math.min(cardAt, performance.now());
		}).observe(document, { childList: true, subtree: true });
		Reflect.set(window, 'way', () => ({
			...{ drawn, opened, cardAt },
			asked: performance
				.getEntriesByType('resource')
				.map(({ name, startTime }) => ({ file: new URL(name).pathname.slice(1), at: startTime }))
		}));
	});
}
