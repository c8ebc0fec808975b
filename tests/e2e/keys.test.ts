import { formatCreationLink } from '#lib/protocol/permit.ts';
import { startRelayProcess } from './relayProcess.ts';
import { expect, introduce, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

test('[CODE-6] a code from the wall, typed on another device, leads into the team', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await untilSafe(ana.page);
	await ana.page.goto(ana.page.url().replace(/\/c\/.*$/, '/team'));
	await ana.page.getByRole('button', { name: 'Make a code' }).click();
	const code = ana.page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	await expect(code).toBeVisible();
	await expect(ana.page.getByText(`Open ${new URL(relay.url).host} and type`)).toBeVisible();
	const typed = ((await code.textContent()) ?? '').replace('-', ' ').toLowerCase();

	const ben = await browserOf();
	await ben.goto(relay.url);
	await ben
		.getByLabel('The link or the code')
		.fill(typed.replace(/.$/, typed.endsWith('0') ? '1' : '0'));
	await ben.keyboard.press('Enter');
	await expect(ben.getByText('This code opens nothing')).toBeVisible();
	await ben.getByLabel('The link or the code').fill(typed);
	await ben.keyboard.press('Enter');
	await introduce(ben, 'Ben');
	expect((await linksOf(ben)).edit).toBe((await linksOf(ana.page)).edit);
});

test('[DELETE-3] a team deleted for everybody is gone at the relay, and colleagues keep what they have', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const ben = await joinAsNew(await browserOf(), (await linksOf(ana.page)).edit, 'Ben');
	await untilSafe(ana.page);
	await ben.page.goto(ben.page.url().replace(/\/c\/.*$/, '/team'));
	await expect(ben.page.getByRole('heading', { name: 'Recovery key' })).toBeVisible();
	await expect(ben.page.getByRole('heading', { name: 'Delete this team' })).toBeHidden();

	await ana.page.goto(ana.page.url().replace(/\/c\/.*$/, '/team'));
	await ana.page.getByRole('button', { name: 'Delete this team for everybody…' }).click();
	await ana.page.getByRole('button', { name: 'Delete it for everybody' }).click();
	await expect(ana.page.getByText('That is not the name of the team.')).toBeVisible();
	await ana.page.getByLabel('To go on, type the team’s name: Lighthouse').fill('Lighthouse');
	await ana.page.getByRole('button', { name: 'Delete it for everybody' }).click();
	await expect(ana.page.getByText(/^Lighthouse was deleted at/)).toBeVisible();
	await expect(ben.page.locator('[data-relay]')).toHaveAttribute('data-relay', 'refused');
	await expect(ben.page.getByText('This team was deleted at the relay.')).toBeVisible();
	await expect(ben.page.getByRole('button', { name: 'Save the team file' }).first()).toBeVisible();
});

test('[CREATE-5] where teams need the operator’s leave, one made before waits for it and then connects', async ({
	browserOf
}) => {
	const token = Buffer.alloc(32, 3).toString('base64url');
	const relay = await startRelayProcess({
		env: { CAIRN_CREATE: 'token', CAIRN_CREATE_TOKEN: token }
	});
	try {
		const page = await browserOf();
		const ana = await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
		const chip = page.locator('[data-relay]');
		await expect(chip).toHaveAttribute('data-relay', 'refused');
		await chip.click();
		await expect(page.getByText('takes new teams only by its creation link')).toBeVisible();
		await page.keyboard.press('Escape');

		const home = await page.context().newPage();
		await home.goto(relay.url);
		await expect(home.getByRole('button', { name: 'Start a team' })).toBeVisible();
		await home.goto(formatCreationLink(relay.url, token));
		await expect(home.getByText('You can start teams at')).toBeVisible();
		expect(home.url()).not.toContain(token);
		const entries = await home.evaluate(() =>
			JSON.stringify(navigation.entries().map(({ url }) => url))
		);
		expect(entries).not.toContain(token);
		await untilSafe(ana.page);

		// Whoever joins needs no such link.
		await joinAsNew(await browserOf(), (await linksOf(ana.page)).edit, 'Ben');
	} finally {
		await relay.close();
	}
});
