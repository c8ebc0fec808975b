import type { Page } from '@playwright/test';
import { forge } from './forger.ts';
import type { RelayProcess } from './relayProcess.ts';
import { setTarget } from './hands.ts';
import { expect, itemOn, keyResultsOn, objectivesOn } from './screen.ts';
import {
	joinAsNew,
	lastDayOn,
	linksOf,
	openPlan,
	readPlan,
	startTeam,
	test,
	untilSafe
} from './world.ts';

test('[AGREE-1, AGREE-3] a plan is agreed once what stands in the way is done, also while others are away', async ({
	relay,
	browserOf
}) => {
	const { ana, ben, id } = await pair(relay, await browserOf(), await browserOf());

	// A missing day and a conflict stand in the way; each can be gone to.
	await apart(relay, [ana, ben]);
	await setTarget({ page: ana }, id, '40');
	await setTarget({ page: ben }, id, '60');
	await relay.start();
	await expect(ana.locator('[data-conflict]')).toHaveCount(1);
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await expect(ana.getByText('2 things to do first')).toBeVisible();
	const obstacles = ana.locator('[data-obstacle]');
	await expect(obstacles.nth(0)).toContainText('Settle: the target');
	await expect(obstacles.nth(1)).toContainText('Still missing: the due date');
	const agree = ana.getByRole('button', { name: 'Agree as version 1' });
	await expect(agree).toBeDisabled();
	await obstacles.nth(0).getByRole('button').click();
	await expect(ana.locator('[data-conflict] button').first()).toBeFocused();
	await ana.getByRole('button', { name: 'Use this: 40' }).click();
	await setDay(ana, id, await lastDayOn(ana));

	// What a colleague changes while one reads has to be read too.
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await expect(ana.getByText('Ben has the plan open too.')).toBeVisible();
	await expect(ben.locator('[data-conflict]')).toHaveCount(0);
	await setTarget({ page: ben }, id, '45');
	await expect(ana.getByText('A colleague changed the plan while you were reading.')).toBeVisible();
	await expect(agree).toBeDisabled();
	await ana.getByRole('button', { name: 'Read it as it is now' }).click();
	await expect(ana.getByRole('dialog').getByText('12 → 45 %')).toBeVisible();
	await ana.keyboard.press('Escape');

	// One agrees while both are away, the other goes on drafting: that is a change, and is said to be one.
	await untilSafe(ana);
	await untilSafe(ben);
	await apart(relay, [ana, ben]);
	await setTarget({ page: ben }, id, '50');
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await expect(ana.getByText(/You are not connected\. You can agree/)).toBeVisible();
	await agree.click();
	await expect(ana.getByText('Version 1 is agreed')).toBeVisible();
	await ana.getByRole('button', { name: 'To the plan' }).click();
	await relay.start();
	for (const page of [ana, ben]) {
		await expect(page.getByRole('region', { name: 'One change since version 1' })).toBeVisible();
		await expect(page.getByText(/^Agreed by Ana/)).toBeVisible();
	}
	// Nobody writes into an agreed plan by accident.
	await expect(itemOn(ben, id).getByLabel('To (target)')).toHaveAttribute('readonly');
	await ben.getByRole('button', { name: 'See and agree' }).click();
	await expect(ben.getByRole('dialog').getByText(/the target:\s*45\s*→\s*50/)).toBeVisible();
	await ben.getByRole('button', { name: /^Take back the change/ }).click();
	await expect(ben.getByText('Nothing is different from version 1.')).toBeVisible();
	await ben.keyboard.press('Escape');
	await expect(itemOn(ana, id).getByLabel('To (target)')).toHaveValue('45');
	await expect(ana.getByRole('button', { name: 'See and agree' })).toHaveCount(0);
});

