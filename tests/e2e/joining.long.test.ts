import { codeOn, goOnTo, prepareKickoff } from './meeting.ts';
import { startRelayProcess } from './relayProcess.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

test('[CODE-7, CODE-8, LINK-13] a code typed on the first page leads a newcomer and a member into the running workshop, until it ends', async ({
	browserOf
}) => {
	const relay = await startRelayProcess({ env: { CAIRN_CODE_MISSES: '3' } });
	try {
		const page = await browserOf();
		await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
		const { edit } = await linksOf(page);
		await prepareKickoff(page);
		await untilSafe(page);
		const code = await codeOn(page);
		await goOnTo(page, 'Where we stand');

		// Somebody new, who has nothing but a keyboard.
		const ben = await browserOf();
		await ben.goto(relay.url);
		await ben.getByLabel('The link or the code').fill(code.toLowerCase());
		await ben.keyboard.press('Enter');
		await ben.getByLabel('Your name').fill('Ben');
		await ben.getByRole('button', { name: 'Join', exact: true }).click();
		await expect(ben.getByText(/^Now: Where we stand/)).toBeVisible();
		await expect(ben.getByText('1 of 2 people are here.')).toBeVisible();
		await ben.getByRole('button', { name: 'I’m in the room' }).click();
		await expect(page.getByText('2 of 2 people are here')).toBeVisible();

		// A member who leads sees the same code: it takes no recovery key to make it.
		await page.getByRole('button', { name: 'What to do with Ben' }).click();
		await page.getByRole('menuitem', { name: 'Pass the lead' }).click();
		await ben.getByRole('link', { name: 'Lead', exact: true }).click();
		expect(await codeOn(ben)).toBe(code);
		const lead = ben.url();

		// A member from another place, by the same code, is not asked who they are.
		const cleo = await browserOf();
		await joinAsNew(cleo, edit, 'Cleo');
		await cleo.goto(relay.url);
		await cleo.getByLabel('The link or the code').fill(code);
		await cleo.keyboard.press('Enter');
		await expect(cleo.getByRole('button', { name: 'I’m in the room' })).toBeVisible();
		expect(`${cleo.url()}/lead`).toBe(lead);

		await ben.getByRole('button', { name: 'End the workshop' }).click();
		const closed = ben.waitForResponse((answer) => answer.url().endsWith('/codes/close'));
		await ben.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
		expect((await closed).status()).toBe(200);
		const dan = await browserOf();
		await dan.goto(relay.url);
		const field = dan.getByLabel('The link or the code');
		await field.fill(code);
		await field.press('Enter');
		await expect(dan.getByText('This code opens nothing')).toBeVisible();
		await expect(dan.getByText('ask for a new one')).toBeVisible();
		// Whoever goes on guessing is told to wait, and to what end.
		for (const guess of ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC']) {
			await field.fill(guess);
			await field.press('Enter');
		}
		await expect(dan.getByText('Too many codes were tried from here. Wait a minute')).toBeVisible();
	} finally {
		await relay.close();
	}
});

test('[WORKSHOP-16] a running kickoff is offered above every place of the team, also where no cycle is on the screen', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	await prepareKickoff(page);
	await goOnTo(page, 'Where we stand');
	const ben = await browserOf({ viewport: { width: 360, height: 740 } });
	await joinAsNew(ben, edit, 'Ben');
	const team = ben.url().replace(/\/c\/.*$/, '/team');
	for (const place of [team, `${team}/people`, `${team}/rules`]) {
		await ben.goto(place);
		await expect(ben.getByRole('link', { name: 'Join the kickoff' })).toBeVisible();
	}
	await ben.getByRole('link', { name: 'Join the kickoff' }).click();
	// Three lines say where one has come.
	await expect(ben.getByText(/^Now: Where we stand/)).toBeVisible();
	await expect(ben.getByText('Nothing is on the wall yet.')).toBeVisible();
	await expect(ben.getByText('1 of 2 people are here.')).toBeVisible();
	expect(new URL(ben.url()).pathname).toBe(new URL(page.url()).pathname.replace(/\/lead$/, ''));
});
