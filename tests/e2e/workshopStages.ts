import type { Page } from '@playwright/test';

/** Takes part in the workshop that runs. */
export async function comeIn(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('link', { name: /^(Join|Open)$/ }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
}

/** Prepares a kickoff, takes part and stands on the lead's panel. */
export async function prepareKickoff(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
}

/** Has the lead go on, one stage after the other, and stand on the last of them. */
export async function leadTo(page: Page, ...stages: string[]): Promise<void> {
	const lead = page.getByRole('link', { name: 'Lead', exact: true });
	if (await lead.isVisible()) await lead.click();
	for (const stage of stages) await page.getByRole('button', { name: `Next: ${stage}` }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	await page.getByRole('heading', { level: 1, name: stages.at(-1) ?? '' }).waitFor();
}

/** Writes ideas where they are written in silence. */
export async function writeIdeas(page: Page, ...texts: string[]): Promise<void> {
	for (const text of texts) {
		await page.getByLabel('Your idea').fill(text);
		await page.getByLabel('Your idea').press('Enter');
	}
}

/** Writes an idea key by key, as people do. */
export async function typeIdea(page: Page, text: string): Promise<void> {
	await page.getByLabel('Your idea').pressSequentially(text);
	await page.getByLabel('Your idea').press('Enter');
}

/** Reveals, from the stage of the reveal. */
export async function reveal(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Reveal the ideas' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
}

/** Gives so many dots to something. */
export async function dots(page: Page, name: string, count: number): Promise<void> {
	for (let dot = 0; dot < count; dot++)
		await page.getByRole('button', { name: `One more dot for “${name}”` }).click();
}
