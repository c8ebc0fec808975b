import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';
import { buildOtherVersion } from './otherVersion.ts';
import { startRelayProcess, type RelayProcess } from './relayProcess.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	planOn,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const build = path.join(import.meta.dirname, '../../build');

interface Site {
	relay: RelayProcess;
	/** Puts the next version of the app in the place of this one, once it is built. */
	update: () => Promise<void>;
}

/** A relay process that serves a copy of the built app, which can be replaced. */
const withSite = test.extend<{ site: Site }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs here
	site: async ({}, use) => {
		const folder = await mkdtemp(path.join(tmpdir(), 'cairn-next-'));
		const served = path.join(folder, 'served');
		await cp(build, served, { recursive: true });
		const building = buildOtherVersion(path.join(folder, 'next'));
		// A test that fails before it asks for the update is not to fail for this as well.
		const built = building.catch(() => undefined);
		const relay = await startRelayProcess({ buildDir: served });
		await use({
			relay,
			async update() {
				const next = await building;
				await rm(served, { recursive: true });
				await cp(next, served, { recursive: true });
			}
		});
		await relay.close();
		await built;
		await rm(folder, { recursive: true });
	}
});

test('[PWA-1] after one visit every place opens with the server dead, also one never visited', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await writeObjective(ana, 'New customers feel at home');
	// A colleague makes a cycle, so that Ana's browser has never been to the team's page nor in that cycle.
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await addCycle(ben, 'Next quarter');
	await untilControlled(ana);
	expect(await precachedPaths(ana)).toEqual(await builtPaths());
	await untilSafe(ana);
	const teamMenu = ana.getByRole('button', { name: 'Team and cycle' });
	await teamMenu.click();
	await expect(ana.getByRole('menuitemradio', { name: 'Next quarter' })).toBeVisible();
	await ana.keyboard.press('Escape');

	expect(await shownAt(ana, '/healthz')).toContain('"ok":true');

	await relay.kill();
	expect((await ana.reload())?.fromServiceWorker()).toBe(true);
	await expect(ana.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'New customers feel at home'
	);

	const other = await ana.context().newPage();
	await other.goto(ana.url().replace(/\/c\/.*$/, '/team'));
	await expect(other.getByText('Ben', { exact: true })).toBeVisible();
	await other.goto(`${relay.url}/settings`);
	await expect(other.getByRole('heading', { name: 'This device', level: 1 })).toBeVisible();
	await other.goto(`${relay.url}/join`);
	await expect(other.getByLabel('The link')).toBeVisible();
	await other.goto(relay.url);
	await expect(other.getByRole('link', { name: 'Lighthouse' })).toBeVisible();
	await other.close();

	await ana.getByRole('button', { name: 'Team and cycle' }).click();
	await ana.getByRole('menuitemradio', { name: 'Next quarter' }).click();
	await expect(ana.getByRole('heading', { name: 'Next quarter' })).toBeVisible();
	await ana.goBack();

	await ana.getByLabel('Objective 1', { exact: true }).press('End');
	await ana.keyboard.type(' in a week');
	await ana.getByLabel('Objective 1', { exact: true }).press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	await expect(ana.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	expect((await ana.reload())?.fromServiceWorker()).toBe(true);
	const written = [
		{
			title: 'New customers feel at home in a week',
			keyResults: ['Customers who invite a colleague |  | ']
		}
	];
	await expect.poll(() => planOn(ana)).toEqual(written);

	await relay.start();
	await untilSafe(ana);
	await expect.poll(() => planOn(ben)).toEqual(written);
});

withSite(
	'[PWA-2] an update is offered and never forced; what is typed stays, and one tap brings it to every tab',
	async ({ site, browserOf }) => {
		const { relay } = site;
		const first = await browserOf();
		await startTeam(first, relay.url, { team: 'Lighthouse', name: 'Ana' });
		await writeObjective(first, 'New customers feel at home');
		await first.keyboard.press('Enter');
		await first.keyboard.type('Customers who invite a colleague');
		await untilControlled(first);
		const second = await first.context().newPage();
		await second.goto(first.url());
		await expect(second.getByLabel('Objective 1', { exact: true })).toBeVisible();

		await relay.kill();
		await first.getByLabel('Objective 1', { exact: true }).press('End');
		await first.keyboard.type(' in a week');
		await site.update();
		await relay.start();

		// Both fields are unfinished while the new version comes: nobody has left them.
		const target = first.getByLabel('To (target)');
		await target.focus();
		await first.keyboard.type('4');
		await wake(first);
		const offer = (page: Page) => page.getByRole('button', { name: 'Reload with the new version' });
		await expect(offer(first)).toBeVisible({ timeout: 30_000 });
		await expect(offer(second)).toBeVisible();
		await expect(target).toBeFocused();
		await first.keyboard.type('0');
		await expect(target).toHaveValue('40');

		// A form that is half filled would not survive: its tab is left alone, and goes on offering.
		const third = await first.context().newPage();
		await third.goto(`${relay.url}/join`);
		await third.getByLabel('The link').pressSequentially('https://');

		// Not taken, the offer stays an offer: the old version goes on, also over a reload.
		await second.reload();
		await expect(offer(second)).toBeVisible();
		expect(await versionOn(second)).toMatch(/^Cairn, version/);
		await expect(offer(second)).toBeVisible();

		const reloaded = first.waitForEvent('load');
		await offer(second).click();
		await reloaded;
		const written = [
			{
				title: 'New customers feel at home in a week',
				keyResults: ['Customers who invite a colleague |  | 40']
			}
		];
		await expect.poll(() => planOn(first)).toEqual(written);
		await expect(offer(first)).toBeHidden();
		await expect.poll(() => versionOn(second)).toMatch(/^Next Cairn/);
		await untilSafe(first);
		await expect(third.getByLabel('The link')).toHaveValue('https://');
		await third.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
		await offer(third).click();
		await expect(third.getByLabel('The link')).toHaveValue('');
		await expect(offer(third)).toBeHidden();
		await third.close();

		await relay.kill();
		expect((await first.reload())?.fromServiceWorker()).toBe(true);
		await expect.poll(() => planOn(first)).toEqual(written);
		expect((await second.reload())?.fromServiceWorker()).toBe(true);
		expect(await versionOn(second)).toMatch(/^Next Cairn/);
		expect(await versionOn(first)).toMatch(/^Next Cairn/);
	}
);

