import { look } from './look.ts';
import { expect, startTeam, test, untilControlled, untilSafe } from './world.ts';

test('[HELP-13, HELP-14, HELP-2, LOOK-8] a search and the guide need no network, and lead to what they speak of', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(), relay.url, {
		team: 'Lighthouse',
		name: 'Ana'
	});
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('New guests feel at home');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Guests who come again');
	await untilSafe(page);
	await page.goto(`${relay.url}/settings`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await untilControlled(page);
	await page.context().setOffline(true);
	await page.keyboard.press('/');
	await expect(page.getByRole('combobox')).toBeFocused();
	await page.keyboard.type('AGAIN');
	await expect(page.getByRole('option')).toHaveText(/Guests who come again/);
	await look(page, 'the search');
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Key result 1: what is measured')).toHaveValue(
		'Guests who come again'
	);
	await expect
		.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-item') ?? ''))
		.not.toBe('');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await look(page, 'the keys');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Team and cycle' }).click();
	await page.getByRole('menuitem', { name: 'How it works' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'How it works' })).toBeVisible();
	await look(page, 'the guide');
	await page.getByRole('link', { name: 'Change the house rules' }).click();
	await page.getByLabel('A rule of your own').fill('We look at the plan on Tuesdays.');
	await page.keyboard.press('Enter');
	await page.goBack();
	await expect(page.getByText('We look at the plan on Tuesdays.')).toBeVisible();
});
