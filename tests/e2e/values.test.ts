import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const day = (daysAhead: number) =>
	new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10);
const row = (page: Page, number: number) => page.locator(`[data-row="${number}"]`);

test('[VALUES-4, VALUES-2, VALUES-3] a table of values is looked at row by row, lands on one word without a network, is marked, and taken back at once', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, [
		'Answered within a day',
		'Paper forms left',
		'Calls a week',
		'Calls a week'
	]);
	await untilControlled(ana);
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await untilSafe(ana);
	await relay.kill();

	await ana.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await ana.getByRole('link', { name: 'Several values at once' }).click();
	const text = ana.getByRole('textbox', { name: 'Your table' });
	await text.fill('Colour;Amount\nblue;7');
	await expect(ana.getByText(/It is not clear which column/)).toBeVisible();
	await ana.getByRole('button', { name: 'Clear' }).click();
	await expect(text).toBeFocused();
	const rows = Array.from({ length: 10_000 }, (_, at) => `x;${at}`);
	await ana.locator('input[type=file]').setInputFiles({
		name: 'values.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(['Key result;Value', ...rows].join('\n'))
	});
	await expect(ana.getByText(/These are more than 500 rows/)).toBeVisible();
	await text.fill(
		[
			'Key result;Value;Measured at;Note',
			`Answered within a day;12;${day(-2)};"first; of two"`,
			'answered within a day;14;;',
			`Paper forms left;a few;${day(-1)};`,
			`Paper forms left;30;${day(2)};`,
			`Calls a week;9;${day(-1)};`,
			`Nobody knows it;9;${day(-1)};`
		].join('\n')
	);
	for (const [at, fate] of [
		'lands',
		'lands',
		'not-a-number',
		'too-late',
		'several',
		'unknown'
	].entries())
		await expect(row(ana, at + 1)).toHaveAttribute('data-fate', fate);
	await expect(row(ana, 2)).toContainText('No day is said');
	await expect(ana.getByText('2 values would be noted. 4 rows stay out.')).toBeVisible();
	const choice = ana.getByRole('combobox', { name: 'Which key result is “calls a week”?' });
	await choice.focus();
	await choice.selectOption({ index: 5 });
	await expect(row(ana, 5)).toHaveAttribute('data-fate', 'lands');
	await expect(choice).toBeFocused();
	await look(ana, 'a table of values');
	// Nothing has landed yet.
	const aside = await ana.context().newPage();
	await aside.goto(ana.url().replace(/check-in\/table$/, 'now'));
	await expect(aside.getByText('no value yet')).toHaveCount(4);
	await aside.close();

	await ana.getByRole('button', { name: 'Note 3 values' }).click();
	await expect(ana.getByText('3 values noted.')).toBeVisible();
	await expect(ana.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(ana.getByText('3 rows stayed out')).toBeVisible();
	await look(ana, 'a table that landed');
	await relay.start();
	await untilSafe(ana);
	await ben.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await ben.getByText('4 of others').click();
	await expect(ben.locator('[data-owed]').filter({ hasText: 'Answered' })).toContainText(
		'14 customers'
	);
	await ben.getByRole('link', { name: 'Answered within a day' }).click();
	await ben.getByText('The log: 2 entries').click();
	await expect(ben.getByText('from a table')).toHaveCount(2);
	await expect(ben.locator('[data-entry]').filter({ hasText: /Ana, / })).toHaveCount(2);

	await ana.getByRole('button', { name: 'Take all of them back' }).click();
	await expect(ana.getByText(/3 values taken back/)).toBeVisible();
	await expect(ben.getByText('taken back', { exact: true })).toHaveCount(2, { timeout: 15_000 });
	// The table is still there, to be mended.
	await ana.getByRole('button', { name: 'Another table' }).click();
	await expect(ana.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(text).toHaveValue(/Nobody knows it/);
});

test('[VALUES-2] a row for a deleted key result stays out, and is kept and shown', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	await ana.getByRole('button', { name: 'Key result 2: more' }).click();
	await ana.getByRole('menuitem', { name: 'Delete the key result' }).click();
	await ana.goto(ana.url().replace(/\/plan.*$/, '/check-in/table'));
	await ana
		.getByRole('textbox', { name: 'Your table' })
		.fill('Key result,Value\nPaper forms left,12\nAnswered within a day,7');
	await expect(row(ana, 1)).toHaveAttribute('data-fate', 'deleted');
	await expect(row(ana, 1)).toContainText(
		'This key result was deleted. Restore it in the plan first.'
	);
	await ana.getByRole('button', { name: 'Note 1 value' }).click();
	await expect(ana.getByText('1 row stayed out')).toBeVisible();
	await expect(ana.locator('pre')).toHaveText('Paper forms left,12');
});
