import { look } from './look.ts';
import { expect, test } from './world.ts';

test('[LOOK-8] the status and its share sheet are clean', async ({ relay, browserOf }) => {
	test.slow();
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.locator('article').first().waitFor();
	await page.getByRole('navigation').getByRole('link', { name: 'Status' }).click();
	await page.waitForURL(/\/status$/);
	await expect(page.locator('[data-standing]').first()).toBeVisible();
	for (const summary of await page.locator('[data-standing] > details > summary').all())
		await summary.click();
	const tables = page.getByText('As a table', { exact: true });
	// The pictures come later than the page.
	await expect(tables).toHaveCount(11);
	for (const table of await tables.all()) await table.click();
	await expect(page.getByRole('table')).toHaveCount(11);
	await look(page, 'the status');
	await page.getByRole('button', { name: 'Share' }).click();
	await expect(page.getByRole('textbox', { name: 'Digest' })).toBeVisible();
	await look(page, 'sharing the status');
});
