// `npm run shots [folder]`: pictures of every place with a full plan, at four widths and in both themes,
// from the real app and relay. Two of them are the README's. Build first (`npm run build`).
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { startRelayProcess } from '../tests/e2e/relayProcess.ts';
import { joinAsNew, linksOf, startTeam } from '../tests/e2e/steps.ts';
import { launchOptions } from './chromium.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.resolve(
	process.argv[2] ?? path.join(await mkdtemp(path.join(tmpdir(), 'shots-')))
);
const widths = [
	[360, 740],
	[768, 1024],
	[1280, 860],
	[1920, 1080]
] as const;
const themes = ['light', 'dark'] as const;

const plan: { title: string; keyResults: [metric: string, from: string, to: string][] }[] = [
	{
		title: 'New customers feel at home in their first week',
		keyResults: [
			['Customers who invite a colleague within seven days', '12', '40 %'],
			['Median time to the first finished project', '9', '4 days'],
			['Support questions per new customer', '3.1', '1.5']
		]
	},
	{
		title: 'Field crews trust what the app tells them',
		keyResults: [
			['Work orders corrected by phone afterwards', '18', '6 %'],
			['Crews that open the app before they leave the yard', '55', '85 %']
		]
	},
	{
		title: 'We hear about trouble before our customers do',
		keyResults: [['Incidents first reported by a customer', '7', '1']]
	}
];

const relay = await startRelayProcess();
const browser = await chromium.launch(launchOptions);
try {
	await mkdir(folder, { recursive: true });
	await photograph(browser);
	console.log(`Pictures are in ${folder}`);
} finally {
	await browser.close();
	await relay.close();
}

async function photograph(browser: Browser): Promise<void> {
	const ana = await newPage(browser);
	await ana.goto(relay.url);
	await shoot(ana, 'welcome');
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await shoot(ana, 'plan-empty');
	await writePlan(ana);
	const { edit, view } = await linksOf(ana);
	const ben = await newPage(browser);
	await ben.goto(edit);
	await ben.getByLabel('Your name').waitFor();
	await shoot(ben, 'join');
	await joinAsNew(ben, edit, 'Ben');
	await disagree(ana, ben);
	await ben.getByLabel('Objective 2', { exact: true }).click();
	await shoot(ana, 'plan');
	await ana.setViewportSize({ width: 1280, height: 860 });
	await ana.emulateMedia({ colorScheme: 'light' });
	await ana.locator('h1').click();
	// The theme has just changed; colours take a moment to come to rest.
	await ana.waitForTimeout(500);
	await ana.screenshot({ path: path.join(root, 'docs/plan.png') });
	await advise(ana);
	const teamUrl = ana.url().replace(/\/c\/.*$/, '');
	for (const [name, url] of [
		['now', ana.url().replace(/plan$/, 'now')],
		['paste', `${ana.url()}/paste`],
		['versions', `${ana.url()}/versions`],
		['earlier', ana.url().replace(/plan$/, 'earlier')],
		['team', `${teamUrl}/team`],
		['people', `${teamUrl}/team/people`],
		['rules', `${teamUrl}/team/rules`],
		['guide', `${teamUrl}/guide`],
		['settings', `${relay.url}/settings`],
		['home', relay.url]
	] as const) {
		await ana.goto(url);
		await ana.getByRole('heading').first().waitFor();
		await shoot(ana, name);
	}
	await ana.keyboard.press('/');
	await ana.getByRole('combobox').fill('customers');
	await ana.getByRole('option').first().waitFor();
	await shoot(ana, 'search');
	await ana.keyboard.press('Escape');
	await ana.keyboard.press('Escape');
	await ana.keyboard.press('?');
	await ana.getByRole('dialog').waitFor();
	await shoot(ana, 'keys');
	const newcomer = await newPage(browser);
	await newcomer.goto(relay.url);
	await newcomer.getByRole('button', { name: 'Look at a sample team' }).click();
	await newcomer.locator('article').first().waitFor();
	await shoot(newcomer, 'sample');
	const reader = await newPage(browser);
	await reader.goto(view);
	await reader
		.getByRole('heading', { name: /first week/ })
		.or(reader.locator('article'))
		.first()
		.waitFor();
	await shoot(reader, 'reader');
}

async function writePlan(page: Page): Promise<void> {
	for (const [at, { title, keyResults }] of plan.entries()) {
		await page
			.getByRole('button', { name: at === 0 ? 'Write the first objective' : 'Add an objective' })
			.click();
		await page.keyboard.type(title);
		for (const [metric, from, to] of keyResults) {
			await page.keyboard.press('Enter');
			await page.keyboard.type(metric);
			const row = page.locator('article').nth(at).locator('li').last();
			await row.getByLabel('From (baseline)').fill(from);
			await row.getByLabel('To (target)').fill(to);
			await row.getByLabel('To (target)').press('Enter');
			await row.locator('input[type=date]').fill('2026-12-18');
			await row.getByRole('textbox', { name: /^Key result/ }).focus();
		}
	}
}

/** What the coach says: in the margin or as a sheet, a rule, the form that dismisses, what it read from a line. */
async function advise(page: Page): Promise<void> {
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

/** Both choose another target for the same key result while the relay is away. */
async function disagree(ana: Page, ben: Page): Promise<void> {
	await relay.kill();
	for (const [page, target] of [
		[ana, '35 %'],
		[ben, '50 %']
	] as const) {
		const field = page.locator('article').first().getByLabel('To (target)').first();
		await field.fill(target);
		await field.press('Enter');
	}
	await relay.start();
	await ana.locator('[data-conflict]').first().waitFor({ timeout: 60_000 });
}

async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
	return context.newPage();
}

async function shoot(
	page: Page,
	name: string,
	sizes: readonly (readonly [number, number])[] = widths
): Promise<void> {
	for (const colorScheme of themes)
		for (const [width, height] of sizes) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await page.setViewportSize({ width, height });
			await page.evaluate(() => scrollTo(0, 0));
			// Colours take a moment to come to rest.
			await page.waitForTimeout(200);
			const file = `${name}-${width}-${colorScheme}.png`;
			await page.screenshot({ path: path.join(folder, file), fullPage: true });
		}
}
