import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect, itemOn, keyResultsOn, lineOf, objectivesOn } from './screen.ts';
import { carry, drag, fingerOn, grab, mouseOn } from './pointers.ts';
import { joinAsNew, linksOf, startTeam, test } from './world.ts';

const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 1600 } };
const phone: BrowserContextOptions = {
	hasTouch: true,
	isMobile: true,
	viewport: { width: 360, height: 1600 },
	reducedMotion: 'reduce'
};
const hands = [
	{ how: 'with a mouse', options: laptop, handOn: mouseOn },
	{ how: 'with a finger', options: phone, handOn: fingerOn }
];

for (const { how, options, handOn } of hands)
	test(`[DRAG-1, DRAG-2, DRAG-6] whatever has an order is dragged ${how}, each time as one step to undo`, async ({
		relay,
		browserOf
	}) => {
		const ana = await browserOf(options);
		await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
		const { one, two } = await writeTwo(ana);
		await meetsGrips(ana, how);
		const hand = await handOn(ana);
		const [a = '', b = '', c = ''] = await keyResultsOn(ana, one);
		const list = (objective: string) => expect.poll(() => keyResultsOn(ana, objective));

		await drag(hand, itemOn(ana, a), 'below', itemOn(ana, c));
		await list(one).toEqual([b, c, a]);
		await expect(ana.getByText('Alpha: now 3 of 3.')).toBeAttached();
		await takeBack(ana);
		await list(one).toEqual([a, b, c]);

		// Between objectives, also into one that has none yet.
		await drag(hand, itemOn(ana, b), 'below', itemOn(ana, two));
		await list(two).toEqual([b]);
		await list(one).toEqual([a, c]);
		await drag(hand, itemOn(ana, c), 'above', itemOn(ana, b));
		await list(two).toEqual([c, b]);
		await takeBack(ana);
		await list(two).toEqual([b]);
		await takeBack(ana);
		await list(one).toEqual([a, b, c]);

		await drag(hand, itemOn(ana, two), 'above', itemOn(ana, one));
		await expect.poll(() => objectivesOn(ana)).toEqual([two, one]);
		await expect(ana.getByText('Two: now 1 of 2.')).toBeAttached();

		// Work goes to another key result, where there is none yet.
		await addWork(ana, a, ['Call customers', 'Print a poster']);
		const [call = '', print = ''] = await workOn(ana, a);
		await drag(hand, work(ana, print), 'above', work(ana, call));
		await expect.poll(() => workOn(ana, a)).toEqual([print, call]);
		await drag(hand, work(ana, print), 'below', itemOn(ana, c));
		await expect.poll(() => workOn(ana, c)).toEqual([print]);
		await expect.poll(() => workOn(ana, a)).toEqual([call]);

		await ana.locator('summary', { hasText: 'Not this cycle' }).click();
		for (const idea of ['Later', 'Latest']) {
			await ana.getByRole('button', { name: 'Add an idea' }).click();
			await ana.keyboard.type(idea);
		}
		const ideas = () =>
			ana
				.locator('[data-ideas] textarea')
				.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
		const idea = ana.locator('[data-ideas] [data-item]');
		await drag(hand, idea.nth(1), 'above', idea.nth(0));
		await expect.poll(ideas).toEqual(['Latest', 'Later']);

		const plan = ana.url();
		await ana.goto(plan.replace(/\/c\/.*$/, '/team'));
		for (const name of ['Sick days', 'Open posts']) {
			await ana.getByRole('button', { name: 'Add a health metric' }).click();
			await ana.keyboard.type(name);
			await ana.keyboard.press('Enter');
		}
		const metric = ana.locator('[data-metric]');
		const metrics = () =>
			metric.evaluateAll((all) => all.map((one) => one.querySelector('input')?.value));
		await drag(hand, metric.nth(0), 'below', metric.nth(1));
		await expect.poll(metrics).toEqual(['Open posts', 'Sick days']);
		await expect(ana.getByText('Sick days: now 2 of 2.')).toBeAttached();

		await ana.goto(plan.replace(/\/plan.*$/, '/workshops/pack'));
		await ana.getByRole('button', { name: 'Add a lesson' }).click();
		for (const lesson of ['Ask first', 'Measure weekly']) {
			await ana.keyboard.type(lesson);
			if (lesson === 'Ask first') await ana.keyboard.press('Enter');
		}
		const lesson = ana.locator('[data-lines=lessons] [data-item]');
		const lessons = () =>
			lesson.evaluateAll((all) => all.map((one) => one.querySelector('textarea')?.value));
		await drag(hand, lesson.nth(0), 'below', lesson.nth(1));
		await expect.poll(lessons).toEqual(['Measure weekly', 'Ask first']);
		await expect(ana.getByText('Ask first: now 2 of 2.')).toBeAttached();
		await ana.getByRole('button', { name: 'Undo', exact: true }).click();
		await expect.poll(lessons).toEqual(['Ask first', 'Measure weekly']);
	});

