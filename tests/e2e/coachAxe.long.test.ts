import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, startTeam, test } from './world.ts';

test('[LOOK-8, LOOK-9] the coach and the house rules meet WCAG 2.2 AA in both themes, and fit a phone', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(600_000);
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('New customers feel at home in their first week');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Launch the new app');
	await adviseOn(page);
	await page.goto(page.url().replace(/\/c\/.*$/, '/team/rules'));
	await page.getByLabel('Word or name').fill('Lighthouse spirit');
	await page.keyboard.press('Enter');
	await look(page, 'the house rules');
});

/** What the coach says of a line, in the margin or in its sheet, with the form that answers it; and a rule's page. */
async function adviseOn(page: Page): Promise<void> {
	const row = page.locator('li [data-item]').last();
	const line = row.locator('textarea');
	await expect(row.getByRole('button', { name: /pieces? of advice$/ })).toBeVisible();
	const advice = page.getByLabel(/^Advice: Launch/).getByRole('button', { name: 'Dismiss…' });
	const open = async () => {
		if (!(await advice.isVisible())) {
			await line.focus();
			await line.press('Alt+Enter');
		}
	};
	await look(page, 'advice on a line', open);
	await advice.click();
	await look(page, 'the answer to a piece of advice');
	await page.keyboard.press('Escape');
	await line.focus();
	await line.press('Alt+Enter');
	await page.getByRole('button', { name: 'Why?' }).click();
	await look(page, 'a rule of the coach');
	await page.keyboard.press('Escape');
	await line.fill('Increase NPS from 60 to 75 points by end of November');
	await line.press('Enter');
	await expect(page.getByRole('button', { name: 'Fill in', exact: true })).toBeVisible();
	await look(page, 'what was read from a line');
	await page.getByRole('button', { name: 'Keep as typed' }).click();
}
