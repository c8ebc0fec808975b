import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { expect, linksOf, startTeam, test, untilControlled, untilSafe } from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function savedBy(page: Page): Promise<string> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save the calendar file' }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^Lighthouse-Q\d-\d{4}\.ics$/);
	return (await readFile(await file.path(), 'utf8')).replaceAll('\r\n ', '');
}

test('[CALENDAR-4] the dates are saved as a file on Now without a network, and in Team, with no link to the team in them', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await untilControlled(ana);
	const { view } = await linksOf(ana);
	await untilSafe(ana);
	await relay.kill();
	await ana.getByRole('navigation').getByRole('link', { name: 'Now' }).tap();
	await ana.getByRole('button', { name: 'Put the dates into a calendar' }).tap();
	await ana.getByRole('combobox', { name: 'Day of the week' }).selectOption('Thursday');
	await ana.getByLabel('Time').fill('16:30');
	const text = await savedBy(ana);
	expect(text).toContain(`URL:${relay.url}/check-in`);
	expect(text).toMatch(/DTSTART;TZID=Europe\/Berlin:\d{8}T163000/);
	expect(text).toContain('SUMMARY:Check in · Lighthouse');
	expect(text).not.toContain('#');
	await look(ana, 'the calendar');
	await ana.keyboard.press('Escape');

	await relay.start();
	const reader = await browserOf();
	await reader.goto(view);
	await reader.waitForURL(/\/c\//);
	await reader.goto(reader.url().replace(/\/c\/.*$/, '/team'));
	await reader.getByRole('button', { name: /^Calendar file of Q/ }).click();
	expect(await savedBy(reader)).toContain('BEGIN:VEVENT');
	// Saved again, it is where it was.
	await ana.reload();
	await ana.getByRole('button', { name: 'Put the dates into a calendar' }).tap();
	await expect(ana.getByLabel('Time')).toHaveValue('16:30');
});
