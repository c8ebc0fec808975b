import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, openPlan, planOn, startTeam, test } from './world.ts';

const table = [
	'Objective\tKey result\tBaseline\tCurrent\tTarget\tUnit\tDue\tOwner\tComment',
	'Guests come back\tSecond visits\t12\t17\t40\t%\t2026-12-31\tAna\t',
	'\tReviews a month\t30\t41\tmany\treviews\t30 Nov 2026\tTom\task the hotel',
	'Crew stays with us\tSick days a month\t9\t\t4\tdays\t\t\t'
].join('\n');

async function startPasting(page: Page, url: string): Promise<void> {
	await startTeam(page, url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page.waitForURL(/\/plan\/paste$/);
}

test('[FILE-7] a table copied from a sheet is previewed, corrected, added, and taken back', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	await startPasting(page, relay.url);
	const text = page.getByRole('textbox', { name: 'Your plan' });
	await text.fill(table);
	await expect(page.getByRole('status').last()).toContainText('2 objectives, 3 key results');
	await expect(page.getByText('“Tom” is not one person of this team')).toBeVisible();
	await expect(page.getByText('“many” is not one number')).toBeVisible();
	await expect(page.getByText('Values of today stand in the words')).toBeVisible();

	await page.getByText('What the columns are').click();
	await page.getByLabel('Comment').selectOption('Leave it out');
	await page
		.getByLabel(/^Read “Crew stays with us/)
		.last()
		.selectOption('Leave out');
	await expect(page.getByRole('status').last()).toContainText('2 objectives, 2 key results');

	// The text waits while one looks at the plan.
	await openPlan(page);
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await expect(text).toHaveValue(table);
	await expect(page.getByRole('status').last()).toContainText('2 objectives, 2 key results');

	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await expect(page.getByRole('heading', { name: 'Paste a plan' })).toBeFocused();
	await page.getByRole('button', { name: 'Take it back' }).click();
	await openPlan(page);
	expect(await planOn(page)).toEqual([]);
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await page.getByRole('link', { name: 'See the plan' }).click();
	await expect(page.locator('article')).toHaveCount(2);
	expect(await planOn(page)).toEqual([
		{
			title: 'Guests come back',
			keyResults: [
				'Second visits · Current: 17 | 12 | 40',
				'Reviews a month · Target: many · Owner: Tom · Current: 41 | 30 | '
			]
		},
		{ title: 'Crew stays with us', keyResults: [] }
	]);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(page.locator('article')).toHaveCount(0);
});

test('[FILE-7] a plan that is agreed is opened where one pastes, and what lands is a change of it', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	await page.getByRole('button', { name: 'Plan: more' }).click();
	await page.getByRole('menuitem', { name: 'Paste a plan' }).click();
	await page.getByRole('textbox', { name: 'Your plan' }).fill('O: Crew stays with us');
	const land = page.getByRole('button', { name: 'Add to the plan' });
	await expect(land).toBeDisabled();
	await look(page, 'pasting into an agreed plan');
	await page.setViewportSize({ width: 1280, height: 720 });
	await page.getByRole('button', { name: 'Change the plan' }).press('Enter');
	await expect(land).toBeFocused();
	await page.keyboard.press('Enter');
	await page.getByRole('link', { name: 'See the plan' }).click();
	await expect(page.getByText('New since version 2').first()).toBeVisible();
});

test('[FILE-8] what cannot be taken says why, and the text stays where it is', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startPasting(page, relay.url);
	const text = page.getByRole('textbox', { name: 'Your plan' });
	const refusals: [string, string][] = [
		['{"cairn":"cycle","version":1,"obj', 'its end is missing'],
		['{"cairn":"cycle","version":99,"objectives":[]}', 'a newer Cairn'],
		['{"cairn":"team"}', 'not a text that Cairn can read'],
		['line\n'.repeat(2001), 'more than 2,000 lines']
	];
	for (const [given, sentence] of refusals) {
		await text.fill(given);
		await expect(page.getByText(sentence)).toBeVisible();
		await expect(text).toHaveValue(given);
		await expect(page.getByRole('button', { name: 'Add to the plan' })).toBeHidden();
	}
	await text.fill(['O: All', ...Array.from({ length: 201 }, (_, at) => `KR: ${at}`)].join('\n'));
	await expect(page.getByText('201 key results are more than Cairn takes at once')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Add to the plan' })).toBeDisabled();

	const choose = page.locator('input[type=file]');
	await choose.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(64) });
	await expect(page.getByText('not a text that Cairn can read')).toBeVisible();
	const large = { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.alloc(1024 * 1024 + 1, 'x') };
	await choose.setInputFiles(large);
	await expect(page.getByText('more than 1 MB')).toBeVisible();
	const ansi = Buffer.from('Ziel;Ergebnis;Zielwert\nG\xe4ste;Besuche;40\n', 'latin1');
	await choose.setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer: ansi });
	await expect(page.getByText('Gäste', { exact: true })).toBeVisible();
});
