import { expect, test, untilControlled } from './world.ts';
import { dots, leadTo, reveal, writeIdeas } from './workshopStages.ts';

test('[REHEARSAL-4] a facilitator rehearses a kickoff alone, without a network, from the code to the printed plan', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await untilControlled(page);
	await relay.kill();
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Rehearse a kickoff alone' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	const lead = page.getByRole('link', { name: 'Lead', exact: true });
	await lead.click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await leadTo(page, 'Where we stand', 'Silent ideas');
	await writeIdeas(page, 'Nobody should have to phone us');
	await lead.click();
	// They write as people do.
	await expect(page.getByText(/\b2 ideas/)).toHaveCount(5, { timeout: 120_000 });
	await leadTo(page, 'Reveal and group');
	await reveal(page);
	await expect(page.getByText('Nobody should have to phone us')).toBeVisible();
	// They make three groups of them.
	await expect(page.locator('[data-cluster]')).toHaveCount(3, { timeout: 120_000 });

	await leadTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the vote' }).click();
	const first = page.getByRole('button', { name: /^One more dot for “/ }).first();
	const name = /“(.*)”/.exec((await first.getAttribute('aria-label')) ?? '')?.[1] ?? '';
	await dots(page, name, 2);
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	await expect(page.getByText('7 of 7 people have voted.')).toBeVisible();
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();

	await leadTo(page, 'Write objectives');
	await expect(page.locator('article[data-item]')).toHaveCount(2, { timeout: 120_000 });
	await leadTo(page, 'Write key results');
	await expect(page.locator('article[data-item] li [data-item]')).toHaveCount(2, {
		timeout: 120_000
	});
	const objective = await page.getByLabel('Objective 1', { exact: true }).inputValue();
	// What they leave open is for the one who leads.
	for (const due of await page.getByLabel('Due by').all())
		await due.fill((await due.getAttribute('max')) ?? '');
	await leadTo(page, 'Quality and confidence');
	await page.getByRole('button', { name: 'Ask everybody' }).click();
	for (const level of await page.getByRole('radio', { name: /^4/ }).all())
		await level.check({ force: true });
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	await expect(page.getByText('7 of 7 people have voted.')).toBeVisible();
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	await leadTo(page, 'What do we stop?');
	await page.getByLabel('We stop …').fill('the weekly report');
	await page.getByLabel('We stop …').press('Enter');
	await leadTo(page, 'Agree');
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'To the stage' }).click();
	await expect(page.locator('code').first()).toBeVisible();

	// On paper is the plan, and nothing of the meeting around it.
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	const printed = page.locator('.printed');
	await expect(printed).toContainText('As agreed: version 1');
	await expect(printed).toContainText(objective);
	for (const around of [
		page.getByRole('complementary', { name: 'About this rehearsal' }),
		page.getByRole('link', { name: 'Leave' }),
		lead
	])
		await expect(around).toBeHidden();
});