test('[DRAG-3] what colleagues do to a line that is held loses nothing, and Escape puts it back', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(laptop);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { one, two } = await writeTwo(ana);
	const [a = '', b = '', c = ''] = await keyResultsOn(ana, one);
	const ben = await browserOf(phone);
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await expect.poll(() => keyResultsOn(ben, one)).toEqual([a, b, c]);
	const [mouse, finger] = [await mouseOn(ana), await fingerOn(ben)];

	await grab(mouse, itemOn(ana, a));
	await carry(mouse, 'below', itemOn(ana, c));
	await expect(ana.locator('[data-gap]')).toBeVisible();
	await ana.keyboard.press('Escape');
	await expect(ana.locator('[data-gap]')).toHaveCount(0);
	await mouse.release();
	expect(await keyResultsOn(ana, one)).toEqual([a, b, c]);

	// Both hold the same line; each lands where they let go, the later one last, and both see the same.
	await grab(mouse, itemOn(ana, a));
	await carry(mouse, 'below', itemOn(ana, c));
	await drag(finger, itemOn(ben, a), 'below', itemOn(ben, two));
	await expect.poll(() => keyResultsOn(ana, two)).toEqual([a]);
	await lineOf(ben, c).fill('Gamma rays');
	await expect(lineOf(ana, c)).toHaveValue('Gamma rays');
	await carry(mouse, 'below', itemOn(ana, b));
	await mouse.release();
	for (const page of [ana, ben]) {
		await expect.poll(() => keyResultsOn(page, one)).toEqual([b, a, c]);
		await expect(lineOf(page, a)).toHaveValue('Alpha');
		await expect(lineOf(page, c)).toHaveValue('Gamma rays');
	}

	// A finger that holds what goes to another objective keeps it.
	await grab(finger, itemOn(ben, b));
	await carry(finger, 'below', itemOn(ben, c));
	await drag(mouse, itemOn(ana, b), 'below', itemOn(ana, two));
	await expect.poll(() => keyResultsOn(ben, two)).toEqual([b]);
	await carry(finger, 'below', itemOn(ben, c));
	await finger.release();
	for (const page of [ana, ben])
		await expect.poll(() => keyResultsOn(page, one)).toEqual([a, c, b]);

	// What is deleted meanwhile cannot be held on to; it can be restored as it was.
	await grab(mouse, itemOn(ana, a));
	await carry(mouse, 'below', itemOn(ana, c));
	await itemOn(ben, a).getByRole('button', { name: 'Key result 1: more' }).click();
	await ben.getByRole('menuitem', { name: 'Delete the key result' }).click();
	await expect(itemOn(ana, a)).toHaveCount(0);
	await expect(ana.locator('[data-gap]')).toHaveCount(0);
	await mouse.release();
	await ana.getByText('1 deleted').click();
	await ana.getByRole('button', { name: 'Restore “Alpha”' }).click();
	for (const page of [ana, ben])
		await expect.poll(() => keyResultsOn(page, one)).toEqual([a, c, b]);
});

