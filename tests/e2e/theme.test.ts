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
	expect(await barOf(page)).toBe('#1d1a16');

	await page.reload();
	expect(await barOf(page)).toBe('#1d1a16');
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
	expect(await barOf(page)).toBe('#f6f1e7');
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

/** The colour that the browser's own bar around the page is asked to have. */
function barOf(page: Page): Promise<string | undefined> {
	return page.evaluate(
		() =>
			[...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')].find(
				({ media }) => matchMedia(media).matches
			)?.content
	);
}