test('[AGREE-5, VERSION-3, DROP-1, KEYS-2] an agreed plan is changed with a reason, and two agreements apart are a choice', async ({
	relay,
	browserOf
}) => {
	const { ana, ben, id, links } = await pair(relay, await browserOf(), await browserOf());
	await setDay(ana, id, await lastDayOn(ana));
	await agreeFirst(ana);
	await expect(ben.getByText(/^Agreed by Ana/)).toBeVisible();
	const reader = await browserOf();
	await readPlan(reader, links.view);
	await expect(reader.getByText('12 → 30 %')).toBeVisible();

	// Words are mended without a new version; a change needs its reason.
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	const [objective = ''] = await objectivesOn(ana);
	await itemOn(ana, objective).getByRole('textbox', { name: 'Objective 1' }).click();
	await ana.keyboard.press('End');
	await ana.keyboard.type(' with us');
	await setTarget({ page: ana }, id, '35');
	await ana.getByRole('button', { name: 'See and agree' }).click();
	await ana.getByRole('button', { name: /^Keep the new words of/ }).click();
	const second = ana.getByRole('button', { name: 'Agree as version 2' });
	await second.click();
	await expect(ana.getByText('Say why in a few words.')).toBeVisible();
	await expect(
		reader.getByText('One change is being prepared. It is not agreed yet.')
	).toBeVisible();
	await expect(reader.getByText('12 → 30 %')).toBeVisible();
	await ana.getByLabel('Why is the plan changed?').fill('The crew is smaller');
	await second.click();
	await expect(ana.getByText('Version 2 is agreed')).toBeVisible();
	await ana.getByRole('button', { name: 'To the plan' }).click();
	await expect(reader.getByText('12 → 35 %')).toBeVisible();
	await expect(reader.getByText('Customers feel at home with us')).toBeVisible();

	// Deprioritised with a reason, agreed, and brought back.
	await expect(ben.getByText('Version 2', { exact: true })).toBeVisible();
	await ben.getByRole('button', { name: 'Change the plan' }).click();
	await ben.getByRole('button', { name: 'Key result 1: more' }).click();
	await ben.getByRole('menuitem', { name: 'Deprioritise…' }).click();
	await ben.getByRole('button', { name: 'Deprioritise', exact: true }).click();
	await expect(ben.getByText('Say why in a few words.')).toBeVisible();
	await ben.getByLabel('Why?').fill('No data before spring');
	await ben.getByLabel('What would bring it back?').fill('A data source');
	await ben.getByRole('button', { name: 'Deprioritise', exact: true }).click();
	await expect(ben.getByText('1 deprioritised')).toBeVisible();
	expect(await keyResultsOn(ben, objective)).toEqual([]);
	await ben.getByText('1 deprioritised').click();
	await expect(ben.getByText(/^Decided by Ben\./)).toBeVisible();
	await ben.getByRole('button', { name: /^Bring “.*” back into the plan$/ }).click();
	await expect.poll(() => keyResultsOn(ben, objective)).toEqual([id]);
	await ben.getByRole('button', { name: 'Close the plan' }).click();

	// Both change and agree while the relay is away.
	await untilSafe(ana);
	await untilSafe(ben);
	await apart(relay, [ana, ben]);
	for (const [page, target, why] of [
		[ana, '38', 'Ana knows'],
		[ben, '33', 'Ben knows']
	] as const) {
		await page.getByRole('button', { name: 'Change the plan' }).click();
		await setTarget({ page }, id, target);
		await page.getByRole('button', { name: 'See and agree' }).click();
		await page.getByLabel('Why is the plan changed?').fill(why);
		await page.getByRole('button', { name: 'Agree as version 3' }).click();
		await page.getByRole('button', { name: 'To the plan' }).click();
	}
	await relay.start();
	for (const page of [ana, ben])
		await expect(page.locator('[data-conflict="plan/agreed"]')).toBeVisible();
	await ana.getByRole('button', { name: 'The version that Ben agreed stands' }).click();
	// The card goes, and the focus goes on from it.
	await expect(ana.locator('main:focus, main :focus')).toHaveCount(1);
	await ana.getByRole('button', { name: 'Use this: 38' }).click();
	for (const page of [ana, ben]) {
		await expect(page.locator('[data-conflict]')).toHaveCount(0);
		await expect(page.getByText(/^Agreed by Ben/)).toBeVisible();
		await expect(page.getByRole('region', { name: 'One change since version 3' })).toBeVisible();
	}

	// Every version can be read and compared.
	await ben.getByRole('link', { name: 'Versions' }).click();
	await expect(ben.locator('[data-version]')).toHaveCount(4);
	await expect(ben.getByText('not chosen')).toHaveCount(1);
	await expect(ben.getByText('Why: The crew is smaller')).toBeVisible();
	await ben.getByLabel('Before').selectOption({ index: 4 });
	await ben.getByLabel('After').selectOption({ label: 'The plan as it is now' });
	await expect(ben.getByText(/the target:\s*30\s*→\s*38/)).toBeVisible();
	await ben.getByRole('link', { name: 'Version 2' }).click();
	await expect(ben.getByText('12 → 35 %')).toBeVisible();
	await ben.getByRole('button', { name: 'Agree to it too' }).click();
	await expect(ben.getByText(/^Signed on Ben’s device/)).toBeVisible();
});

