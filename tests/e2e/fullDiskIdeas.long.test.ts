import { launchOptions } from '../../tools/chromium.ts';
import { storedIn } from './ears.ts';
import { prepareKickoff, writeIdea } from './kickoffSteps.ts';
import { expect, startTeam, test, untilFetched } from './world.ts';

// A name is no loopback address: without a worker nothing but the team's own documents takes of the storage.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

test('[KICKOFF-2] the storage is full in the silent stage: it is said at once, the words stay, a copy is offered, and they are kept once there is room', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	const origin = `http://cairn.test:${relay.port}`;
	const session = await page.context().newCDPSession(page);
	const setQuota = (quotaSize: number) =>
		session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
	await startTeam(page, `${origin}/`, { team: 'Ferry', name: 'Ana' });
	await prepareKickoff(page);
	for (const name of [/^Start: /, /^Next: /, /^Next: /])
		await page.getByRole('button', { name }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	await writeIdea(page, 'written before');
	await expect.poll(() => storedIn(page)).toContain('written before');
	await untilFetched(page);

	await setQuota(1);
	const field = page.getByLabel('Your idea');
	await field.pressSequentially('f');
	const said = page.getByText('This device’s storage is full: your ideas are in this page alone.', {
		exact: false
	});
	await expect(said).toBeVisible();
	await field.pressSequentially('irst words');
	await field.press('Enter');
	await writeIdea(page, 'second words');
	await field.pressSequentially('half a th');
	await expect(page.getByText('first words')).toBeVisible();
	await expect(page.getByText('second words')).toBeVisible();
	await expect(field).toHaveValue('half a th');
	expect(await storedIn(page)).not.toContain('first words');

	await page.getByRole('button', { name: 'Copy my ideas' }).click();
	await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();

	await setQuota(50_000_000);
	await expect(said).toBeHidden();
	await page.reload();
	await expect(page.getByText('first words')).toBeVisible();
	await expect(page.getByText('second words')).toBeVisible();
	await expect(field).toHaveValue('half a th');
	await field.press('ControlOrMeta+A');
	await field.press('ControlOrMeta+V');
	await expect(field).toHaveValue(/written before\s+first words\s+second words\s+half a th/);
});
