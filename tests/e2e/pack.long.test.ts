import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

const workshops = (page: Page) =>
	page.getByRole('navigation').getByRole('link', { name: 'Workshops' });

async function openPack(page: Page): Promise<void> {
	await workshops(page).click();
	await page.getByRole('link', { name: 'Context pack' }).click();
	await expect(page.getByRole('heading', { name: 'Context pack', level: 1 })).toBeVisible();
}

/** Writes a new line into a section of the pack. */
async function add(page: Page, button: string, line: string, text: string): Promise<void> {
	await page.getByRole('button', { name: button }).last().click();
	await expect(page.getByRole('textbox', { name: line, exact: true })).toBeFocused();
	await page.keyboard.type(text);
}

test('[PACK-5] a pack is written ahead, and read in the workshop without a network', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit, view } = await linksOf(page);
	await openPack(page);
	await expect(page.getByText('whoever has the readers’ link can read it too')).toBeVisible();
	await add(page, 'Write the mission', 'Mission 1', 'Ferries for everybody');
	await add(page, 'Add evidence', 'Evidence 1', 'Half of them come once');
	await page.getByLabel('Figure: Evidence 1').fill('52 %');
	await page.getByLabel('Source: Evidence 1').fill('https://stats.example/q3');
	await add(page, 'Add a link', 'Links 1', 'Board');
	await page.getByLabel('Address: Links 1').fill('javascript:alert(1)');
	await page.getByLabel('Address: Links 1').press('Enter');
	await expect(page.getByText('Words, not a link', { exact: false })).toBeVisible();
	// Enter goes on in the next line, and the keys move lines.
	await add(page, 'Add a lesson', 'Lessons 1', 'Ask the guests first');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Measure weekly');
	await page.keyboard.press('Alt+ArrowUp');
	await expect(page.getByRole('textbox', { name: 'Lessons 1', exact: true })).toHaveValue(
		'Measure weekly'
	);
	await page.getByRole('button', { name: 'What to do with: Lessons 2' }).click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByRole('textbox', { name: 'Lessons 2', exact: true })).toBeHidden();
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await expect(page.getByRole('textbox', { name: 'Lessons 2', exact: true })).toHaveValue(
		'Ask the guests first'
	);
	await untilSafe(page);
	await look(page, 'the pack, to be written');
	await page.setViewportSize({ width: 1280, height: 720 });

	const ben = (await joinAsNew(await browserOf(), edit, 'Ben')).page;
	await openPack(ben);
	await expect(ben.getByRole('textbox', { name: 'Evidence 1', exact: true })).toHaveValue(
		'Half of them come once'
	);
	const reader = await browserOf();
	await reader.goto(view);
	await reader.waitForURL(/\/status$/);
	await reader.goto(page.url());
	await expect(reader.getByText('Half of them come once')).toBeVisible();
	const link = reader.getByRole('link', { name: 'stats.example' });
	await expect(link).toHaveAttribute('href', 'https://stats.example/q3');
	await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
	await expect(reader.getByText('javascript:alert(1)')).toBeVisible();
	expect(await reader.locator('a[href^="javascript"]').count()).toBe(0);
	await expect(reader.getByRole('textbox')).toHaveCount(0);
	await look(reader, 'the pack, to be read');

	await workshops(page).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await workshops(ben).click();
	await ben.getByRole('link', { name: /^(Join|Open)$/ }).click();
	await ben.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('button', { name: 'Next: Where we stand' }).click();
	await expect(ben.getByRole('heading', { name: 'Where we stand' })).toBeVisible();
	await expect(ben.getByText('Half of them come once')).toBeVisible();
	await ben.context().setOffline(true);
	// What comes to mind in the meeting is written where one reads.
	await ben.getByRole('button', { name: 'Write in it' }).click();
	await add(ben, 'Add evidence', 'Evidence 2', 'Nobody waits');
	await ben.getByRole('button', { name: 'Read it' }).click();
	await expect(ben.getByText('Nobody waits')).toBeVisible();
	await ben.context().setOffline(false);
	await page.getByRole('link', { name: 'To the stage' }).click();
	await expect(page.getByText('Nobody waits')).toBeVisible({ timeout: 30_000 });
	await look(page, 'the context stage');
});

test('[PACK-5] the cycle before hands over what one has seen first, and the cycle’s file brings it back', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await openPack(page);
	await add(page, 'Write the mission', 'Mission 1', 'Ferries for everybody');
	await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Second visits');
	await addCycle(page);
	await openPack(page);
	await page.getByRole('button', { name: /^Take over from Q/ }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('Ferries for everybody');
	await expect(dialog).toContainText('Second visits (Guests come back)');
	await expect(dialog).toContainText('not measured');
	await look(page, 'what would come over');
	await dialog.getByRole('checkbox', { name: /Ferries/ }).uncheck();
	await dialog.getByRole('button', { name: 'Take over 1 line' }).click();
	await expect(page.getByText('1 line came over.')).toBeVisible();
	await expect(
		page.getByRole('textbox', { name: 'How the last cycle came out 1', exact: true })
	).toHaveValue('Second visits (Guests come back)');
	await page.getByRole('button', { name: /^Take over from Q/ }).click();
	await expect(dialog.getByRole('checkbox')).toHaveCount(1);
	await dialog.getByRole('button', { name: 'Cancel' }).last().click();

	await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Islands');
	await page.getByRole('button', { name: 'Plan: more' }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('menuitem', { name: 'Save as a file for Cairn (JSON)' }).click()
	]);
	const chunks: Buffer[] = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	expect(text).toContain('"section": "past"');
	await page.goto(page.url().replace(/\/plan$/, '/plan/paste'));
	await page.getByRole('textbox').first().fill(text.replaceAll('Second visits', 'Third visits'));
	await expect(page.getByText('1 line of the context pack')).toBeVisible();
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await openPack(page);
	await expect(
		page.getByRole('textbox', { name: 'How the last cycle came out 2', exact: true })
	).toHaveValue('Third visits (Guests come back)');
});

/** Adds the cycle after this one, and comes to stand in it. */
async function addCycle(page: Page): Promise<void> {
	const plan = page.url();
	await page.goto(plan.replace(/\/c\/.*$/, '/team'));
	await page.getByRole('button', { name: 'New cycle' }).click();
	await page.getByRole('button', { name: 'Add the cycle' }).click();
	const own = /\/c\/(\w+)/.exec(plan)?.[1] ?? '';
	const links = page.locator(`main a[href*="/c/"]:not([href*="/c/${own}/"])`);
	await expect(links.first()).toBeVisible();
	const other = /\/c\/(\w+)/.exec((await links.first().getAttribute('href')) ?? '')?.[1] ?? '';
	await untilSafe(page);
	await page.goto(plan.replace(own, other));
}
