import type { Page } from '@playwright/test';
import { pastedPlan } from './checkInPlan.ts';
import { expect, joinAsNew, linksOf, openPlan, startTeam, test, untilSafe } from './world.ts';
import { comeIn, leadTo, prepareKickoff } from './workshopStages.ts';

async function sure(page: Page, level: string): Promise<void> {
	await page.getByRole('radio', { name: new RegExp(`^${level}`) }).check({ force: true });
	await page.getByRole('button', { name: 'Seal my vote' }).click();
}

test('[OUTCOME-3] three people judge, stop, agree and end: the plan has a version, readers a code, and the cycle what came of it', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await pastedPlan(page, ['Second visits']);
	const { edit } = await linksOf(page);
	const others: Page[] = [];
	for (const name of ['Ben', 'Cleo']) {
		const other = await browserOf();
		await joinAsNew(other, edit, name);
		others.push(other);
	}
	const [ben, cleo] = others as [Page, Page];
	await prepareKickoff(page);
	for (const other of others) await comeIn(other);
	await leadTo(
		page,
		...['Where we stand', 'Silent ideas', 'Reveal and group', 'Vote'],
		...['Write objectives', 'Write key results', 'Quality and confidence']
	);

	// Advice: what the coach says of the plan, dismissed with a reason or taken over.
	await expect(ben.getByRole('heading', { name: 'Open advice' })).toBeVisible();
	await page.getByRole('button', { name: 'Ask everybody' }).click();
	await sure(page, '5');
	await sure(ben, '1');
	await sure(cleo, '2');
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	for (const one of [page, ben, cleo]) {
		await expect(one.getByText('Covers 3 of 3 people')).toBeVisible();
		await expect(one.getByRole('img', { name: '1, 2, 5; mean 2.7, from 3 people' })).toBeVisible();
		await expect(one.getByText('Promised, and you doubt it', { exact: false })).toBeVisible();
	}

	// Stops are open at once, and taken back by whoever said them.
	await leadTo(page, 'What do we stop?');
	await ben.getByLabel('We stop …').fill('the weekly report');
	await ben.getByLabel('We stop …').press('Enter');
	await expect(cleo.getByText('the weekly report')).toBeVisible();
	const stops = cleo.getByRole('region', { name: 'What do you no longer do?' });
	await expect(stops.getByRole('listitem')).toContainText('Ben');
	await cleo.getByLabel('We stop …').fill('the newsletter');
	await cleo.getByRole('button', { name: 'Add', exact: true }).click();
	await cleo.getByRole('button', { name: 'Take “the newsletter” back' }).click();
	await expect(cleo.getByRole('button', { name: 'Take “the weekly report” back' })).toBeHidden();
	await cleo.getByLabel('We stop …').fill('half a th');
	await cleo.reload();
	await expect(cleo.getByLabel('We stop …')).toHaveValue('half a th');
	await cleo.getByLabel('We stop …').fill('');

	// Agreed from within the stage; the second device signs too.
	await leadTo(page, 'Agree');
	await expect(ben.getByRole('heading', { name: 'The plan, to be read aloud' })).toBeVisible();
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'To the stage' }).click();
	await ben.getByRole('button', { name: 'Agree to it too' }).click();
	const hash = await page.locator('code').first().textContent();
	await expect(cleo.locator('code').first()).toHaveText(hash ?? '');
	await expect(cleo.getByText('Not agreed on their own device yet: Cleo')).toBeVisible();
	await expect(cleo.getByRole('img', { name: 'QR code of the Readers’ link' })).toBeVisible();
	const [file] = await Promise.all([
		cleo.waitForEvent('download'),
		cleo.getByRole('button', { name: /Markdown/ }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/\.md$/);

	// The end, twice at once, is one; and it stands in the cycle.
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'End the workshop' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await expect(cleo.getByText('This workshop has ended.', { exact: false })).toBeVisible();
	await expect(cleo.getByText('the weekly report')).toBeVisible();
	await cleo.getByRole('link', { name: 'Leave' }).click();
	await expect(cleo.getByText('We stop: the weekly report')).toBeVisible();
	await expect(cleo.locator('code').first()).toHaveText(hash ?? '');
	await openPlan(cleo);
	await expect(cleo.getByText('What we stop')).toBeVisible();
	await untilSafe(cleo);
});
