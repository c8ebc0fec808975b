import { launchOptions } from '../../tools/chromium.ts';
import { expect, startTeam, test, untilSafe } from './world.ts';

// At a host name over plain http no worker keeps the app: what was never opened has never been fetched.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

test('[INPUT-1] a place that has not arrived says so, opens when it can, and costs no word', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, `http://cairn.test:${relay.port}/`, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	await untilSafe(page);
	await relay.kill();
	await page.keyboard.type(' and bring a friend');
	await page.getByRole('button', { name: 'Team and cycle' }).click();
	await page.getByRole('menuitem', { name: 'Settings' }).click();

	await expect(page.getByRole('heading', { name: 'This page did not open' })).toBeVisible();
	await expect(page.getByText('has not arrived on this device yet')).toBeVisible();
	const again = page.getByRole('button', { name: 'Try again' });
	await again.click();
	await expect(again).toBeEnabled();
	await page.goBack();
	await expect(page.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'Guests come back and bring a friend'
	);

	await page.goForward();
	await expect(again).toBeEnabled();
	await relay.start();
	await again.click();
	await expect(page.getByRole('heading', { name: 'This device', exact: true })).toBeVisible();
});

test('[INPUT-1] a team that cannot be made yet is not lost as it was typed, and is made once it can be', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	// A page that never had a quiet moment has fetched nothing ahead.
	await page.addInitScript(() => Object.assign(globalThis, { requestIdleCallback: () => 0 }));
	await page.goto(`http://cairn.test:${relay.port}/`);
	await page.getByRole('button', { name: 'Start a team' }).click();
	await page.getByLabel('Name of the team').fill('Ferry');
	await page.getByLabel('Your name').fill('Ana');
	await relay.kill();
	await page.getByRole('button', { name: 'Start the team' }).click();
	await expect(page.getByText('What makes a team has not arrived')).toBeVisible();
	await expect(page.getByLabel('Name of the team')).toHaveValue('Ferry');
	await page.keyboard.press('Escape');
	await page.getByLabel('The link or the code').fill('AB12-CD34');
	await page.keyboard.press('Enter');
	await expect(page.getByText('What reads links has not arrived')).toBeVisible();

	await relay.start();
	await page.getByRole('button', { name: 'Start a team' }).click();
	await page.getByRole('button', { name: 'Start the team' }).click();
	await page.waitForURL(/\/plan$/);
	await expect(page.getByRole('button', { name: 'Write the first objective' })).toBeVisible();
});
