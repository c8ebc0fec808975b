import { look } from './look.ts';
import { expect, introduce, joinAsNew, linksOf, startTeam, test } from './world.ts';

test('[LINK-12] a second device opens as the same person, two entries are merged for everybody, and the places meet WCAG', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana);
	const place = ana.url().replace(/\/c\/.*$/, '/team/people');
	await ana.goto(place);
	await ana.getByRole('button', { name: 'Add a person' }).click();
	await ana.getByLabel('Name', { exact: true }).fill('Benjamin');
	await ana.keyboard.press('Enter');
	await expect(ana.getByRole('listitem').filter({ hasText: 'Benjamin' })).toBeVisible();

	await ana.getByRole('button', { name: 'Add my other device' }).first().click();
	await expect(ana.getByRole('img', { name: 'QR code that opens the team as you' })).toBeVisible();
	const own = await ana.getByLabel('The same as a link').inputValue();
	await ana.keyboard.press('Escape');
	const phone = await browserOf();
	await phone.goto(own);
	await phone.waitForURL(/\/now$/);
	await expect(phone.getByRole('heading', { level: 1 })).toContainText('Ana');
	await expect(ana.getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('2 devices');

	const ben = await browserOf();
	await ben.goto(edit);
	await introduce(ben, 'Ben');
	await ana.getByRole('button', { name: 'More for Benjamin' }).click();
	await ana.getByRole('menuitem', { name: 'The same as somebody else' }).click();
	await ana.getByLabel('The same person').selectOption({ label: 'Ben' });
	await look(ana, 'merging people');
	await ana.getByRole('button', { name: 'Merge the two' }).click();
	await expect(ana.getByRole('listitem').filter({ hasText: 'also: Ben' })).toBeVisible();
	await ben.goto(place);
	await expect(ben.getByRole('listitem').filter({ hasText: 'also: Ben' })).toContainText('you');

	// The settings are where one looks for it too.
	await ana.goto(`${relay.url}/settings`);
	await ana.getByRole('button', { name: /^Add my other device.*Lighthouse/ }).click();
	await expect(ana.getByRole('img', { name: 'QR code that opens the team as you' })).toBeVisible();
	await expect(ana.getByLabel('The same as a link')).toHaveValue(own);
	await ana.keyboard.press('Escape');
	await expect(ana.getByRole('dialog')).toHaveCount(0);

	// The link of somebody else takes nothing from a device that is in already.
	await ben.goto(own);
	await expect(ben.getByRole('heading', { name: 'You are Benjamin here' })).toBeVisible();
	await ana.goto(place);
	await look(ana, 'the people');
});

test('[PEOPLE-8] whoever was removed is told so, keeps everything, and can take it along or come back', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Bakers sleep longer');
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await expect(ben.getByLabel('Objective 1', { exact: true })).toHaveValue('Bakers sleep longer');
	const told = ben.getByText('Somebody took you off the list of people.');
	await expect(told).toHaveCount(0);

	await ana.goto(ana.url().replace(/\/c\/.*$/, '/team/people'));
	await ana.getByRole('button', { name: 'More for Ben' }).click();
	await ana.getByRole('menuitem', { name: 'Remove from the team…' }).click();
	await ana.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(told).toBeVisible();
	await look(ben, 'the plan of somebody who was removed');
	await expect(ben.getByLabel('Objective 1', { exact: true })).toHaveValue('Bakers sleep longer');
	const saving = ben.waitForEvent('download');
	await ben.getByRole('button', { name: 'Save the team file' }).click();
	expect((await saving).suggestedFilename()).toMatch(/^Lighthouse.*\.cairn$/);
	await expect(told).toBeVisible();

	await ben.getByLabel('Objective 1', { exact: true }).press('End');
	await ben.keyboard.type(' again');
	await expect(told).toHaveCount(0);
	await expect(ana.getByRole('listitem').filter({ hasText: 'Ben' })).toBeVisible();
});
