import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { startTeam } from '../../tests/e2e/steps.ts';
import type { Camera } from './camera.ts';

/** The team's own places and the dialogs on them. `team` is the address of the team's page. */
export async function photographTeam(page: Page, team: string, shoot: Camera): Promise<void> {
	const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
	await page.goto(`${team}/people`);
	await button('Add a person').click();
	await page.getByLabel('Name', { exact: true }).fill('Benjamin');
	await shoot(page, 'people-add');
	await page.keyboard.press('Enter');
	await button('More for Benjamin').click();
	await shoot(page, 'people-menu');
	await page.getByRole('menuitem', { name: 'The same as somebody else' }).click();
	await page.getByLabel('The same person').selectOption({ label: 'Ben' });
	await shoot(page, 'people-merge');
	await page.keyboard.press('Escape');
	await button('More for Ben').click();
	await page.getByRole('menuitem', { name: 'Remove from the team' }).click();
	await shoot(page, 'people-remove');
	await page.keyboard.press('Escape');
	await button('Add my other device').click();
	await page.getByRole('img', { name: /^QR code/ }).waitFor();
	await shoot(page, 'other-device');

	await page.goto(team);
	await button('Show the recovery key').click();
	await page.getByText('What if it is lost?').click();
	await shoot(page, 'team-key');
	await button(/^Start a new team from/).click();
	await shoot(page, 'found-team');
	await page.keyboard.press('Escape');
	await button('Renew the links…').click();
	await shoot(page, 'renew-links');
	await page.keyboard.press('Escape');
}

/** A plan that is pasted: typed, previewed with what could not be read, and landed. */
export async function photographPasting(page: Page, url: string, shoot: Camera): Promise<void> {
	await startTeam(page, url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page.getByRole('textbox', { name: 'Your plan' }).waitFor();
	await shoot(page, 'paste');
	const table = [
		'Objective\tKey result\tBaseline\tCurrent\tTarget\tUnit\tDue\tOwner\tComment',
		'Guests come back\tSecond visits\t12\t17\t40\t%\t2026-12-31\tAna\t',
		'\tReviews a month\t30\t41\tmany\treviews\t30 Nov 2026\tTom\task the hotel',
		'Crew stays with us\tSick days a month\t9\t\t4\tdays\t\t\t'
	].join('\n');
	await page.getByRole('textbox', { name: 'Your plan' }).fill(table);
	await page.getByText('What the columns are').click();
	await shoot(page, 'paste-preview');
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await shoot(page, 'paste-landed');
}

/** A newcomer with the file of a team they do not know. */
export async function photographFile(page: Page, from: Page, team: string, shoot: Camera) {
	await from.goto(team);
	const saving = from.waitForEvent('download');
	await from.getByRole('button', { name: 'Save the team file' }).click();
	const buffer = await readFile(await (await saving).path());
	await page.goto(`${new URL(team).origin}/settings`);
	const mimeType = 'application/octet-stream';
	await page.locator('input[type=file]').setInputFiles({ name: 'x.cairn', mimeType, buffer });
	await page.getByRole('button', { name: 'Start a new team from this file…' }).waitFor();
	await shoot(page, 'settings-file');
	await page.getByRole('button', { name: 'Start a new team from this file…' }).click();
	await shoot(page, 'found-from-file');
	await page.keyboard.press('Escape');
}

/** What is printed, as an A4 page shows it, for who prints. */
export async function photographPrint(page: Page, name: string, shoot: Camera): Promise<void> {
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await page.locator('.printed').waitFor({ state: 'attached' });
	await shoot(page, name, [[794, 1123]]);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await page.emulateMedia({ media: 'screen' });
}
