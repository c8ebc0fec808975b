import { look } from './look.ts';
import { comeIn, leadTo, prepareKickoff, reveal, writeIdeas } from './workshopStages.ts';
import { expect, joinAsNew, linksOf, openPlan, startTeam, test } from './world.ts';

test('[WALL-12, DRAFT-6] half a thought stays on its device until it is sent after all, and a withdrawn card leaves its objective', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await prepareKickoff(page);
	await comeIn(ben);
	await leadTo(page, 'Where we stand', 'Silent ideas');
	await writeIdeas(ben, 'A dog');
	await ben.getByLabel('Your idea').fill('half a boat');
	await leadTo(page, 'Reveal and group');
	await reveal(page);
	await expect(page.getByText('A dog')).toBeVisible();
	// He stays where he writes, and reads what becomes of it.
	await expect(
		ben.getByText('What stands in this field was not revealed', { exact: false })
	).toBeVisible();
	await ben.getByRole('button', { name: 'Go there' }).click();
	const half = ben.getByText('You began a thought under “Silent ideas”', { exact: false });
	await expect(half).toBeVisible();
	await expect(ben.getByText('half a boat')).toBeVisible();
	await look(ben, 'half a thought beside the wall');
	await ben.setViewportSize({ width: 1280, height: 900 });
	await ben.getByRole('button', { name: 'Write on', exact: true }).click();
	await expect(ben.getByLabel('Your idea')).toHaveValue('half a boat');
	await expect(half).toBeHidden();
	await ben.getByLabel('Your idea').fill('half a boat, and the other half');
	await ben.getByRole('button', { name: 'Go there' }).click();
	await ben.reload();
	// A page that is loaded anew is where he writes, as always.
	await ben.getByRole('button', { name: 'Go there' }).click();
	await expect(page.getByText('half a boat', { exact: false })).toBeHidden();
	await ben.getByRole('button', { name: 'Put on the wall' }).click();
	const sent = page.locator('article', { hasText: 'half a boat, and the other half' });
	await expect(sent).toContainText('came later');
	await expect(half).toBeHidden();

	// An objective is made of his card; he takes the card back, and reads that the objective stays.
	await leadTo(page, 'Vote', 'Write objectives');
	await page.getByRole('button', { name: 'Make an objective of it: A dog' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'What to do with Reveal and group' }).click();
	await page.getByRole('menuitem', { name: 'Go there' }).click();
	const dog = ben.locator('article', { hasText: 'A dog' });
	await expect(dog).toContainText('An objective was made of it.');
	await expect(ben.locator('article', { hasText: 'half a boat' })).not.toContainText('objective');
	await dog.getByRole('button', { name: /^What to do with/ }).click();
	await ben.getByRole('menuitem', { name: 'Take off the wall; the objective stays' }).click();
	await expect(dog).toBeHidden();
	await ben.getByRole('link', { name: 'Leave' }).click();
	await openPlan(ben);
	await expect(ben.getByLabel('Objective 1', { exact: true })).toHaveValue('A dog');
	await expect(ben.getByRole('button', { name: /^Ideas behind it/ })).toBeHidden();
});
