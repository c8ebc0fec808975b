import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { pastedPlan } from './checkInPlan.ts';
import { prepareKickoff } from './workshopStages.ts';
import { expect, startTeam, test, untilSafe } from './world.ts';

test('[OUTCOME-3] from the stage in which a plan is agreed it goes on paper, into a text and a calendar, and by a code to readers', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ colorScheme: 'dark' });
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await pastedPlan(page, ['Second visits', 'Crews who stay']);
	await prepareKickoff(page);
	await page.getByRole('button', { name: 'What to do with Agree' }).click();
	await page.getByRole('menuitem', { name: 'Go there' }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	// What leads out of the room is not put forward before there is something to rely on.
	await expect(page.getByText('Tell the others')).toBeVisible();
	const code = page.getByRole('img', { name: 'QR code of the Readers’ link' });
	await expect(code).toBeHidden();
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'To the stage' }).click();

	// The code on the screen is the link beside it, and leads a stranger to the status.
	await expect(code).toBeVisible();
	const link = await page.getByRole('textbox', { name: 'Readers’ link' }).inputValue();
	expect(readOff((await code.locator('path').last().getAttribute('d')) ?? '')).toBe(link);
	await untilSafe(page);
	const reader = await browserOf();
	await reader.goto(link);
	await reader.waitForURL(/\/status$/);
	await expect(reader.getByText('Crews feel at home')).toBeVisible();

	const text = await saved(page, () =>
		page.getByRole('button', { name: 'Save as text (Markdown)' }).click()
	);
	expect(text.name).toMatch(/^Lighthouse-Q\d-\d{4}\.md$/);
	expect(text.content).toContain('## Crews feel at home');
	for (const metric of ['Second visits', 'Crews who stay']) expect(text.content).toContain(metric);

	await page.getByRole('button', { name: 'Put the dates into a calendar' }).click();
	const calendar = await saved(page, () =>
		page.getByRole('button', { name: 'Save the calendar file' }).click()
	);
	expect(calendar.name).toMatch(/\.ics$/);
	expect(calendar.content).toContain('SUMMARY:Check in · Lighthouse');
	await page.keyboard.press('Escape');

	// It is printed from within the stage.
	await page.evaluate(() => {
		window.print = () => {
			dispatchEvent(new Event('beforeprint'));
			const printed = document.querySelector('.printed');
			Object.assign(window, { printed: printed?.textContent ?? '' });
			dispatchEvent(new Event('afterprint'));
		};
	});
	await page.getByRole('button', { name: 'Print' }).click();
	const printed = await page.evaluate(() => (window as { printed?: string }).printed);
	for (const part of ['Crews feel at home', 'Second visits', 'As agreed: version 1'])
		expect(printed).toContain(part);
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await expect(page.locator('.printed')).toBeVisible();
});

async function saved(
	page: Page,
	press: () => Promise<void>
): Promise<{ name: string; content: string }> {
	const [file] = await Promise.all([page.waitForEvent('download'), press()]);
	const content = (await readFile(await file.path(), 'utf8')).replaceAll('\r\n ', '');
	return { name: file.suggestedFilename(), content };
}

/** What a camera reads off a drawn code: its path has a piece for each run of dark modules, in module units. */
function readOff(path: string): string {
	const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map(([, x, y, run]) => ({
		...{ x: Number(x), y: Number(y), run: Number(run) }
	}));
	const pixels = 4;
	// As much quiet on the far sides as on the near ones.
	const side = (Math.max(...runs.map(({ x, run }) => x + run)) + 4) * pixels;
	const data = new Uint8Array(side * side * 3).fill(255);
	for (const { x, y, run } of runs)
		for (let row = y * pixels; row < (y + 1) * pixels; row++)
			data.fill(0, (row * side + x * pixels) * 3, (row * side + (x + run) * pixels) * 3);
	return decodeQR({ width: side, height: side, data });
}
