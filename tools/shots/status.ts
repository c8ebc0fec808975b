import type { Page } from 'playwright';
import type { Camera } from './camera.ts';

/** The status of the sample team, with what is drawn of it, how it is shared, and on paper. */
export async function photographStatus(page: Page, shoot: Camera): Promise<void> {
	await page.goto(page.url().replace(/\/[^/]+$/, '/status'));
	await page.locator('[data-standing]').first().waitFor();
	await page.getByRole('heading', { name: 'The cycle week by week' }).waitFor();
	await shoot(page, 'status');
	await page.emulateMedia({ media: 'print' });
	await shoot(page, 'print-status', [[794, 1123]]);
	await page.emulateMedia({ media: 'screen' });
	const loans = page.locator('[data-standing]').filter({ hasText: 'night shelf' });
	await loans.locator('summary').first().click();
	await loans.getByText('As a table').click();
	await shoot(page, 'status-drawn');
	await page.getByRole('button', { name: 'Share' }).click();
	await page.getByRole('textbox', { name: 'Digest' }).waitFor();
	await shoot(page, 'status-share');
	await page.keyboard.press('Escape');
}
