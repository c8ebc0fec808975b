import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { formatLink } from '#lib/protocol/linkText.ts';
import { parseLink } from '#lib/protocol/link.ts';
import { createGeneration, signRecord } from '#lib/protocol/record.ts';
import { tokenHashOf } from '#lib/protocol/token.ts';
import { demandNewer, enter } from './forger.ts';
import { startRelayProcess } from './relayProcess.ts';
import { lineOf, objectivesOn } from './screen.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

const outgrown = 'This was written with a newer Cairn.';

test('[GATE-1] a plan that a newer Cairn has gone on with is read on here, written no more, and keeps what was under way', async ({
	relay,
	browserOf
}) => {
	const ana = await beginPlan(await browserOf(), relay.url);
	const { edit } = await linksOf(ana);
	const ben = (await joinAsNew(await browserOf(), edit, 'Ben')).page;
	const [id = ''] = await objectivesOn(ana);
	await expect(lineOf(ben, id)).toHaveValue('Guests come back');
	await untilSafe(ben);
	await ben.context().setOffline(true);
	await lineOf(ben, id).press('End');
	await ben.keyboard.type(' in winter');

	const newer = await enter(relay.url, edit, cycleIdOf(ana));
	newer.doc.getText(`t/${id}/title`).insert(0, 'Newer guests: ');
	demandNewer(newer.doc);
	await expect(ana.getByText(outgrown)).toBeVisible();
	await expect(lineOf(ana, id)).toHaveValue('Newer guests: Guests come back');

	// What was written before the page could know of it arrives.
	await ben.context().setOffline(false);
	const words = 'Newer guests: Guests come back in winter';
	for (const page of [ana, ben]) {
		await expect(page.getByText(outgrown)).toBeVisible();
		await expect(lineOf(page, id)).toHaveValue(words);
	}
	await expect.poll(() => titleIn(newer.doc, id)).toBe(words);

	const before = writtenByOthers(newer.doc);
	for (const page of [ana, ben]) {
		await tryToWrite(page, id);
		await expect(lineOf(page, id)).toHaveValue(words);
		await untilSafe(page);
	}
	// Comes to them behind whatever they might have sent.
	newer.doc.getText(`t/${id}/title`).insert(0, 'Even ');
	for (const page of [ana, ben]) await expect(lineOf(page, id)).toHaveValue(`Even ${words}`);
	expect(writtenByOthers(newer.doc)).toEqual(before);

	// Reloaded with the same version, it is all there, and can be taken along.
	await ben.getByRole('button', { name: 'Reload this page' }).click();
	await expect(lineOf(ben, id)).toHaveValue(`Even ${words}`);
	await expect(ben.getByText(outgrown)).toBeVisible();
	const saved = ben.waitForEvent('download');
	await ben.getByRole('button', { name: 'Save the team file' }).click();
	expect((await saved).suggestedFilename()).toContain('Ferry');
	newer.leave();
});

test('[GATE-1] where a newer Cairn has gone on with the team itself, every place of it says so', async ({
	relay,
	browserOf
}) => {
	const ana = await beginPlan(await browserOf(), relay.url);
	const { edit } = await linksOf(ana);
	const [id = ''] = await objectivesOn(ana);
	await untilSafe(ana);
	const newer = await enter(relay.url, edit, null);
	demandNewer(newer.doc);
	for (const place of ['plan', 'now', 'check-in']) {
		await ana.goto(ana.url().replace(/[\w-]+$/, place));
		await expect(ana.getByText(outgrown)).toBeVisible();
	}
	await ana.goto(ana.url().replace(/[\w-]+$/, 'plan'));
	await tryToWrite(ana, id);
	await expect(lineOf(ana, id)).toHaveValue('Guests come back');

	const ben = await browserOf();
	await ben.goto(edit);
	await expect(ben.getByText('1 person is in it.')).toBeVisible();
	await ben.getByLabel('Your name').fill('Ben');
	await ben.keyboard.press('Enter');
	await expect(ben.getByText('this team was written by a newer version of Cairn')).toBeVisible();
	await expect(ben.getByLabel('Your name')).toHaveValue('Ben');
	newer.leave();
});

