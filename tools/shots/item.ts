import type { Page } from 'playwright';
import type { Camera } from './camera.ts';

/** A key result and an objective of the sample team, each at its own place. */
export async function photographItems(page: Page, shoot: Camera): Promise<void> {
	await page.goto(page.url().replace(/\/[^/]+$/, '/plan'));
	const row = page.locator('article li > [data-item]', { hasText: '9 minutes before' });
	const id = await row.getAttribute('data-item');
	const objective = await page.locator('article[data-item]').first().getAttribute('data-item');
	const plan = page.url();
	await page.goto(`${plan}/${id ?? ''}`);
	await page.getByText('As a table').waitFor();
	await shoot(page, 'item');
	await page.goto(`${plan}/${objective ?? ''}`);
	await page.locator('[data-place] ul').first().waitFor();
	await shoot(page, 'item-objective');
}