test('[DRAG-4] dragging takes neither caret nor selection from what one writes, wherever it goes', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(laptop);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { one, two } = await writeTwo(ana);
	const [a = '', b = '', c = ''] = await keyResultsOn(ana, one);
	const ben = await browserOf(laptop);
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	const mouse = await mouseOn(ana);
	const caret = () =>
		lineOf(ana, b).evaluate((line: HTMLTextAreaElement) =>
			line === document.activeElement ? [line.selectionStart, line.selectionEnd] : null
		);
	await lineOf(ana, b).click();
	await lineOf(ana, b).evaluate((line: HTMLTextAreaElement) => line.setSelectionRange(1, 3));

	await drag(mouse, itemOn(ana, a), 'below', itemOn(ana, c));
	await expect.poll(() => keyResultsOn(ana, one)).toEqual([b, c, a]);
	await expect.poll(caret).toEqual([1, 3]);
	await drag(mouse, itemOn(ana, b), 'below', itemOn(ana, two));
	await expect.poll(() => keyResultsOn(ana, two)).toEqual([b]);
	await expect.poll(caret).toEqual([1, 3]);

	// A colleague drags the line away, and one writes on in it.
	await drag(await mouseOn(ben), itemOn(ben, b), 'above', itemOn(ben, c));
	await expect.poll(() => keyResultsOn(ana, one)).toEqual([b, c, a]);
	await expect.poll(caret).toEqual([1, 3]);
	await ana.keyboard.type('i');
	for (const page of [ana, ben]) await expect(lineOf(page, b)).toHaveValue('Bia');
});

test('[DRAG-5] a page that is longer than the screen scrolls under what is held, and only then', async ({
	relay,
	browserOf
}) => {
	for (const { options, handOn } of hands) {
		const page = await browserOf({ ...options, viewport: { width: 360, height: 640 } });
		await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
		const { one, two } = await writeTwo(page);
		const [a = '', b = '', c = ''] = await keyResultsOn(page, one);
		const hand = await handOn(page);
		await grab(hand, itemOn(page, a));
		await hand.go(100, 630);
		await expect(itemOn(page, two)).toBeInViewport({ ratio: 0.9 });
		await carry(hand, 'below', itemOn(page, two));
		await hand.release();
		await expect.poll(() => keyResultsOn(page, two)).toEqual([a]);
		await grab(hand, itemOn(page, two));
		await hand.go(100, 5);
		await expect(lineOf(page, one)).toBeInViewport();
		await hand.release();
		await expect.poll(() => objectivesOn(page)).toEqual([two, one]);
		await expect.poll(() => keyResultsOn(page, one)).toEqual([b, c]);
	}
});

/** Two objectives, the first with three key results. */
async function writeTwo(page: Page): Promise<{ one: string; two: string }> {
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	for (const words of ['One', 'Alpha', 'Beta', 'Gamma']) {
		await page.keyboard.type(words);
		if (words !== 'Gamma') await page.keyboard.press('Enter');
	}
	await page.getByRole('button', { name: 'Add an objective' }).click();
	await page.keyboard.type('Two');
	await expect.poll(() => objectivesOn(page)).toHaveLength(2);
	const [one = '', two = ''] = await objectivesOn(page);
	await expect.poll(() => keyResultsOn(page, one)).toHaveLength(3);
	return { one, two };
}

/** A mouse finds the grip where it points, a thumb always and in its size. */
async function meetsGrips(page: Page, how: string): Promise<void> {
	const grips = page.locator('[data-grip]');
	await expect(grips).toHaveCount(5);
	const [low, shown] = how === 'with a finger' ? [44, '1'] : [24, '0'];
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	for (const grip of await grips.all()) {
		const box = await grip.boundingBox();
		expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(low);
		await expect(grip).toHaveCSS('opacity', shown);
	}
	await page.locator('article li [data-item]').nth(1).hover();
	await expect(grips.nth(2)).toHaveCSS('opacity', '1');
	await expect(grips.nth(3)).toHaveCSS('opacity', shown);
}

/** Undo outside of any text. */
async function takeBack(page: Page): Promise<void> {
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await page.keyboard.press('Control+z');
}

async function addWork(page: Page, keyResult: string, titles: string[]): Promise<void> {
	await itemOn(page, keyResult)
		.getByRole('button', { name: /^Key result \d+: more$/ })
		.click();
	await page.getByRole('menuitem', { name: 'Add an initiative' }).click();
	for (const [at, title] of titles.entries()) {
		if (at > 0) await page.keyboard.press('Enter');
		await expect(page.getByRole('textbox', { name: `Initiative ${at + 1}` })).toBeFocused();
		await page.keyboard.type(title);
	}
	await page.keyboard.press('Tab');
	await expect.poll(() => workOn(page, keyResult)).toHaveLength(titles.length);
}

function work(page: Page, id: string) {
	return page.locator(`[data-initiative="${id}"]`);
}

function workOn(page: Page, keyResult: string): Promise<string[]> {
	return itemOn(page, keyResult)
		.locator('[data-initiative]')
		.evaluateAll((all) => all.map((one) => one.getAttribute('data-initiative') ?? ''));
}
