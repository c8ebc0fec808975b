import type { Locator, Page } from '@playwright/test';
import { expect, joinAsNew, linksOf, startTeam, test } from './world.ts';

const letters = 'Every morning somebody opens the shutters, counts the empty shelves, '.repeat(3);

test('[LOOK-14] a colleague types two hundred letters and moves things, and nothing is read out', async ({
	relay,
	browserOf
}) => {
	const ana = (await startTeam(await browserOf(), relay.url, { team: 'Harbour', name: 'Ana' }))
		.page;
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('New customers feel at home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	const said = await listen(ana);
	const ben = (await joinAsNew(await browserOf(), (await linksOf(ana)).edit, 'Ben')).page;

	await lineOf(ben, 1).click();
	await ben.keyboard.press('Enter');
	await ben.keyboard.type(letters.slice(0, 200));
	for (const key of ['ArrowUp', 'ArrowDown', 'ArrowUp']) await ben.keyboard.press(`Alt+${key}`);
	await ben.getByLabel('To (target)').first().fill('40 %');
	await ben.keyboard.press('Enter');
	await expect(lineOf(ana, 1)).toHaveValue(letters.slice(0, 200));
	await expect(ana.getByLabel('To (target)').first()).toHaveValue('40');
	// What the coach has to say of it comes after a while, and is written only.
	await expect(ana.locator('article textarea[aria-describedby]').first()).toBeVisible();
	expect(await said()).toEqual([]);

	// What one does oneself is told.
	await lineOf(ana, 2).click();
	await ana.keyboard.press('Alt+ArrowUp');
	const moved = 'Customers who invite a colleague: now 1 of 2.';
	await expect.poll(said).toEqual([moved]);
	await ana.keyboard.press('Control+z');
	await expect(lineOf(ana, 2)).toHaveValue('Customers who invite a colleague');
	await ana.keyboard.press('Alt+ArrowUp');
	await expect.poll(said, 'the same words a second time').toEqual([moved, moved]);

	// A menu says where it has put a line too.
	await ana.getByRole('button', { name: 'Add an objective' }).click();
	await ana.keyboard.type('Another aim');
	await ana.getByRole('button', { name: 'Key result 1: more' }).first().click();
	await ana.getByRole('menuitem', { name: 'Move to “Another aim”' }).click();
	const last = 'Customers who invite a colleague: now 1 of 1.';
	await expect.poll(said).toEqual([moved, moved, last]);
});

test('[LOOK-14] in an agreed plan it is told how many changes wait, and not how they grow', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	await expect(page.getByText('One change since version 2').first()).toBeVisible();
	const said = await listen(page);
	const other = await page.context().newPage();
	await other.goto(page.url());
	await other.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	await other.getByRole('button', { name: 'Change the plan' }).click();
	// What is only tried out is told to nobody.
	await lineOf(other, 1).click();
	await other.keyboard.press('End');
	await other.keyboard.type('xy');
	await expect(page.getByText('2 changes since version 2').first()).toBeVisible();
	for (const key of ['Backspace', 'Backspace']) await other.keyboard.press(key);
	await expect(page.getByText('One change since version 2').first()).toBeVisible();
	await lineOf(other, 2).click();
	await other.keyboard.type(letters.slice(0, 200));
	for (const key of ['ArrowUp', 'ArrowDown']) await other.keyboard.press(`Alt+${key}`);
	await expect(lineOf(page, 2)).toHaveValue(new RegExp(letters.slice(0, 200)));
	await expect.poll(said).toEqual(['2 changes since version 2']);
});

/** The line of a key result of the first objective. */
function lineOf(page: Page, number: number): Locator {
	return page.getByRole('textbox', { name: new RegExp(`^Key result ${number}: what`) }).first();
}

/** From now on, everything that a screen reader would say unasked, in its order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
	await page.evaluate(() => {
		const live =
			'[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log]';
		const said: string[] = [];
		Object.assign(globalThis, { said });
		const before = new WeakMap<Element, string>();
		const wordsOf = (region: Element) => (region.textContent ?? '').replace(/\s+/g, ' ').trim();
		for (const region of document.querySelectorAll(live)) before.set(region, wordsOf(region));
		new MutationObserver((changes) => {
			for (const region of document.querySelectorAll(live)) {
				const words = wordsOf(region);
				// The same words are said again where they come in anew.
				const isNew = changes.some(
					({ target, addedNodes }) => region.contains(target) && addedNodes.length > 0
				);
				if (words && (isNew || words !== (before.get(region) ?? ''))) said.push(words);
				before.set(region, words);
			}
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
	return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}