test('[VERSION-7] what is not as it was agreed says so where it stands, and on paper', async ({
	relay,
	browserOf
}) => {
	const { ana, ben, id, links } = await pair(relay, await browserOf(), await browserOf());
	await setDay(ana, id, await lastDayOn(ana));
	await agreeFirst(ana);
	const reader = await browserOf();
	await readPlan(reader, links.view);
	await expect(reader.getByText('12 → 30 %')).toBeVisible();
	expect(await printedOn(ana)).toContain('As agreed: version 1');

	const mark = (page: Page) => itemOn(page, id).getByText('Changed since version 1');
	await expect(mark(ana)).toHaveCount(0);
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	await setTarget({ page: ana }, id, '35');
	for (const page of [ana, ben]) {
		await expect(mark(page)).toBeVisible();
		await expect(page.getByText(/the target:\s*30\s*→\s*35/)).toBeHidden();
		await mark(page).click();
		await expect(page.getByText(/the target:\s*30\s*→\s*35/)).toBeVisible();
	}
	await ben.getByRole('button', { name: 'Change the plan' }).click();
	await ben.getByRole('button', { name: 'Add a key result' }).click();
	await ben.keyboard.type('Guests who come back');
	await expect(ana.getByText('New since version 1')).toBeVisible();

	const members = await printedOn(ana);
	expect(members).toContain('not agreed yet');
	expect(members).toContain('to 35%');
	await expect(reader.getByText(/changes are being prepared/)).toBeVisible();
	const readers = await printedOn(reader);
	expect(readers).toContain('As agreed: version 1');
	expect(readers).toContain('to 30%');
	expect(readers).not.toContain('Guests who come back');

	await setTarget({ page: ana }, id, '30');
	await expect(mark(ben)).toHaveCount(0);
});

test('[VERSION-6] a version that somebody tampered with is shown as such', async ({
	relay,
	browserOf
}) => {
	const { ana, ben, id, links } = await pair(relay, await browserOf(), await browserOf());
	await setDay(ana, id, await lastDayOn(ana));
	await agreeFirst(ana);
	await untilSafe(ana);
	const cycleId = /\/c\/([a-z2-7]+)\//.exec(ana.url())?.[1] ?? '';
	const stop = await forge(relay.url, links.edit, cycleId, (entries) => {
		const [content] = entries('content');
		const { text } = content?.entry.v as { text: string };
		content?.replace({ text: text.replace('"target":30', '"target":3') });
	});
	for (const page of [ana, ben]) {
		await expect(page.getByText(/Version 1 is not as it was agreed/)).toBeVisible();
	}
	stop();
	await ben.getByRole('link', { name: 'Versions' }).click();
	await expect(ben.locator('[data-version]')).toHaveAttribute('data-state', 'tampered');
	await ben.getByRole('link', { name: 'Version 1' }).click();
	await expect(ben.getByText(/The stored bytes do not fit what was signed/)).toBeVisible();
	await expect(ben.getByText('12 → 3 %')).toBeVisible();
	await openPlan(ben);

	// The plan itself is untouched, and can be agreed anew.
	await expect(itemOn(ben, id).getByLabel('To (target)')).toHaveValue('30');
	await ben.getByRole('button', { name: 'Agree the plan anew' }).click();
	await ben.getByLabel('Why is the plan changed?').fill('Version 1 was broken');
	await ben.getByRole('button', { name: 'Agree as version 2' }).click();
	await ben.getByRole('button', { name: 'To the plan' }).click();
	await expect(ana.getByText(/is not as it was agreed/)).toHaveCount(0);
	await expect(ana.getByText(/^Agreed by Ben/)).toBeVisible();
});

/** A team of two with one objective and one key result from 12 to 30 %, without a day yet. */
async function pair(relay: RelayProcess, ana: Page, ben: Page) {
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Customers feel at home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	await ana.getByLabel('From (baseline)').fill('12');
	await ana.getByLabel('To (target)').fill('30 %');
	await ana.getByLabel('To (target)').press('Enter');
	const links = await linksOf(ana);
	await joinAsNew(ben, links.edit, 'Ben');
	await expect(ben.getByLabel('To (target)')).toHaveValue('30');
	await untilSafe(ana);
	const [objective = ''] = await objectivesOn(ana);
	const [id = ''] = await keyResultsOn(ana, objective);
	return { ana, ben, id, links };
}

/** What the browser is given when the page is printed. */
async function printedOn(page: Page): Promise<string> {
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	const text = await page.locator('.printed').textContent();
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	return text ?? '';
}

async function setDay(page: Page, id: string, day: string): Promise<void> {
	await itemOn(page, id).locator('input[type=date]').fill(day);
	await page.keyboard.press('Enter');
}

async function agreeFirst(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('button', { name: 'To the plan' }).click();
}

async function apart(relay: RelayProcess, pages: Page[]): Promise<void> {
	await relay.kill();
	for (const page of pages)
		await expect(page.locator('[data-relay]')).not.toHaveAttribute('data-relay', 'safe');
}
