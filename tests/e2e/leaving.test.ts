import type { Page } from '@playwright/test';
import { standIn } from './hands.ts';
import { expect, lineOf, objectivesOn } from './screen.ts';
import { startTeam, test, untilSafe } from './world.ts';

test('[DISK-7] a word typed in the very moment in which the page goes away is there when it comes back', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Nobody misses');
	const [ferry = ''] = await objectivesOn(page);
	await standIn({ page }, ferry, 'End');
	// A worker that is still fetching what it keeps would never be ready without the server.
	await page.evaluate(() => navigator.serviceWorker.ready);
	await relay.kill();
	await page.evaluate(() => {
		addEventListener('pagehide', () => {
			// eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to type from inside a page
			document.execCommand('insertText', false, ' boats');
		});
	});
	await page.reload();
	await expect(lineOf(page, ferry)).toHaveValue('Nobody misses boats');
});

test('[DISK-10] letters typed in the breath of a reload behind a slow write are there, time after time', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Boats');
	const [ferry = ''] = await objectivesOn(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await relay.kill();
	let written = 'Boats';
	for (let round = 0; round < 12; round++) {
		await standIn({ page }, ferry, 'End');
		await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
		await holdDisks(page);
		await page.keyboard.type(` ${round}ab`);
		written += ` ${round}ab`;
		await page.reload();
		await expect(lineOf(page, ferry)).toHaveValue(written);
	}
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('last-letters');
});

test('[AWAY-5] who reloads in the middle of typing is not told of their own words', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Nobody misses');
	const [ferry = ''] = await objectivesOn(page);
	await untilSafe(page);
	await page.reload();
	await expect(lineOf(page, ferry)).toHaveValue('Nobody misses');
	await standIn({ page }, ferry, 'End');
	await untilSafe(page);
	await holdDisks(page);
	await page.keyboard.type(' boats');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Sailings');
	await page.reload();
	await expect(lineOf(page, ferry)).toHaveValue('Nobody misses boats');
	await untilSafe(page);
	await page.getByRole('link', { name: 'Now' }).click();
	await expect(page.getByRole('heading', { name: 'Hello, Ana' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'While you were away' })).toBeVisible();
	await expect(page.locator('[data-away]')).toHaveCount(0);
});

/** A write into every database that lasts as long as the page: whatever is written after it has to wait. */
async function holdDisks(page: Page): Promise<void> {
	await page.evaluate(async () => {
		for (const { name = '' } of await indexedDB.databases()) {
			await new Promise<void>((resolve) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => {
					const names = [...request.result.objectStoreNames];
					const store = request.result.transaction(names, 'readwrite').objectStore(names[0] ?? '');
					const goOn = () => {
						resolve();
						store.count().onsuccess = goOn;
					};
					store.count().onsuccess = goOn;
				};
			});
		}
	});
}
