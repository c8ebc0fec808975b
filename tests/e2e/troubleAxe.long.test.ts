import { parseLink } from '#lib/protocol/link.ts';
import { formatLink } from '#lib/protocol/linkText.ts';
import { launchOptions } from '../../tools/chromium.ts';
import { demandNewer, enter, forge } from './forger.ts';
import { setTarget } from './hands.ts';
import { look } from './look.ts';
import { expect, keyResultsOn, objectivesOn } from './screen.ts';
import {
	introduce,
	lastDayOn,
	linksOf,
	readPlan,
	startTeam,
	test,
	untilFetched,
	untilSafe
} from './world.ts';

/* What is said when something is out of the ordinary: looked at as closely as what one sees each day. */

// A name is no loopback address: the page has come over plain http, and no worker takes of its storage.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

test('[LOOK-8, LOOK-9] a page over plain http, and one whose storage is full, meet WCAG 2.2 AA in both themes', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const page = await browserOf();
	const origin = `http://cairn.test:${relay.port}`;
	await page.goto(origin);
	const plain = page.getByText('This page came over plain http.');
	await expect(plain).toBeVisible();
	await look(page, 'the first page over plain http');

	const session = await page.context().newCDPSession(page);
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
	await startTeam(page, `${origin}/`, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await untilFetched(page);
	await relay.kill();
	await expect(async () => {
		await page.keyboard.insertText(` ${'because they want to '.repeat(1000)}`);
		await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'failed', {
			timeout: 3000
		});
	}).toPass({ timeout: 120_000 });
	await expect(page.getByRole('alert')).toContainText('The storage for this site is full');
	await expect(plain).toBeVisible();
	await look(page, 'a storage that is full');
	await page.locator('[data-disk]').click();
	await look(page, 'where the words are, with a storage that is full');
});

test('[LOOK-8, LOOK-9] the celebration, a version that somebody tampered with, and a plan of a newer Cairn meet WCAG 2.2 AA in both themes', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Customers feel at home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	const [objective = ''] = await objectivesOn(ana);
	const [id = ''] = await keyResultsOn(ana, objective);
	await ana.getByLabel('From (baseline)').fill('12');
	await setTarget({ page: ana }, id, '30 %');
	await ana.locator('input[type=date]').fill(await lastDayOn(ana));
	await ana.keyboard.press('Enter');
	const { edit, view } = await linksOf(ana);
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await ana.getByRole('button', { name: 'Agree as version 1' }).click();
	await expect(ana.getByText('Version 1 is agreed')).toBeVisible();
	await look(ana, 'the celebration, with its stones landed');
	await ana.getByRole('button', { name: 'To the plan' }).click();
	await untilSafe(ana);

	const cycleId = /\/c\/([a-z2-7]+)\//.exec(ana.url())?.[1] ?? '';
	const stop = await forge(relay.url, edit, cycleId, (entries) => {
		const [content] = entries('content');
		const { text } = content?.entry.v as { text: string };
		content?.replace({ text: text.replace('"target":30', '"target":3') });
	});
	const tampered = 'Version 1 is not as it was agreed';
	await expect(ana.getByText(tampered)).toBeVisible();
	stop();
	await look(ana, 'a plan whose version was tampered with');
	const reader = await browserOf();
	await readPlan(reader, view);
	await expect(reader.getByText(tampered)).toBeVisible();
	await look(reader, 'the same for a reader');
	await ana.getByRole('link', { name: 'Versions' }).click();
	await expect(ana.locator('[data-version]')).toHaveAttribute('data-state', 'tampered');
	await look(ana, 'the versions, with one that was tampered with');
	await ana.getByRole('link', { name: 'Version 1' }).click();
	await expect(ana.getByText(/The stored bytes do not fit what was signed/)).toBeVisible();
	await look(ana, 'the version that was tampered with');

	const newer = await enter(relay.url, edit, null);
	demandNewer(newer.doc);
	for (const place of ['plan', 'now', 'status']) {
		await ana.goto(ana.url().replace(/\/c\/([a-z2-7]+)\/.*$/, `/c/$1/${place}`));
		await expect(ana.getByText('This was written with a newer Cairn.')).toBeVisible();
		await look(ana, `${place} of a newer Cairn`);
	}
	newer.leave();
});

test('[LOOK-8, LOOK-9] a device that shall be a further one of somebody meets WCAG 2.2 AA in both themes, whether it waits, is somebody else’s, or nobody is', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana);
	await ana.goto(ana.url().replace(/\/c\/.*$/, '/team/people'));
	await ana.getByRole('button', { name: 'Add my other device' }).first().click();
	const own = await ana.getByLabel('The same as a link').inputValue();

	const ben = await browserOf();
	await ben.goto(edit);
	await introduce(ben, 'Ben');
	await ben.goto(own);
	await expect(ben.getByRole('heading', { name: 'You are Ben here' })).toBeVisible();
	await look(ben, 'somebody else’s further device');

	const mute = await browserOf();
	await mute.routeWebSocket(/\/sync\//, () => undefined);
	await mute.goto(own);
	await expect(mute.getByRole('status')).toBeVisible();
	await look(mute, 'a further device that waits for the team');

	const stranger = await browserOf();
	await stranger.goto(formatLink(relay.url, { ...linkIn(own), person: 'aaaaaaaaaaaaaaaa' }));
	await expect(stranger.getByLabel('Your name')).toBeVisible();
	await look(stranger, 'a further device of nobody');
});

function linkIn(text: string) {
	const parsed = parseLink(text);
	if (!parsed.ok || !('token' in parsed.link)) throw new Error('no members’ link');
	return parsed.link;
}
