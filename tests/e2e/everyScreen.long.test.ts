import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

/* Places and sheets that no other test looks at: what one meets seldom is looked at as closely. */

test('[LOOK-8, LOOK-9] pages that lead nowhere, and every way to join, meet WCAG 2.2 AA in both themes', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const ana = (await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' }))
		.page;
	const { edit } = await linksOf(ana);
	await untilSafe(ana);
	const team = ana.url().replace(/\/c\/.*$/, '/team');
	const ben = await browserOf();
	await ben.goto(`${relay.url}/nowhere/at/all`);
	await expect(ben.getByRole('heading', { name: 'This page did not open' })).toBeVisible();
	await look(ben, 'a page that is none');
	await ben.goto(`${relay.url}/join`);
	await expect(ben.getByRole('heading', { level: 1 })).toBeVisible();
	await look(ben, 'joining without a link');
	await ben.goto(relay.url);
	await ben.getByLabel('The link or the code').fill('see you at nine');
	await ben.keyboard.press('Enter');
	await expect(ben.getByText('no Cairn link in this')).toBeVisible();
	await look(ben, 'a text that is no link');

	await ben.goto(edit);
	await ben.getByLabel('Your name').fill('ana');
	await ben.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(ben.getByRole('dialog', { name: 'Is that you?' })).toBeVisible();
	await look(ben, 'a name that is taken');

	await ana.goto(team);
	await ana.getByRole('button', { name: 'Show the recovery key' }).click();
	const key = await ana.getByRole('textbox', { name: 'Recovery key, as a link' }).inputValue();
	const safe = await browserOf();
	await safe.goto(key);
	await expect(safe.getByText('This was the recovery key')).toBeVisible();
	await look(safe, 'joining with the recovery key');
	await safe.goto(relay.url);
	await safe.getByRole('button', { name: /^More for/ }).click();
	await safe.getByRole('menuitem', { name: 'Forget on this device…' }).click();
	await look(safe, 'forgetting a team');

	await joinAsNew(await browserOf(), edit, 'Cem');
	await ana.goto(`${team}/people`);
	await openAndLook(ana, 'Add a person');
	await ana.getByRole('button', { name: 'More for Ana' }).click();
	await ana.getByRole('menuitem', { name: 'Add my other device…' }).click();
	await look(ana, 'adding another device');
	await ana.keyboard.press('Escape');
	await ana.getByRole('button', { name: 'More for Cem' }).click();
	await ana.getByRole('menuitem', { name: 'Remove from the team…' }).click();
	await look(ana, 'removing a person');
	await ana.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(ana.getByText('Cem is no longer in the team.')).toBeVisible();
	await look(ana, 'people with one who is gone');

	await ana.goto(team);
	await ana.getByRole('button', { name: 'Make a code' }).click();
	await expect(ana.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible();
	await openAndLook(ana, 'Rename the team');
	await openAndLook(ana, 'New cycle');
	await openAndLook(ana, 'Renew the links…');
	await ana.getByRole('button', { name: 'Delete this team for everybody…' }).click();
	await ana.getByRole('button', { name: 'Delete it for everybody' }).click();
	await look(ana, 'deleting a team, without its name');
});

test('[LOOK-8, LOOK-9] what is said where something is wrong meets WCAG 2.2 AA in both themes', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const ana = (await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' }))
		.page;
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Launch the new harbour office');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Bakers who come back');
	const { edit } = await linksOf(ana);
	await untilSafe(ana);
	await expect(ana.getByText(/lines without open advice/)).toBeVisible({ timeout: 30_000 });
	await ana.getByText(/lines without open advice/).click();
	await look(ana, 'the checklist');
	expect(await otherNames(ana), 'called what they show').toEqual([]);
	await ana.getByRole('button', { name: 'Objective 1: more' }).click();
	await ana.getByRole('menuitem', { name: 'Not this cycle…' }).click();
	await ana.getByRole('button', { name: 'Move it there' }).click();
	await look(ana, 'putting aside, without a reason');
	await ana.keyboard.press('Escape');
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await expect(ana.getByRole('dialog')).toBeVisible();
	expect(await otherNames(ana), 'called what they show').toEqual([]);
	await ana.keyboard.press('Escape');

	const closed = await browserOf();
	await closed.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('private', 'SecurityError');
		};
	});
	await joinAsNew(closed, edit, 'Ben');
	await expect(closed.getByText('This browser keeps nothing here').first()).toBeVisible();
	await look(closed, 'a browser that keeps nothing');
});

/** Looks at what a button opens, and leaves it. */
async function openAndLook(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name, exact: true }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await look(page, name);
	await page.keyboard.press('Escape');
}

/** Controls that are called something else than what stands on them: who speaks to the page says what they see. */
async function otherNames(page: Page): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode().withRules(['label-content-name-mismatch']);
	const { violations } = await axe.analyze();
	return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
}
