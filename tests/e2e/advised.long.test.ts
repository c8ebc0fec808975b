import { pastedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { comeIn, prepareKickoff } from './workshopStages.ts';
import { expect, joinAsNew, linksOf, openPlan, startTeam, test } from './world.ts';

test('[OUTCOME-3, COACH-20] in the quality stage advice is dismissed with a reason or taken over, on every screen at once', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await pastedPlan(page, ['Second visits', 'Launch the new app', 'Write the handbook']);
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await prepareKickoff(page);
	await comeIn(ben);
	await page.getByRole('button', { name: 'What to do with Quality and confidence' }).click();
	await page.getByRole('menuitem', { name: 'Go there' }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();

	const advice = page.getByRole('region', { name: 'Open advice' });
	const line = (text: string) => advice.getByRole('listitem').filter({ hasText: text });
	const there = ben.getByRole('region', { name: 'Open advice' }).getByRole('listitem');
	const handbook = line('Write the handbook');
	await expect(handbook).toContainText('Your team can tick this off itself');
	await expect(there.filter({ hasText: 'Write the handbook' })).toBeVisible();
	await look(page, 'open advice');
	await page.setViewportSize({ width: 1280, height: 1400 });

	// A no takes a reason; one that is taken back changes nothing.
	await handbook.getByRole('button', { name: /^Dismiss/ }).click();
	await page.getByLabel('Why not here?').press('Enter');
	await expect(page.getByText('Give a reason, a few words are enough.')).toBeVisible();
	await handbook.getByRole('button', { name: 'Cancel' }).click();
	await expect(handbook).toContainText('Your team can tick this off itself');
	while ((await handbook.count()) > 0) {
		await handbook.getByRole('button', { name: /^Dismiss/ }).click();
		await page.getByLabel('Why not here?').fill('The handbook is what the auditor wants.');
		await page.getByLabel('Why not here?').press('Enter');
		await expect(page.getByLabel('Why not here?')).toHaveCount(0);
	}
	await expect(there.filter({ hasText: 'Write the handbook' })).toHaveCount(0);
	// What was dismissed stays so when the page comes back.
	await page.reload();
	await expect(line('Launch the new app')).toBeVisible();
	await expect(handbook).toHaveCount(0);

	// Taken over, an output is work for the key result beside it, and one writes on in the plan.
	await line('Launch the new app').getByRole('button', { name: 'Make it an initiative…' }).click();
	await page.getByRole('button', { name: 'Of “Second visits”' }).click();
	await page.waitForURL(/\/plan$/);
	await expect(page.locator('[data-initiative]')).toHaveCount(1);
	await expect(there.filter({ hasText: 'Launch the new app' })).toHaveCount(0);
	await ben.getByRole('link', { name: 'Leave' }).click();
	await openPlan(ben);
	await expect(ben.locator('[data-initiative]')).toHaveCount(1);
	await ben.getByText(/dismissed$/).click();
	await expect(
		ben.getByText(/^Ana, .*“The handbook is what the auditor wants\.”$/).first()
	).toBeVisible();
});
