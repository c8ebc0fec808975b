import type { Page } from 'playwright';
import { widths, type Camera } from './camera.ts';

/** What the coach says: in the margin or as a sheet, a rule, the form that dismisses, what it read from a line. */
export async function photographAdvice(page: Page, shoot: Camera): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 860 });
	await page.locator('article').last().getByRole('button', { name: 'Add a key result' }).click();
	await page.keyboard.type('Launch the new status page');
	const row = page.locator('li [data-item]').last();
	const line = row.locator('textarea');
	await row.getByRole('button', { name: /pieces? of advice$/ }).waitFor();
	await shoot(page, 'advice');
	for (const [name, button] of [
		['advice-why', 'Why?'],
		['advice-dismiss', 'Dismiss…']
	] as const)
		for (const [width, height] of widths) {
			await page.setViewportSize({ width, height });
			await line.focus();
			await page.keyboard.press('Alt+Enter');
			await page.getByRole('button', { name: button }).click();
			await shoot(page, name, [[width, height]]);
			await page.keyboard.press('Escape');
			await page.keyboard.press('Escape');
		}
	await line.fill(
		'Cut the time until we know of an outage from 42 to 5 minutes by end of November'
	);
	await line.press('Enter');
	await page.getByRole('button', { name: 'Keep as typed' }).waitFor();
	await shoot(page, 'advice-fill');
	await page.getByRole('button', { name: 'Fill in', exact: true }).click();
}
