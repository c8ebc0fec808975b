import { storedIn, lendEar } from './ears.ts';
import { comeIn, prepareKickoff, typeIdea } from './workshopStages.ts';
import { joinAsNew, linksOf, startTeam, test, expect } from './world.ts';

test('[WORKSHOP-15] a team of three goes from silent ideas to a grouped wall, and no word leaves a browser before the reveal', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const [ben, cleo] = await Promise.all(
		['Ben', 'Cleo'].map(async (name) => {
			const other = await browserOf();
			await joinAsNew(other, edit, name);
			return other;
		})
	);
	if (!ben || !cleo) throw new Error('Both are there.');

	await prepareKickoff(page);
	// Whoever is anywhere else is told that it runs.
	await expect(ben.getByRole('link', { name: 'Join the kickoff' })).toBeVisible();
	await ben.getByRole('link', { name: 'Join the kickoff' }).click();
	await ben.getByRole('button', { name: 'I’m in the room' }).click();
	await comeIn(cleo);
	await page.getByRole('button', { name: 'Next: Where we stand' }).click();
	await page.getByRole('button', { name: 'Next: Silent ideas' }).click();
	await expect(ben.getByRole('heading', { name: 'Silent ideas' })).toBeVisible();
	await expect(page.getByText('3 of 3 people are here')).toBeVisible();

	// A page that is loaded anew sends from its first byte into an ear.
	const heard = [page, ben, cleo].map(lendEar);
	for (const other of [ben, cleo]) await other.reload();
	await typeIdea(ben, 'canary of Ben');
	await ben.getByLabel('Your idea').fill('half a canary');
	await cleo.getByLabel('Sign it with my name').check();
	await typeIdea(cleo, 'canary of Cleo');
	await cleo.getByLabel('I’m done').check();
	await expect(page.getByText('1 idea', { exact: false }).first()).toBeVisible();
	await expect(page.getByText('done', { exact: true })).toBeVisible();
	for (const { sent } of heard) expect(sent()).not.toContain('canary');
	for (const other of [page, cleo]) expect(await storedIn(other)).not.toContain('canary of Ben');
	expect(await storedIn(ben)).toContain('canary of Ben');
	// What was half-typed is in the field again after the page has gone.
	await ben.reload();
	await expect(ben.getByLabel('Your idea')).toHaveValue('half a canary');

	await page.getByRole('button', { name: 'Next: Reveal and group' }).click();
	// Ben has half a thought and stays where he is; Cleo goes along.
	await expect(cleo.getByText('Ideas so far: 2.', { exact: false })).toBeVisible();
	await expect(ben.getByText('The team is at “Reveal and group” now.')).toBeVisible();
	await expect(ben.getByLabel('Your idea')).toHaveValue('half a canary');
	await page.getByRole('button', { name: 'Reveal the ideas' }).click();
	const asked = page.getByRole('dialog');
	await expect(asked).toContainText('2 ideas are written.');
	await expect(asked).toContainText('2 people are still writing');
	await asked.getByRole('button', { name: 'Reveal', exact: true }).click();
	await expect(cleo.getByText('canary of Ben')).toBeVisible();
	await expect(cleo.locator('article', { hasText: 'canary of Cleo' })).toContainText('Cleo');
	await expect(cleo.locator('article', { hasText: 'canary of Ben' })).toContainText('not signed');
	await ben.getByRole('button', { name: 'Go there' }).click();
	await expect(ben.getByText('canary of Cleo')).toBeVisible();
	for (const { sent } of heard) expect(sent()).not.toContain('half a canary');
	// These ears hear.
	expect(heard[1]?.sent()).toContain('canary of Ben');
	expect(heard[2]?.sent()).toContain('canary of Cleo');

	// Grouping by keyboard, seen by everybody.
	await cleo.getByRole('button', { name: 'What to do with “canary of Ben”' }).press('Enter');
	await cleo.getByRole('menuitem', { name: 'Into a new group' }).press('Enter');
	await cleo.getByRole('textbox', { name: 'Name of the group' }).fill('Birds');
	await cleo.getByRole('textbox', { name: 'Name of the group' }).press('Enter');
	await expect(ben.getByRole('region', { name: 'Birds' })).toContainText('canary of Ben');
	await ben.getByRole('button', { name: 'What to do with “canary of Cleo”' }).click();
	await ben
		.getByRole('menuitemcheckbox', { name: 'Into “Birds”' })
		.or(ben.getByRole('menuitemradio', { name: 'Into “Birds”' }))
		.click();
	await expect(cleo.getByRole('region', { name: 'Birds' })).toContainText('canary of Cleo');

	// Ana's browser goes away; the others stand where they stood, and she comes back to it.
	await page.reload();
	await expect(page.getByRole('button', { name: 'Next: Vote' })).toBeVisible();
	await page.getByRole('button', { name: 'End the workshop' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await expect(cleo.getByText('This workshop has ended.', { exact: false })).toBeVisible();
	await cleo.getByRole('link', { name: 'Leave' }).click();
	await expect(cleo.getByText('3 of 3 people · cards: 2')).toBeVisible();
	await expect(cleo.getByText('Birds')).toBeVisible();
});
