import { expect, joinAsNew, linksOf, openPlan, startTeam, test, untilSafe } from './world.ts';
import { comeIn, prepareKickoff } from './workshopStages.ts';

test('[STOP-3] what was said to be stopped on a phone without a network is marked as late wherever it stands', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await prepareKickoff(page);
	await comeIn(ben);
	await page.getByRole('button', { name: 'What to do with What do we stop?' }).click();
	await page.getByRole('menuitem', { name: 'Go there' }).click();
	await ben.getByLabel('We stop …').fill('the newsletter');
	await ben.getByLabel('We stop …').press('Enter');
	await untilSafe(ben);
	await ben.context().setOffline(true);
	await ben.getByLabel('We stop …').fill('the fax');
	await ben.getByLabel('We stop …').press('Enter');
	await expect(ben.getByRole('listitem').filter({ hasText: 'the fax' })).toBeVisible();
	await page.getByRole('button', { name: 'Next: Agree' }).click();
	await untilSafe(page);
	await ben.context().setOffline(false);
	await untilSafe(ben);
	await page.getByRole('button', { name: 'Back: What do we stop?' }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	const stops = page.getByRole('region', { name: 'What do you no longer do?' });
	await expect(stops.getByRole('listitem').filter({ hasText: 'the fax' })).toContainText(
		'came later'
	);
	await expect(stops.getByRole('listitem').filter({ hasText: 'the newsletter' })).not.toContainText(
		'came later'
	);

	// After the end too: in the cycle, and among the workshops that are past.
	await ben.context().setOffline(true);
	await ben.getByLabel('We stop …').fill('the stamps');
	await ben.getByLabel('We stop …').press('Enter');
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'End the workshop' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await untilSafe(page);
	await ben.context().setOffline(false);
	await page.getByRole('link', { name: 'To the stage' }).click();
	await page.getByRole('link', { name: 'Leave' }).click();
	for (const late of ['the fax (came later)', 'the stamps (came later)'])
		await expect(page.getByText(late)).toBeVisible();
	await openPlan(page);
	await expect(page.getByText('the stamps (came later)')).toBeVisible();
	await expect(page.getByText('the newsletter', { exact: true })).toBeVisible();
});
