import { look } from './look.ts';
import { drag, mouseOn } from './pointers.ts';
import { expect, joinAsNew, linksOf, startTeam, test } from './world.ts';
import { comeIn, typeIdea } from './workshopStages.ts';

test('[WORKSHOP-10] stages are added, moved and taken out before and while the workshop runs, and nobody who writes notices', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	// Days ahead one prepares it without having come in.
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	const agenda = page.getByRole('region', { name: /^Agenda, / });
	const rows = agenda.locator('[data-stage]');
	const stages = () => rows.locator('.name').allTextContents();
	await expect(rows).toHaveCount(10);

	const dialog = page.getByRole('dialog');
	await page.getByRole('button', { name: 'Add a stage', exact: true }).click();
	await expect(dialog.getByLabel('Minutes')).toHaveValue('15');
	await dialog.getByLabel('What is done in it').selectOption('Until the next sitting');
	await expect(dialog.getByLabel('Minutes')).toHaveValue('0');
	await dialog.getByLabel('What is done in it').selectOption('Break');
	for (const wrong of ['-1', '999', '1.5', '']) {
		await dialog.getByLabel('Minutes').fill(wrong);
		await dialog.getByLabel('Minutes').press('Enter');
		await expect(dialog.getByText('A whole number from 0 to 240.')).toBeVisible();
	}
	await dialog.getByLabel('Minutes').fill('12');
	await dialog.getByLabel('Minutes').press('Enter');
	await expect(dialog).toBeHidden();
	await expect(agenda).toHaveAccessibleName('Agenda, 132 minutes');
	await expect(page.getByText('Break is now stage 11 of 11.')).toBeAttached();
	// By keyboard, and by mouse.
	await page.getByLabel('Minutes for Break').press('Alt+ArrowUp');
	await expect(page.getByText('Break is now stage 10 of 11.')).toBeAttached();
	await expect(page.getByLabel('Minutes for Break')).toBeFocused();
	const row = (name: string) => rows.filter({ hasText: name });
	await drag(await mouseOn(page), row('Break'), 'below', row('Vote'));
	await expect.poll(async () => (await stages()).indexOf('Break')).toBe(5);
	await look(page, 'the agenda');
	await page.setViewportSize({ width: 1280, height: 1600 });

	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await page.getByRole('button', { name: 'Next: Where we stand' }).click();
	await page.getByRole('button', { name: 'Next: Silent ideas' }).click();
	await comeIn(ben);
	await typeIdea(ben, 'A dog');
	await ben.getByLabel('Your idea').fill('half a thought');
	// What has begun keeps its place, and what comes is anybody's to change who leads.
	await expect(row('Silent ideas').locator('[data-grip]')).toHaveCount(0);
	await page.getByRole('button', { name: 'What to do with Where we stand' }).click();
	for (const name of ['Earlier', 'Later', 'Take out'])
		await expect(page.getByRole('menuitem', { name })).toBeDisabled();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'What to do with Silent ideas' }).click();
	await page.getByRole('menuitem', { name: 'Add a stage after it' }).click();
	await dialog.getByLabel('What is done in it').selectOption('Where we stand');
	await dialog.getByRole('button', { name: 'Add', exact: true }).click();
	await page.getByRole('button', { name: 'What to do with Vote' }).click();
	await page.getByRole('menuitem', { name: 'Take out' }).click();
	await expect(ben.getByText('3 of 11')).toBeVisible();
	await expect(ben.getByRole('heading', { name: 'Silent ideas', level: 1 })).toBeVisible();
	await expect(ben.getByLabel('Your idea')).toHaveValue('half a thought');
	await expect(ben.getByText('A dog')).toBeVisible();
	await page.getByRole('button', { name: 'Next: Where we stand' }).click();
	await page.getByRole('button', { name: 'Bring back Vote' }).click();
	await expect(row('Vote')).toHaveCount(1);
	await expect(ben.getByText('The team is at “Where we stand” now.')).toBeVisible();
	await expect(ben.getByLabel('Your idea')).toHaveValue('half a thought');
});
