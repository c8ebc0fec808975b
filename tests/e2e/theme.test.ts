import type { Page } from '@playwright/test';
import { expect, startTeam, test } from './world.ts';

test('[LOOK-11] a pinned theme stands from the first frame on, with and without the server', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ colorScheme: 'light' });
	await noteFrames(page);
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	expect(await framesOf(page)).toEqual(['light dark']);
	await page.goto(`${relay.url}/settings`);
	await page.getByText('Dark', { exact: true }).click();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

	await page.reload();
	await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
	expect(await framesOf(page)).toEqual(['dark']);

	await page.evaluate(() => navigator.serviceWorker.ready);
	await relay.kill();
	await page.reload();
	await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
	expect(await framesOf(page)).toEqual(['dark']);

	// No longer pinned, it follows the system again.
	await page.getByText('Auto', { exact: true }).click();
	await expect(page.locator('html')).not.toHaveAttribute('data-theme');
	await page.reload();
	await expect(page.getByRole('radio', { name: 'Auto' })).toBeChecked();
	expect(await framesOf(page)).toEqual(['light dark']);
});

/** Notes the colour schemes of every page from the first frame it draws. */
async function noteFrames(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = new Set<string>();
		Object.assign(globalThis, { schemesSeen: seen });
		const note = (): void => {
			const { colorScheme } = getComputedStyle(document.documentElement);
			// Before any style there is only what the page's head says for both.
			seen.add(colorScheme === 'normal' ? 'light dark' : colorScheme);
			requestAnimationFrame(note);
		};
		requestAnimationFrame(note);
	});
}

function framesOf(page: Page): Promise<string[]> {
	return page.evaluate(() => [
		...((globalThis as { schemesSeen?: Set<string> }).schemesSeen ?? [])
	]);
}
