import type { Page } from '@playwright/test';
import { look } from './look.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	openPlan,
	readPlan,
	startTeam,
	test,
	untilSafe
} from './world.ts';

test('[LINK-10] renewed links shut out all who have the old ones, tell each what to do, and let them back in with what they wrote', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Bakers sleep longer');
	const old = await linksOf(ana);
	const people = ana.url().replace(/\/c\/.*$/, '/team/people');
	const { page: ben } = await joinAsNew(await browserOf(), old.edit, 'Ben');
	const phone = await browserOf();
	await phone.goto(await ownLink(ana, people));
	await phone.waitForURL(/\/now$/);
	await openPlan(phone);
	const reader = await browserOf();
	await readPlan(reader, old.view);
	for (const page of [ben, phone, reader])
		await expect(objective(page, 1)).toHaveValue('Bakers sleep longer');
	await untilSafe(ben);
	await untilSafe(phone);

	const renewing = await ana.context().newPage();
	await renewing.goto(people.replace(/\/people$/, ''));
	await renewing.getByRole('button', { name: 'Renew the links…' }).click();
	await renewing.getByRole('button', { name: 'Renew them' }).click();
	await expect(renewing.getByText('These are the new links.')).toBeVisible();
	await renewing.close();
	const renewed = await linksOf(ana);
	expect(renewed.edit).not.toBe(old.edit);
	expect(renewed.view).not.toBe(old.view);
	await untilSafe(ana);

	// Everybody else is told, and goes on.
	for (const page of [ben, phone, reader])
		await expect(page.getByText('The team’s links were renewed')).toBeVisible();
	await expect(ana.getByText('The team’s links were renewed')).toHaveCount(0);
	await add(ben, 'Written by Ben, shut out');
	await add(phone, 'Written on the phone, shut out');
	await add(ana, 'Written by Ana meanwhile');
	await look(ben, 'the plan of somebody who was shut out');
	// Nothing is lost where the page goes meanwhile.
	await ben.reload();
	await expect(objective(ben, 2)).toHaveValue('Written by Ben, shut out');
	expect(await titlesOn(ana)).toEqual(['Bakers sleep longer', 'Written by Ana meanwhile']);

	// Each comes back by the link that is theirs: pasted, opened, read from the screen of the other device.
	await ben.getByRole('link', { name: 'Open the new link' }).click();
	await ben.getByLabel('The link or the code').fill(renewed.edit);
	await ben.keyboard.press('Enter');
	await ben.waitForURL(/\/t\//);
	await openPlan(ben);
	await phone.goto(await ownLink(ana, people));
	await phone.waitForURL(/\/t\//);
	await openPlan(phone);
	await readPlan(reader, renewed.view);

	await openPlan(ana);
	const all = [
		'Bakers sleep longer',
		'Written by Ana meanwhile',
		'Written by Ben, shut out',
		'Written on the phone, shut out'
	];
	for (const page of [ana, ben, phone, reader]) {
		await expect.poll(async () => (await titlesOn(page)).sort(), { timeout: 20_000 }).toEqual(all);
		await expect(page.getByText('The team’s links were renewed')).toHaveCount(0);
	}
	for (const page of [ana, ben, phone]) await untilSafe(page);
	await phone.goto(people);
	await expect(phone.getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('you');

	const late = await browserOf();
	await late.goto(old.edit);
	await expect(late.getByText('The team’s links were renewed')).toBeVisible();
});

function objective(page: Page, number: number) {
	return page.getByLabel(`Objective ${number}`, { exact: true });
}

async function add(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: 'Add an objective' }).click();
	await page.keyboard.type(title);
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
}

function titlesOn(page: Page): Promise<string[]> {
	return page
		.locator('article[data-item]')
		.evaluateAll((all) => all.map((one) => one.querySelector('textarea')?.value ?? ''));
}

/** What a person's other device scans, from a tab beside. */
async function ownLink(page: Page, people: string): Promise<string> {
	const tab = await page.context().newPage();
	await tab.goto(people);
	await tab.getByRole('button', { name: 'Add my other device' }).first().click();
	const link = await tab.getByLabel('The same as a link').inputValue();
	await tab.close();
	return link;
}
