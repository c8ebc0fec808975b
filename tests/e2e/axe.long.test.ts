import type { Page } from '@playwright/test';
import { look } from './look.ts';
import type { RelayProcess } from './relayProcess.ts';
import { expect, joinAsNew, linksOf, readPlan, startTeam, test, untilSafe } from './world.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2);

test('[LOOK-8, LOOK-9] every place meets WCAG 2.2 AA in both themes, and fits a phone', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(600_000);
	const ana = await browserOf();
	await ana.goto(relay.url);
	await look(ana, 'the first page');
	await ana.getByRole('button', { name: 'Start a team' }).click();
	await ana.getByText('Change', { exact: true }).click();
	await look(ana, 'the dialog that starts a team');
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await look(ana, 'the empty plan');

	const { edit, view } = await linksOf(ana);
	const ben = await browserOf();
	await ben.goto(edit);
	await expect(ben.getByText('1 person is in it.')).toBeVisible();
	await look(ben, 'joining');
	await ben.getByText('I’m already here').click();
	await look(ben, 'joining, already here');
	await joinAsNew(ben, edit, 'Ben');

	await writePlan(ana);
	await disagree(relay, ana, ben);
	await look(ana, 'the plan with a card to settle');
	const menu = ana.getByRole('button', { name: 'Objective 1: more' });
	await look(ana, 'a menu on the plan', () => menu.press('Enter'));
	await ana.keyboard.press('Escape');
	await ana.locator('[data-disk]').click();
	await look(ana, 'where the words are safe');
	await ana.keyboard.press('Escape');

	await ana.goto(ana.url().replace(/plan$/, 'now'));
	await expect(ana.locator('[data-conflict]')).toBeVisible();
	await look(ana, 'now, with a card');
	await ana.goto(ana.url().replace(/\/c\/.*$/, '/team'));
	await ana.getByRole('button', { name: 'Show the recovery key' }).click();
	await ana.getByText('What if it is lost?').click();
	await look(ana, 'the team');
	await ana.getByRole('button', { name: 'Start a new team from this one…' }).click();
	await look(ana, 'founding a team');
	await ana.keyboard.press('Escape');
	await ana.goto(`${relay.url}/settings`);
	await expect(ana.getByRole('link', { name: 'Lighthouse' })).toBeVisible();
	await look(ana, 'the settings');
	await ana.goto(relay.url);
	await expect(ana.getByRole('link', { name: 'Lighthouse' })).toBeVisible();
	await look(ana, 'the teams of this device');

	const reader = await browserOf();
	await readPlan(reader, view);
	await expect(reader.locator('[data-conflict]')).toBeVisible();
	await look(reader, 'the plan of a reader');
});

async function writePlan(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('New customers feel at home in their first week with us');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Customers who invite a colleague');
	await page.getByLabel('From (baseline)').fill('12');
	await page.getByLabel('To (target)').fill('40 %');
	await page.getByLabel('Owner', { exact: true }).selectOption({ label: 'Ana' });
	await page.locator('input[type=date]').fill('2031-01-01');
	await page.getByRole('button', { name: 'Add a key result' }).click();
	await page.keyboard.insertText(longWord);
	await page.getByRole('button', { name: 'Add an objective' }).click();
	await page.keyboard.type('Deleted again');
	await page.getByRole('button', { name: 'Objective 2: more' }).click();
	await page.getByRole('menuitem', { name: 'Delete the objective' }).click();
	await page.getByText('1 deleted').click();
	const unreadable = page.getByLabel('From (baseline)').last();
	await unreadable.fill('a few');
	await unreadable.press('Enter');
	await expect(page.getByText('That is not a number.')).toBeVisible();
}

/** Two people set another target for the same key result while the relay is away. */
async function disagree(relay: RelayProcess, ana: Page, ben: Page): Promise<void> {
	await untilSafe(ana);
	await expect(ben.getByLabel('To (target)').first()).toHaveValue('40');
	await relay.kill();
	for (const [page, target] of [
		[ana, '35'],
		[ben, '50']
	] as const) {
		await expect(page.locator('[data-relay]')).not.toHaveAttribute('data-relay', 'safe');
		await page.getByLabel('To (target)').first().fill(target);
		await page.keyboard.press('Enter');
	}
	await relay.start();
	await expect(ana.locator('[data-conflict]')).toBeVisible({ timeout: 30_000 });
	await untilSafe(ana);
	await untilSafe(ben);
}
