import type { Browser } from 'playwright';
import { reveal, writeIdeas } from '../../tests/e2e/workshopStages.ts';
import { newPage, type Camera } from './camera.ts';

/** A kickoff that somebody rehearses alone, with its hints, until the colleagues group their cards. */
export async function photographRehearsal(
	browser: Browser,
	url: string,
	shoot: Camera
): Promise<void> {
	const page = await newPage(browser);
	await page.goto(url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.locator('article').first().waitFor();
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Rehearse a kickoff alone' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).waitFor();
	await shoot(page, 'rehearsal');
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	const lead = page.getByRole('link', { name: 'Lead', exact: true });
	await lead.click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await shoot(page, 'rehearsal-lead');
	const goOn = async (stage: string): Promise<void> => {
		if (await lead.isVisible()) await lead.click();
		await page.getByRole('button', { name: `Next: ${stage}` }).click();
		await page.getByRole('link', { name: 'To the stage' }).click();
	};
	await goOn('Where we stand');
	await goOn('Silent ideas');
	await writeIdeas(page, 'Nobody should have to phone us');
	await shoot(page, 'rehearsal-ideas');
	await lead.click();
	// They write as people do.
	await page
		.getByText(/^[1-9] ideas?$/)
		.nth(3)
		.waitFor({ timeout: 120_000 });
	await page.getByRole('link', { name: 'To the stage' }).click();
	await goOn('Reveal and group');
	await reveal(page);
	await page.locator('[data-card]').nth(3).waitFor();
	await shoot(page, 'rehearsal-wall');
}