test('[PWA-3] Cairn can be installed, with icons that are what the manifest says', async ({
	relay
}) => {
	// A context of its own kind: the others count as private windows, where nothing is installed.
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-profile-'));
	const context = await chromium.launchPersistentContext(profile, launchOptions);
	const page = await context.newPage();
	await page.goto(relay.url);
	await untilControlled(page);
	const browser = await context.newCDPSession(page);
	const { errors } = await browser.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	await expect
		.poll(async () => (await browser.send('Page.getInstallabilityErrors')).installabilityErrors)
		.toEqual([]);

	const icons = await page.evaluate(async () => {
		const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
		const manifest = (await (await fetch(link?.href ?? '')).json()) as {
			icons: { src: string; sizes: string; type: string; purpose: string }[];
		};
		return Promise.all(
			manifest.icons.map(async ({ src, sizes, type, purpose }) => {
				const response = await fetch(src);
				const image = new Image();
				image.src = src;
				await image.decode();
				return {
					purpose,
					sizes,
					type,
					isSo:
						response.headers.get('content-type') === type &&
						(sizes === 'any' || sizes === `${image.naturalWidth}x${image.naturalHeight}`)
				};
			})
		);
	});
	expect(icons.filter(({ isSo }) => !isSo)).toEqual([]);
	const sizesFor = (purpose: string) =>
		icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
	expect(sizesFor('any')).toEqual(expect.arrayContaining(['192x192', '512x512']));
	expect(sizesFor('maskable')).toContain('512x512');
	await context.close();
	await rm(profile, { recursive: true });
});

async function writeObjective(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type(title);
}

/** Adds a cycle on the team's page, and goes back to the plan of the current one. */
async function addCycle(page: Page, name: string): Promise<void> {
	await page.goto(page.url().replace(/\/c\/.*$/, '/team'));
	await page.getByRole('button', { name: 'New cycle' }).click();
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByRole('button', { name: 'Add the cycle' }).click();
	await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
	await page.getByRole('link', { name: /^Q\d/ }).click();
	await page.waitForURL(/\/plan$/);
}

/** The worker has everything and answers for this page. */
/** As when somebody comes back to the tab: that is when it asks for a newer version. */
async function wake(page: Page): Promise<void> {
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

/** What the settings say the version is; the page is where it was afterwards. */
async function versionOn(page: Page): Promise<string> {
	const url = page.url();
	await page.goto(new URL('/settings', url).href);
	const told = await page.getByText(/^(Next )?Cairn, /).textContent();
	await page.goto(url);
	return told?.trim() ?? '';
}

/** What a navigation shows that the worker sees: in a tab, as the relay's answers may not be framed. */
async function shownAt(page: Page, address: string): Promise<string | null> {
	const tab = await page.context().newPage();
	// A browser asks for an icon there, which is not what this is about.
	await tab.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
	await tab.goto(new URL(address, page.url()).href);
	const text = await tab.textContent('body');
	await tab.close();
	return text;
}

async function precachedPaths(page: Page): Promise<string[]> {
	const urls = await page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.includes('precache'));
		const caught = await Promise.all(
			names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))
		);
		return caught.flat();
	});
	return urls.map((url) => new URL(url).pathname.slice(1)).sort();
}

/**
 * Every file of the built app, but the worker itself, the file that tells of newer versions (it has to
 * come from the server), and what the server sends compressed.
 */
async function builtPaths(): Promise<string[]> {
	const entries = await readdir(build, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(build, path.join(entry.parentPath, entry.name)))
		.filter((file) => !/^\.|\.(br|gz)$|^sw\.js$|^_app\/version\.json$/.test(file))
		.sort();
}
