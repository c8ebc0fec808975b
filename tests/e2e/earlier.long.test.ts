import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, openPlan, planOn, startTeam, test, untilSafe } from './world.ts';

const text = [
	'## Guests come back',
	'- Second visits from 12 % to 40 % by 2026-12-31 (Ana)',
	'- Reviews a month from 30 to 120',
	'## Crew stays with us',
	'- Sick days a month from 9 to 4'
].join('\n');

async function paste(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page.getByRole('textbox', { name: 'Your plan' }).fill(text);
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await page.getByRole('link', { name: 'See the plan' }).click();
	await page.waitForURL(/\/plan$/);
}

/** Opens the earlier states of the current cycle, by way of the team's page. */
async function openEarlier(page: Page): Promise<void> {
	await page.goto(page.url().replace(/\/c\/.*$/, '/team'));
	await page.getByRole('link', { name: /Look at earlier days/ }).click();
	await page.waitForURL(/\/earlier$/);
}

test('[EARLIER-1, EARLIER-2] what was spoilt in a plan is found on an earlier day and brought back', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Ferry', name: 'Ana' });
	await openEarlier(page);
	await expect(page.getByText('No day is kept yet.')).toBeVisible();
	await page.goBack();
	await openPlan(page);
	await paste(page);
	await untilSafe(page);
	const before = await planOn(page);
	const plan = page.url();

	// Everybody leaves; the relay keeps the day some seconds later.
	await page.goto('about:blank');
	const states = /Day/;
	await expect(async () => {
		await page.waitForTimeout(12_000);
		await page.goto(plan.replace(/plan$/, 'earlier'));
		await expect(page.getByLabel(states)).toBeVisible({ timeout: 3000 });
	}).toPass();
	await expect(page.getByText('Nothing: the plan now is the plan of that day.')).toBeVisible();

	await openPlan(page);
	await page.locator('article[data-item] textarea').first().fill('People come back');
	await page.locator('article[data-item] textarea').first().blur();
	await page.getByRole('button', { name: 'Objective 2: more' }).press('Enter');
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await openEarlier(page);
	await expect(page.locator('[data-since=changed]')).toContainText('People come back');
	const gone = page.locator('[data-since=removed]');
	await expect(gone).toHaveCount(2);
	await look(page, 'an earlier day');

	await page.getByRole('button', { name: 'Bring back Crew stays with us as it was' }).click();
	await expect(page.getByText('Crew stays with us: brought back for everybody.')).toBeVisible();
	await page.getByRole('button', { name: 'Bring back People come back as it was' }).click();
	await expect(page.getByText('Nothing: the plan now is the plan of that day.')).toBeVisible();
	await openPlan(page);
	expect(await planOn(page)).toEqual(before);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.poll(async () => (await planOn(page))[0]?.title).toBe('People come back');
	await untilSafe(page);
});