test('[INPUT-5] whose link runs out in the middle of writing is told what to do, and what is written is kept and arrives', async ({
	browserOf
}) => {
	const relay = await startRelayProcess({ env: { CAIRN_PING_MS: '500' } });
	try {
		const ana = await beginPlan(await browserOf(), relay.url);
		const { edit } = await linksOf(ana);
		await untilSafe(ana);
		const { link, runsOutAt } = await lendLink(ana, relay.url, edit);
		const ben = (await joinAsNew(await browserOf(), link, 'Ben')).page;
		const [id = ''] = await objectivesOn(ana);
		await expect(lineOf(ben, id)).toHaveValue('Guests come back');
		await lineOf(ben, id).press('End');
		await ben.keyboard.type(' in');
		await expect(lineOf(ana, id)).toHaveValue('Guests come back in');
		expect(Date.now(), 'the link has lasted so far').toBeLessThan(runsOutAt);

		await expect(ben.getByText('yours has ended')).toBeVisible();
		expect(Date.now()).toBeGreaterThanOrEqual(runsOutAt);
		await ben.keyboard.type(' winter');
		await expect(ben.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
		await ben.reload();
		await expect(lineOf(ben, id)).toHaveValue('Guests come back in winter');
		await expect(lineOf(ana, id)).toHaveValue('Guests come back in');

		// Whoever comes with it now is not let in, and told so.
		const late = await browserOf();
		await late.goto(link);
		await expect(late.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();

		await ben.getByRole('link', { name: 'Open the new link' }).click();
		await ben.getByLabel('The link or the code').fill(edit);
		await ben.keyboard.press('Enter');
		await expect(lineOf(ana, id)).toHaveValue('Guests come back in winter');
	} finally {
		await relay.close();
	}
});

async function beginPlan(page: Page, url: string): Promise<Page> {
	await startTeam(page, url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	return page;
}

function cycleIdOf(page: Page): string {
	return /\/c\/([a-z2-7]+)\//.exec(page.url())?.[1] ?? '';
}

function titleIn(doc: Y.Doc, id: string): string {
	// eslint-disable-next-line @typescript-eslint/no-base-to-string -- a text of Yjs says its letters
	return doc.getText(`t/${id}/title`).toString();
}

/** How much everybody but this client has written into a document. */
function writtenByOthers(doc: Y.Doc): [number, number][] {
	const written = [...Y.decodeStateVector(Y.encodeStateVector(doc))];
	return written.filter(([client]) => client !== doc.clientID);
}

/** Everything that hands can do to a plan, by keys: the buttons are gone. */
async function tryToWrite(page: Page, id: string): Promise<void> {
	await expect(page.getByRole('button', { name: /^(Add|Write|Agree)/ })).toHaveCount(0);
	await lineOf(page, id).focus();
	for (const key of ['x', 'Enter', 'Backspace', 'Alt+ArrowDown', 'Control+z', 'Control+v'])
		await page.keyboard.press(key);
	await page.keyboard.insertText('typed in vain');
}

/** A members' link of Ana's team that ends by itself after some seconds, beside those there are. */
async function lendLink(
	ana: Page,
	url: string,
	edit: string
): Promise<{ link: string; runsOutAt: number }> {
	const page = await ana.context().newPage();
	await page.goto(ana.url().replace(/\/c\/.*$/, '/team'));
	await page.getByRole('button', { name: 'Show the recovery key' }).click();
	const key = parseLink(
		await page.getByRole('textbox', { name: 'Recovery key, as a link' }).inputValue()
	);
	await page.close();
	if (!key.ok || !('admin' in key.link)) throw new Error('no recovery key');
	const { teamId, admin } = key.link;
	const runsOutAt = Date.now() + 15_000;
	const lent = createGeneration(admin, 2).tokens.edit;
	const lasting = createGeneration(admin, 1).tokens;
	const record = signRecord(admin, {
		generation: 2,
		grants: [
			{ role: 'edit', tokenHash: tokenHashOf(lasting.edit)!, expiresAt: null },
			{ role: 'view', tokenHash: tokenHashOf(lasting.view)!, expiresAt: null },
			{ role: 'edit', tokenHash: tokenHashOf(lent)!, expiresAt: runsOutAt }
		]
	});
	const { leave } = await enter(url, edit, null, `rec.${record}`);
	leave();
	return { link: formatLink(url, { teamId, role: 'edit', token: lent }), runsOutAt };
}
