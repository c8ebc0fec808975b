import { goOnTo, prepareKickoff, reveal, writeIdeas } from './meeting.ts';
import { expect, linksOf, startTeam, test } from './world.ts';

test('[PASS-1, PASS-2, PASS-4] a phone is passed to somebody without one, who writes unseen, and is the same person on their own later', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	await prepareKickoff(page);
	await goOnTo(page, 'Silent ideas');
	await page.getByRole('link', { name: 'To the stage' }).click();
	await writeIdeas(page, 'canary of Ana');
	await page.getByLabel('Your idea').fill('half a canary of Ana');

	await page.getByRole('button', { name: 'Pass this device' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Somebody who is not in the team yet').fill('ana');
	await dialog.getByRole('button', { name: 'Add them and pass' }).click();
	await expect(dialog.getByText('ana is in the team already')).toBeVisible();
	await dialog.getByLabel('Somebody who is not in the team yet').fill('Dora');
	await page.keyboard.press('Enter');
	// From hand to hand there is nothing of either on the screen.
	await expect(page.getByRole('heading', { name: 'Give the device to Dora.' })).toBeFocused();
	expect(await page.locator('body').innerText()).not.toContain('canary');
	await page.getByRole('button', { name: 'I’m Dora' }).click();
	await expect(page.getByText('Dora writes here now, on Ana’s device.')).toBeVisible();
	await expect(page.getByLabel('Your idea')).toHaveValue('');
	await expect(page.getByRole('link', { name: 'Lead', exact: true })).toBeHidden();
	await page.getByLabel('Sign it with my name').check();
	await writeIdeas(page, 'sparrow of Dora');
	await page.getByLabel('I’m done').check();
	await page.getByLabel('Your idea').fill('half a sparrow');
	await page.reload();
	await expect(page.getByLabel('Your idea')).toHaveValue('half a sparrow');
	expect(await page.locator('body').innerText()).not.toContain('canary');

	await page.getByRole('button', { name: 'I’m done, give it back' }).click();
	await expect(page.getByRole('heading', { name: 'Give the device back to Ana.' })).toBeVisible();
	expect(await page.locator('body').innerText()).not.toContain('sparrow');
	await page.getByRole('button', { name: 'I’m Ana' }).click();
	await expect(page.getByLabel('Your idea')).toHaveValue('half a canary of Ana');
	await expect(page.getByText('canary of Ana', { exact: true })).toBeVisible();
	expect(await page.locator('body').innerText()).not.toContain('sparrow');
	await expect(page.getByLabel('I’m done')).not.toBeChecked();

	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await expect(page.getByText('2 of 2 people are here')).toBeVisible();
	await expect(page.getByText('on Ana’s device')).toBeVisible();
	await goOnTo(page, 'Reveal and group');
	await reveal(page);

	// Dora has come by a phone, and says who she is.
	const dora = await browserOf({ viewport: { width: 360, height: 740 } });
	await dora.goto(edit);
	await dora.getByText('I’m already here').click();
	await dora.getByText('Dora', { exact: true }).click();
	await dora.getByRole('button', { name: 'Join as Dora' }).click();
	await dora.getByRole('link', { name: 'Join the kickoff' }).click();
	await expect(dora.locator('[data-card]', { hasText: 'sparrow of Dora' })).toContainText(
		'written on Ana’s device'
	);
	await expect(dora.locator('[data-card]', { hasText: 'canary of Ana' })).not.toContainText(
		'device'
	);
	// She is in already, and what she signed is hers to take back.
	await dora.getByRole('button', { name: 'What to do with “sparrow of Dora”' }).click();
	await dora.getByRole('menuitem', { name: 'Take off the wall' }).click();
	await expect(dora.getByText('sparrow of Dora')).toBeHidden();
	await expect(page.getByText('2 of 2 people are here')).toBeVisible();
	await expect(page.getByText('on Ana’s device')).toBeHidden();
});
