import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { weigh } from '../../tools/weight.ts';
import { paste } from './hands.ts';
import { expect, joinAsNew, linksOf, readPlan, startTeam, test, untilSafe } from './world.ts';

const launch = 'Launch the new app';
const why = 'Your team can tick this off itself';

const mark = (page: Page) => page.getByRole('button', { name: /pieces? of advice$/ });
const noteOn = (page: Page) => page.getByRole('complementary', { name: /^Advice:/ });

test('[COACH-34] a line is advised in its own words, and a reasoned no to it is on every member’s screen', async ({
	relay,
	browserOf
}) => {
	const { page: ana } = await startTeam(await browserOf(), relay.url, {
		team: 'Lighthouse',
		name: 'Ana'
	});
	const { edit, view } = await linksOf(ana);
	const { page: ben } = await joinAsNew(await browserOf(), edit, 'Ben');
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('New customers feel at home in their first week');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type(launch);
	await expect(noteOn(ana)).toContainText(why);
	await expect(noteOn(ana)).toContainText('“app”');
	await expect(mark(ben)).toHaveAccessibleName(new RegExp(`^${launch}: `));

	const reader = await browserOf();
	await readPlan(reader, view);
	await expect(reader.locator('textarea').last()).toHaveValue(launch);
	await expect(mark(ana)).toBeVisible();
	await expect(mark(reader)).toHaveCount(0);
	await expect(reader.getByRole('heading', { name: 'Checklist' })).toHaveCount(0);

	await dismissAll(ana, 'The launch is our bet.');
	await expect(mark(ben)).toHaveCount(0);
	await ben.getByText(/dismissed$/).click();
	await expect(ben.getByText(/^Ana, .*“The launch is our bet\.”$/).first()).toBeVisible();

	// Another text is advised anew, on both screens.
	const line = ben.locator('[data-item] [data-item] textarea').first();
	await line.click();
	await ben.keyboard.press('ControlOrMeta+A');
	await ben.keyboard.type('Launch the old website');
	await expect(mark(ana)).toBeVisible();
	await expect(mark(ben)).toBeVisible();

	// A pasted line fills the fields, for the colleague too.
	await ben.keyboard.press('ControlOrMeta+A');
	await paste(ben, 'Increase NPS from 60 to 75 points');
	await ben.getByRole('button', { name: 'Fill in', exact: true }).click();
	const row = ana.locator('[data-item] [data-item]').first();
	await expect(row.locator('textarea')).toHaveValue('NPS');
	await expect(row.getByLabel('From (baseline)')).toHaveValue('60');
	await expect(row.getByLabel('To (target)')).toHaveValue('75');

	// The house rules switch it off for everybody at once.
	await ben.locator('[data-item] [data-item] textarea').last().click();
	await ben.keyboard.type('Launch the old website');
	await expect(mark(ana)).toBeVisible();
	await openRules(ana);
	await ana.getByRole('group', { name: 'The coach' }).getByText('Off').click();
	await expect(mark(ben)).toHaveCount(0);
	await expect(ben.getByRole('heading', { name: 'Checklist' })).toHaveCount(0);
	await ana.getByRole('button', { name: 'Undo' }).click();
	await expect(mark(ben)).toBeVisible();
	for (const rule of ['An output, not an outcome', 'Yes or no', 'No amount'])
		await ana.getByRole('checkbox', { name: rule }).uncheck();
	await expect(mark(ben)).toHaveCount(0);

	await reader.goto(reader.url().replace(/\/c\/.*$/, '/team/rules'));
	await expect(reader.getByText('House rules are for the members of this team.')).toBeVisible();
});

test('[COACH-35] what the coach thinks stays on the device: it asks no server, and needs none', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	const asked: string[] = [];
	const sent: Buffer[] = [];
	page.context().on('request', (request) => asked.push(request.url()));
	page.on('websocket', (socket) =>
		socket.on('framesent', ({ payload }) => sent.push(Buffer.from(payload)))
	);
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('New customers feel at home in their first week');
	await page.keyboard.press('Enter');
	await page.keyboard.type(launch);
	await expect(noteOn(page)).toContainText(why);
	await page.getByRole('button', { name: 'Why?' }).click();
	await expect(page.getByRole('dialog', { name: 'An output, not an outcome' })).toBeVisible();
	await page.keyboard.press('Escape');
	await untilSafe(page);
	// The line itself went to the relay, letter by letter, so what was sent has been seen here.
	expect(sent.some((frame) => frame.includes('h'))).toBe(true);
	for (const thought of ['output-not-outcome', why, 'once you have this', 'becomes'])
		expect(sent.filter((frame) => frame.includes(thought))).toEqual([]);
	const known = new RegExp(
		`^${relay.url}/(?:$|_app/|t/|time$|sw\\.js|[\\w.-]+\\.(?:html|js|png|svg|webmanifest)$)`
	);
	expect(asked.filter((url) => !known.test(url) && !url.startsWith('data:'))).toEqual([]);
	expect(asked.filter((url) => new URL(url).search !== '')).toEqual([]);

	await page.evaluate(() => navigator.serviceWorker.ready);
	await relay.kill();
	await page.reload();
	await page.locator('[data-item] [data-item] textarea').first().click();
	await expect(noteOn(page)).toContainText(why);
});

test('[COACH-36] the coach comes after the plan: its rules and words are not in the first load, and what is stays below 12 kB', () => {
	const { first, later } = weigh('/t/[team]/c/[cycle]/plan');
	const lazy = later.map(({ source }) => source);
	const parts = [
		'src/lib/okr/coach/coach.ts',
		'src/lib/okr/filling.ts',
		'src/lib/views/coach/parts.ts'
	];
	expect(parts.filter((part) => !lazy.includes(part))).toEqual([]);
	expect(parts.filter((part) => first.includes(part))).toEqual([]);
	// As they were written, with their comments, which is more than what is fetched.
	const root = new URL('../../src/lib/', import.meta.url);
	const sources = stays.map((file) => readFileSync(new URL(file, root)));
	expect(gzipSync(Buffer.concat(sources)).length).toBeLessThan(12_000);
});

/** What of the coach and the house rules is there before the plan is drawn. */
const stays = [
	'state/planCoach.svelte.ts',
	'state/lineOffers.svelte.ts',
	'views/AdviceMark.svelte',
	'views/LineCoach.svelte',
	'views/LineOffer.svelte',
	'views/adviceKey.ts',
	'views/coachParts.ts',
	'okr/houseRules.ts',
	'okr/dismissal.ts',
	'okr/coach/load.ts',
	'doc/rules.ts',
	'doc/dismissals.ts',
	'doc/fill.ts'
];

/** Says no, with a reason, to everything the coach says of the line one is in. */
async function dismissAll(page: Page, reason: string): Promise<void> {
	while ((await mark(page).count()) > 0) {
		await page.keyboard.press('Alt+Enter');
		await page.getByRole('button', { name: 'Dismiss…' }).click();
		await page.keyboard.type(reason);
		await page.keyboard.press('Enter');
		await expect(page.getByLabel('Why not here?')).toHaveCount(0);
	}
}

async function openRules(page: Page): Promise<void> {
	await page.goto(page.url().replace(/\/c\/.*$/, '/team'));
	await page.getByRole('link', { name: 'Change the house rules' }).click();
	await expect(page.getByRole('heading', { name: 'House rules' })).toBeVisible();
}
