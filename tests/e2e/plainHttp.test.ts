import type { Page } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';
import { createLedger } from './ledger.ts';
import { playTheStory } from './plot.ts';
import { expect } from './screen.ts';
import { introduce, joinAsNew, startTeam, test } from './world.ts';

// A name is no loopback address, so the browser withholds from this page what it withholds on a LAN.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

test('over plain http at a host name three people write one plan, and a tab that died has kept its words', async ({
	relay,
	browserOf
}) => {
	const home = `http://cairn.test:${relay.port}/`;
	const [anaPage, benPage, cemPage] = [await browserOf(), await browserOf(), await browserOf()];
	const ana = await startTeam(anaPage, home, { team: 'Allotment', name: 'Ana' });
	await expectPlainHttp(ana.page);

	// The link goes from hand to hand by the older way of copying.
	await copyLink(ana.page);
	const link = await openCopiedLink(benPage, home);
	expect(link).toContain(`${home}join#`);
	const ben = await introduce(benPage, 'Ben');
	const cem = await joinAsNew(cemPage, link, 'Cem');
	const three = [ana, ben, cem];
	for (const { page } of three) await expectPlainHttp(page);

	const cast = { ana, ben, cem, link, ledger: createLedger() };
	const four = await playTheStory(cast, relay, {
		breakOff: () => Promise.resolve(),
		// No worker opens the page without a server, so what Cem typed is only on this browser's disk until then.
		async comeBack(person) {
			const plan = person.page.url();
			const context = person.page.context();
			await expect(person.page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
			await person.page.close();
			await context.setOffline(false);
			person.page = await context.newPage();
			await person.page.goto(plan);
		},
		arrive: async () => joinAsNew(await browserOf(), link, 'Dan')
	});
	for (const { page } of four) await expectPlainHttp(page);
});

/** Nothing is there that browsers keep for safe origins, and the page says what that means. */
async function expectPlainHttp(page: Page): Promise<void> {
	await expect(page.getByText('This page came over plain http.')).toBeVisible();
	const there = await page.evaluate(() => ({
		secure: isSecureContext,
		worker: 'serviceWorker' in navigator,
		clipboard: 'clipboard' in navigator,
		subtle: 'subtle' in crypto
	}));
	expect(there).toEqual({ secure: false, worker: false, clipboard: false, subtle: false });
}

async function copyLink(page: Page): Promise<void> {
	const other = await page.context().newPage();
	await other.goto(page.url().replace(/\/c\/.*$/, '/team'));
	const card = other.getByRole('article').filter({ hasText: 'Members’ link' });
	await card.getByRole('button', { name: 'Copy' }).click();
	await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
	await other.close();
}

/** Pastes what was copied into the first page's own field, opens it, and tells what it was. */
async function openCopiedLink(page: Page, home: string): Promise<string> {
	await page.goto(home);
	const field = page.getByLabel('The link');
	await field.click();
	await page.keyboard.press('ControlOrMeta+V');
	const link = await field.inputValue();
	await page.getByRole('button', { name: 'Open the link' }).click();
	return link;
}
