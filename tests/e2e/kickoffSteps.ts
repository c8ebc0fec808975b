import type { Page } from '@playwright/test';

/** Prepares a kickoff, comes in, and goes to where it is led from. */
export async function prepareKickoff(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
}

/** Comes into the workshop that the team has. */
export async function comeIn(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('link', { name: /^(Join|Open)$/ }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
}

/** Writes an idea key by key, and finishes it. */
export async function writeIdea(page: Page, text: string): Promise<void> {
	await page.getByLabel('Your idea').pressSequentially(text);
	await page.getByLabel('Your idea').press('Enter');
}
