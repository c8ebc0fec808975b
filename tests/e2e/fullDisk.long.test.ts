import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { launchOptions } from '../../tools/chromium.ts';
import { expect, startTeam, test, untilFetched } from './world.ts';

// A name is no loopback address: without a worker nothing but the plan takes of the storage.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

const diskOf = (page: Page) => page.locator('[data-disk]');

test('[FILE-23] the storage fills up in the middle of typing: the words stay, it is said, a copy is offered, and it recovers', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	const origin = `http://cairn.test:${relay.port}`;
	const session = await page.context().newCDPSession(page);
	const setQuota = (quotaSize?: number) =>
		session.send('Storage.overrideQuotaForOrigin', {
			origin,
			...(quotaSize === undefined ? {} : { quotaSize })
		});
	await setQuota(400_000);
	await startTeam(page, `${origin}/`, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	await expect(diskOf(page)).toHaveAttribute('data-disk', 'safe');
	await untilFetched(page);
	await relay.kill();

	let written = 'Guests come back';
	await expect(async () => {
		const more = ` ${'because they want to '.repeat(1000)}`;
		await page.keyboard.insertText(more);
		written += more;
		await expect(diskOf(page)).toHaveAttribute('data-disk', 'failed', { timeout: 3000 });
	}).toPass({ timeout: 120_000 });
	await page.keyboard.insertText('and the last word');
	written += 'and the last word';

	const line = page.locator('article textarea').first();
	await expect(line).toHaveValue(written);
	await expect(line).toBeFocused();
	const banner = page.getByRole('alert');
	await expect(banner).toContainText('The storage for this site is full');

	await banner.getByRole('button', { name: 'Copy what is on the screen' }).click();
	await expect(banner.getByRole('button', { name: 'Copied' })).toBeVisible();
	const download = page.waitForEvent('download');
	await banner.getByRole('button', { name: 'Save the team file' }).click();
	expect((await readFile(await (await download).path())).length).toBeGreaterThan(written.length);

	await setQuota(50_000_000);
	await expect(diskOf(page)).toHaveAttribute('data-disk', 'safe', { timeout: 120_000 });
	await expect(banner).toBeHidden();
	await line.click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('ControlOrMeta+V');
	await expect(line).toHaveValue(/Guests come back because .*and the last word/);

	await relay.start();
	await page.reload();
	await expect(line).toHaveValue(/Guests come back because .*and the last word/);
});
