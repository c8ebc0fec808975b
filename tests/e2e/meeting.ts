import { expect, type Page } from '@playwright/test';

/** Prepares a kickoff from any place of a team, and stands on its panel. */
export async function prepareKickoff(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Start: Arrive' })).toBeVisible();
}

/** Goes on from the panel until the stage of this name is there. */
export async function goOnTo(page: Page, stage: string): Promise<void> {
	const standing = page.getByRole('region', { name: 'The course of the workshop' });
	while (!(await standing.getByRole('heading', { name: stage }).isVisible()))
		await standing.getByRole('button', { name: /^(Next|Start):/ }).click();
}

/** The code that the panel shows. */
export async function codeOn(page: Page): Promise<string> {
	const code = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	await expect(code).toBeVisible();
	return (await code.textContent()) ?? '';
}

/** Writes ideas in the silent stage, as whoever the page is. */
export async function writeIdeas(page: Page, ...texts: string[]): Promise<void> {
	for (const text of texts) {
		await page.getByLabel('Your idea').fill(text);
		await page.getByLabel('Your idea').press('Enter');
	}
}

/** Reveals the ideas, from the panel or the stage. */
export async function reveal(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Reveal the ideas' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
}
