// `npm run shots [folder [part…]]`: pictures of every place, at four widths and in both themes, from the real app and
// relay; with parts named, of those alone. One of them is the README's. Build first (`npm run build`).
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { startRelayProcess } from '../tests/e2e/relayProcess.ts';
import { joinAsNew, linksOf, readPlan, startTeam } from '../tests/e2e/steps.ts';
import { launchOptions } from './chromium.ts';
import { photographAdvice } from './shots/advice.ts';
import { photographAgreeing, photographVersions } from './shots/agreeing.ts';
import { cameraFor, newPage } from './shots/camera.ts';
import { photographCheckIn } from './shots/checkIn.ts';
import { photographGerman } from './shots/german.ts';
import {
	photographFile,
	photographPasting,
	photographPrint,
	photographTeam
} from './shots/team.ts';
import { photographItems } from './shots/item.ts';
import { photographRehearsal } from './shots/rehearsal.ts';
import { photographStatus } from './shots/status.ts';
import { photographWorkshop } from './shots/workshop.ts';
import { disagree, writePlan } from './shots/writing.ts';

const parts: Record<string, (browser: Browser) => Promise<void>> = {
	team: photographTeamLife,
	sample: photographSample,
	checkIn: (browser) => photographCheckIn(browser, relay.url, shoot),
	workshop: (browser) => photographWorkshop(browser, relay.url, shoot),
	rehearsal: (browser) => photographRehearsal(browser, relay.url, shoot),
	german: (browser) => photographGerman(browser, relay.url, shoot)
};

const root = path.join(import.meta.dirname, '..');
const [, , given, ...named] = process.argv;
const folder = path.resolve(given ?? path.join(await mkdtemp(path.join(tmpdir(), 'shots-'))));
const strange = named.filter((name) => !(name in parts));
if (strange.length > 0) {
	console.error(`No part "${strange.join('", "')}". There are ${Object.keys(parts).join(', ')}.`);
	process.exit(2);
}
const shoot = cameraFor(folder);
const relay = await startRelayProcess();
const browser = await chromium.launch(launchOptions);
try {
	await mkdir(folder, { recursive: true });
	for (const [name, photograph] of Object.entries(parts))
		if (named.length === 0 || named.includes(name)) await photograph(browser);
	console.log(`Pictures are in ${folder}`);
} finally {
	await browser.close();
	await relay.close();
}

/** A team from its first page to a second version of its plan, with all of its places. */
async function photographTeamLife(browser: Browser): Promise<void> {
	const ana = await newPage(browser);
	await ana.goto(relay.url);
	await shoot(ana, 'welcome');
	await ana.getByRole('button', { name: 'Start a team' }).click();
	await ana.getByLabel('Name of the team').waitFor();
	await shoot(ana, 'new-team');
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await shoot(ana, 'plan-empty');
	await writePlan(ana);
	const { edit, view } = await linksOf(ana);
	const ben = await newPage(browser);
	await ben.goto(edit);
	await ben.getByLabel('Your name').waitFor();
	await shoot(ben, 'join');
	await joinAsNew(ben, edit, 'Ben');
	await disagree(relay, ana, ben);
	await ben.getByLabel('Objective 2', { exact: true }).click();
	await shoot(ana, 'plan');
	await photographReadme(ana);

	const plan = ana.url();
	const team = plan.replace(/\/c\/.*$/, '');
	await photographAgreeing(ana, shoot);
	const reader = await newPage(browser);
	await readPlan(reader, view);
	await reader.getByRole('heading', { name: /first week/ }).waitFor();
	await shoot(reader, 'reader');
	await photographPrint(reader, 'print-reader', shoot);
	await photographVersions(ana, shoot);
	await ana.goto(plan);
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	await photographAdvice(ana, shoot);
	await photographPrint(ana, 'print', shoot);
	await photographTeam(ana, `${team}/team`, shoot);
	for (const [name, url] of [
		['now', plan.replace(/plan$/, 'now')],
		['earlier', plan.replace(/plan$/, 'earlier')],
		['team', `${team}/team`],
		['people', `${team}/team/people`],
		['rules', `${team}/team/rules`],
		['guide', `${team}/guide`],
		['settings', `${relay.url}/settings`],
		['home', relay.url],
		['join-paste', `${relay.url}/join`],
		['nowhere', `${relay.url}/no-such-place`]
	] as const) {
		await ana.goto(url);
		await ana.getByRole('heading').first().waitFor();
		await shoot(ana, name);
	}
	await photographHelp(ana, plan);
	await photographPasting(await newPage(browser), relay.url, shoot);
	await photographFile(await newPage(browser), ana, `${team}/team`, shoot);
}

/** The picture at the top of the README. */
async function photographReadme(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 860 });
	await page.emulateMedia({ colorScheme: 'light' });
	await page.locator('h1').click();
	// The theme has just changed; colours take a moment to come to rest.
	await page.waitForTimeout(500);
	await page.screenshot({ path: path.join(root, 'docs/plan.png') });
}

async function photographHelp(page: Page, plan: string): Promise<void> {
	await page.goto(plan);
	await page.locator('article').first().waitFor();
	await page.locator('[data-relay]').click();
	await page.getByRole('dialog').waitFor();
	await shoot(page, 'safety');
	await page.keyboard.press('Escape');
	await page.locator('h1').click();
	await page.keyboard.press('/');
	await page.getByRole('combobox').fill('customers');
	await page.getByRole('option').first().waitFor();
	await shoot(page, 'search');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await page.getByRole('dialog').waitFor();
	await shoot(page, 'keys');
}

async function photographSample(browser: Browser): Promise<void> {
	const page = await newPage(browser);
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.locator('article').first().waitFor();
	await shoot(page, 'sample');
	await photographStatus(page, shoot);
	await photographItems(page, shoot);
}
