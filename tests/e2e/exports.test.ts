import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, openPlan, planOn, startTeam, test } from './world.ts';

const text = [
	'## Guests come back',
	'- Second visits from 12 % to 40 % by 2026-12-31 (Ana)',
	'- Reviews a month from 30 to 120',
	'## Crew stays with us',
	'- Sick days a month from 9 to 4'
].join('\n');

async function paste(page: Page, given: string): Promise<void> {
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page.getByRole('textbox', { name: 'Your plan' }).fill(given);
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await page.getByRole('link', { name: 'See the plan' }).click();
	await page.waitForURL(/\/plan$/);
}

async function save(page: Page, item: string): Promise<{ name: string; content: string }> {
	await page.getByRole('button', { name: 'Plan: more' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: item }).click();
	const file = await download;
	const content = await readFile(await file.path(), 'utf8');
	return { name: file.suggestedFilename(), content };
}

test('[FILE-9] a plan saved as a file lands in a fresh team as the same plan', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Ferry', name: 'Ana' });
	await paste(page, text);
	const plan = await planOn(page);
	expect(plan).toHaveLength(2);
	const json = await save(page, 'Save as a file for Cairn (JSON)');
	const table = await save(page, 'Save as a table (CSV)');
	const markdown = await save(page, 'Save as text (Markdown)');
	expect(json.name).toMatch(/^Ferry-Q\d-\d{4}\.json$/);
	expect(table.content).toContain('Guests come back,,Second visits,number,12,40,%,2026-12-31,Ana');
	expect(markdown.content).toContain('## Crew stays with us');

	for (const [number, { name, content }] of [json, table, markdown].entries()) {
		const other = await browserOf();
		await startTeam(other, relay.url, { team: `Harbour ${number}`, name: 'Ana' });
		await other.getByRole('link', { name: 'Paste a plan' }).click();
		const buffer = Buffer.from(content);
		await other.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
		await other.getByRole('button', { name: 'Add to the plan' }).click();
		await openPlan(other);
		expect(await planOn(other)).toEqual(plan);
	}
});

test('[FILE-13] the plan prints on white pages of A4, without anything to press', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ colorScheme: 'dark' });
	await startTeam(page, relay.url, { team: 'Ferry', name: 'Ana' });
	const many = Array.from(
		{ length: 12 },
		(_, at) =>
			`## Objective ${at} that says in words what shall be different\n${'- Reviews from 30 to 120 by 2026-12-31 (Ana)\n'.repeat(4)}`
	);
	await paste(page, many.join('\n'));
	const pdf = await page.pdf({ printBackground: true, preferCSSPageSize: true });
	// 595 × 842 points, and three pages for twelve objectives.
	expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/);
	const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThanOrEqual(2);
	expect(pages.length).toBeLessThanOrEqual(4);

	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	const printed = page.locator('.printed');
	await expect(printed).toContainText('Objective 11');
	await expect(printed).toContainText('from 30 to 120');
	await expect(page.getByRole('button')).toHaveCount(0);
	expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
		'rgb(255, 255, 255)'
	);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await page.emulateMedia({ media: 'screen' });
	await expect(printed).toHaveCount(0);
});

test('[FILE-24] the versions of a cycle land with its plan, and are read apart from those that are agreed', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await ana.goto(relay.url);
	await ana.getByRole('button', { name: 'Look at a sample team' }).click();
	await ana.locator('article').first().waitFor();
	const { content } = await save(ana, 'Save as a file for Cairn (JSON)');

	const ben = await browserOf();
	await startTeam(ben, relay.url, { team: 'Harbour', name: 'Ben' });
	await paste(ben, content);
	await ben.getByRole('link', { name: '2 versions came with a file' }).click();
	await expect(ben.getByText('Who signed them cannot be checked here')).toBeVisible();
	const rows = ben.getByRole('region', { name: 'Versions from a file' }).locator('ol > li');
	const second = rows.filter({ hasText: 'Version 2' });
	await expect(second).toContainText('Amara');
	await second.getByText('Version 2', { exact: true }).click();
	await expect(second.getByRole('heading', { level: 3 }).first()).toBeVisible();
	// Whose a key result is, says the file: nobody of this team is meant.
	await expect(second.getByText('· Amara').first()).toBeVisible();
	await expect(second.getByText('Somebody')).toHaveCount(0);
	await look(ben, 'versions from a file');
	await expect(ben.locator('[data-version]')).toHaveCount(0);
});
