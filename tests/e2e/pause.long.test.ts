import { addDays, dayAt } from '#lib/okr/day.ts';
import { look } from './look.ts';
import { expect, joinAsNew, linksOf, startTeam, test } from './world.ts';
import { comeIn } from './workshopStages.ts';

test('[WORKSHOP-17] a kickoff of two sittings says when it goes on, to each in their language, and goes on by a tap', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const ben = await browserOf({ locale: 'de-DE' });
	await ben.goto(edit);
	await ben.getByLabel('Dein Name').fill('Ben');
	await ben.getByRole('button', { name: 'Beitreten', exact: true }).click();
	await ben.waitForURL(/\/now$/);
	const day = addDays(dayAt(Date.now(), 'Europe/Berlin'), 3);
	const weekday = (locale: string) =>
		new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(day));

	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByText('In two sittings', { exact: true }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await page.getByRole('button', { name: 'What to do with Until the next sitting' }).click();
	await page.getByRole('menuitem', { name: 'Go there' }).click();
	// Nothing is said yet of when.
	await expect(ben.getByRole('heading', { name: 'Kickoff' })).toBeVisible();
	await expect(ben.getByText('Zwischen zwei Runden.')).toBeVisible();
	await page.getByLabel('The day it goes on').fill(day);
	await expect(page.getByText(`It goes on ${weekday('en-GB')}.`)).toBeVisible();
	await expect(ben.getByText(`Es geht am ${weekday('de-DE')} weiter.`)).toBeVisible();
	await look(ben, 'Now beside a paused kickoff');
	await look(page, 'the panel in a pause');
	await page.setViewportSize({ width: 1280, height: 800 });

	await ben.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await expect(ben.getByText(`Es geht am ${weekday('de-DE')} weiter.`)).toBeVisible();
	await ben.getByRole('link', { name: 'Dazukommen' }).click();
	await expect(ben.getByText(`Es geht am ${weekday('de-DE')} weiter.`)).toBeVisible();
	await ben.getByRole('button', { name: 'Ich bin im Raum' }).click();
	await expect(ben.getByText(`Es geht am ${weekday('de-DE')} weiter.`)).toBeVisible();
	const wall = await page.context().newPage();
	await wall.goto(page.url().replace(/lead$/, 'wall'));
	await expect(wall.getByText(`It goes on ${weekday('en-GB')}.`)).toBeVisible();
	// It is changed, taken back, and there again after the page has gone.
	await page.getByLabel('The day it goes on').fill('');
	await expect(ben.getByText(/^Es geht am/)).toBeHidden();
	await page.getByLabel('The day it goes on').fill(addDays(day, -2));
	await page.reload();
	await expect(page.getByLabel('The day it goes on')).toHaveValue(addDays(day, -2));
	await expect(ben.getByText('Es geht morgen weiter.')).toBeVisible();

	await page.getByRole('button', { name: 'Go on: Write objectives' }).click();
	await expect(ben.getByRole('heading', { name: 'Ziele schreiben' })).toBeVisible();
	await expect(ben.getByText('Es geht morgen weiter.')).toBeHidden();
	const cleo = await browserOf();
	await joinAsNew(cleo, edit, 'Cleo');
	await comeIn(cleo);
	await expect(cleo.getByRole('heading', { name: 'Write objectives', level: 1 })).toBeVisible();
});
