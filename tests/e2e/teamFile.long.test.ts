import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	planOn,
	startTeam,
	test,
	untilFetched,
	untilSafe
} from './world.ts';

// A name is no loopback address: the browser withholds what it withholds in a room without https.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

async function write(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: /^(Write the first|Add an) objective$/ }).click();
	await page.keyboard.type(title);
	await page.keyboard.press('Escape');
}

const titlesOn = async (page: Page) => (await planOn(page)).map(({ title }) => title).toSorted();

async function openPlace(page: Page, place: 'Team' | 'Settings' | 'All teams'): Promise<void> {
	await page.getByRole('button', { name: 'Team and cycle' }).click();
	await page.getByRole('menuitem', { name: place, exact: true }).click();
}

async function saved(page: Page, button: string): Promise<{ name: string; buffer: Buffer }> {
	const download = page.waitForEvent('download', { timeout: 120_000 });
	await page.getByRole('button', { name: button }).click();
	const file = await download;
	return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
}

function open(page: Page, { name, buffer }: { name: string; buffer: Buffer }): Promise<void> {
	const mimeType = 'application/octet-stream';
	return page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
}

test('[FILE-19] a team file carried by hand from one browser to another, with the relay dead, merges', async ({
	relay,
	browserOf
}) => {
	const [anas, bens] = [await browserOf(), await browserOf()];
	await startTeam(anas, `http://cairn.test:${relay.port}/`, { team: 'Ferry', name: 'Ana' });
	await write(anas, 'Guests come back');
	await joinAsNew(bens, (await linksOf(anas)).edit, 'Ben');
	await expect.poll(() => titlesOn(bens)).toEqual(['Guests come back']);
	await untilSafe(anas);
	await untilSafe(bens);
	// Without https a place opens only where it was opened before, once the server is gone.
	const plan = bens.url();
	for (const page of [anas, bens]) {
		await openPlace(page, 'Team');
		await expect(page.getByRole('button', { name: 'Save the team file' })).toBeVisible();
		await untilFetched(page);
	}
	await anas.goBack();
	await relay.kill();
	await write(anas, 'Crew stays with us');
	await openPlace(anas, 'Team');
	const file = await saved(anas, 'Save the team file');
	expect(file.name).toMatch(/^Ferry-\d{4}-\d\d-\d\d\.cairn$/);

	await open(bens, { ...file, buffer: file.buffer.subarray(0, -40) });
	await expect(bens.getByText('1 part of the file is damaged or cut off')).toBeVisible();
	await open(bens, file);
	await expect(bens.getByText('“Ferry” has something new from the file')).toBeVisible();
	await open(bens, file);
	await expect(
		bens.getByText('“Ferry” has everything that is in this file already.')
	).toBeVisible();
	await open(bens, { name: 'x.cairn', buffer: Buffer.from('\0garbage') });
	await expect(bens.getByText('neither a team file nor a backup of Cairn')).toBeVisible();
	const newer = Buffer.from('{"cairn":"team","version":7,"teamId":"x"}\n');
	await open(bens, { name: 'x.cairn', buffer: newer });
	await expect(bens.getByText('written by a newer Cairn')).toBeVisible();

	await relay.start();
	await bens.goto(plan);
	await expect.poll(() => titlesOn(bens)).toEqual(['Crew stays with us', 'Guests come back']);
	await untilSafe(bens);

	// Somebody who does not know the team needs its link first.
	const stranger = await browserOf();
	await stranger.goto(`http://cairn.test:${relay.port}/settings`);
	await open(stranger, file);
	await expect(stranger.getByText('which this device does not know yet')).toBeVisible();
});

test('[FILE-22] a backup brings a new browser the whole team, and it goes on writing there', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const old = await browserOf({ viewport: { width: 360, height: 740 } });
	await startTeam(old, `http://cairn.test:${relay.port}/`, { team: 'Ferry', name: 'Ana' });
	await write(old, 'Guests come back');
	await untilSafe(old);
	await openPlace(old, 'Settings');
	await old.getByText('Dark', { exact: true }).click();
	await old.getByRole('button', { name: 'Save the backup' }).click();
	await expect(old.getByText('Type a passphrase first')).toBeVisible();
	const field = old.getByLabel('Passphrase');
	await field.fill('secret');
	await expect(old.getByText('finds this one quickly')).toBeVisible();
	await old.getByRole('button', { name: 'Make one' }).click();
	const passphrase = await field.inputValue();
	expect(passphrase).toMatch(/^[a-z2-7-]{24}$/);
	const file = await saved(old, 'Save the backup');
	expect(file.name).toMatch(/\.cairn-backup$/);
	await expect(old.getByText('Keep the passphrase somewhere else')).toBeVisible();
	await old.context().close();

	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	await page.goto(`http://cairn.test:${relay.port}/`);
	await page.getByRole('link', { name: 'Open a backup or a team file' }).click();
	await open(page, { ...file, buffer: file.buffer.subarray(0, -1) });
	const again = page.getByRole('button', { name: 'Restore' });
	// Not the one beside it, by which a backup is made: that is there before the file is read.
	const typed = page.locator('form', { has: again }).getByLabel('Passphrase');
	await typed.fill(passphrase);
	await again.click();
	await expect(page.getByText('This backup is cut or damaged')).toBeVisible();
	await open(page, file);
	await expect(typed).toBeFocused();
	await typed.fill('not this one');
	await again.click();
	await expect(page.getByText('That is not the passphrase')).toBeVisible({ timeout: 120_000 });
	await expect(typed).toBeFocused();
	await typed.fill(passphrase);
	await page.keyboard.press('Enter');
	await expect(page.getByText('Restored. 1 team is on this device')).toBeVisible({
		timeout: 120_000
	});
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.getByRole('link', { name: 'Go to your teams' }).click();
	await page.getByRole('link', { name: 'Ferry' }).click();
	await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await expect.poll(() => titlesOn(page)).toEqual(['Guests come back']);
	await write(page, 'Crew stays with us');
	await untilSafe(page);
	await openPlace(page, 'Team');
	await expect(page.getByText('2 devices', { exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Show the recovery key' })).toBeVisible();
});
