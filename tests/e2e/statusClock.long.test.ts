import { agreedPlan } from './checkInPlan.ts';
import { expect, linksOf, startTeam, test, untilSafe } from './world.ts';

const dayMs = 86_400_000;

test('[STATUS-12] a status and a check-in that were left open for two weeks are of today once they are looked at', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { view } = await linksOf(ana);
	await agreedPlan(ana, ['Answered within a day']);
	const reader = await browserOf();
	await reader.goto(view);
	const row = reader.locator('[data-standing]');
	await expect(row).toContainText('no value yet');
	await ana.goto(ana.url().replace(/\/[^/]+$/, '/check-in'));
	await expect(ana.getByRole('textbox', { name: /^Value now/ })).toBeVisible();

	for (const page of [reader, ana]) {
		await page.clock.setSystemTime(Date.now() + 14 * dayMs);
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	}
	await expect(row).toContainText('stale');
	// The card that was open before is of today, too.
	await ana.getByRole('textbox', { name: /^Value now/ }).fill('12');
	await ana.locator('label', { has: ana.getByRole('radio', { name: /^4:/ }) }).click();
	await ana.getByRole('button', { name: /^Save/ }).click();
	await untilSafe(ana);
	await expect(row).toContainText('12 customers on');
	await expect(row).toContainText('on track');
});

test('[REPORT-10] a reader whose clock is off is told so on the status', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { view } = await linksOf(ana);
	await agreedPlan(ana, ['Answered within a day']);
	const [right, wrong] = [await browserOf(), await browserOf()];
	await wrong.clock.setSystemTime(Date.now() + 3 * 3_600_000);
	for (const page of [right, wrong]) await page.goto(view);
	await expect(
		wrong.getByText(
			'The clock of this device is off by 3 hours against the relay’s. What this page'
		)
	).toBeVisible();
	await expect(right.locator('[data-standing]')).toBeVisible();
	await expect(right.getByText('The clock of this device')).toHaveCount(0);
});
