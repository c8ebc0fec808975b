import type { Page } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';
import { deleteObjective, rewrite, setTarget, typeAt } from './hands.ts';
import { createLedger } from './ledger.ts';
import { expect, keyResultsOn, lineOf, untilAllSeeTheSame } from './screen.ts';
import { choose, composeBeside, untilGone, writeOneLine, writePlan, type Draft } from './story.ts';
import { introduce, joinAsNew, startTeam, test, untilSafe } from './world.ts';

// A name is no loopback address, so the browser withholds from this page what it withholds on a LAN.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

const drafts: Draft[] = [
	{ title: 'Gardens feed us', keyResults: [['Beds dug before frost', '15', '42']] },
	{ title: 'Bees return', keyResults: [['Hives surviving winters', '25', '61']] },
	{ title: 'Children play outside', keyResults: [['Swings repaired quickly', '33', '93']] }
];

test('over plain http at a host name three people write one plan, and a tab that died has kept its words', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(180_000);
	const home = `http://cairn.test:${relay.port}/`;
	const [anaPage, benPage, cemPage] = [await browserOf(), await browserOf(), await browserOf()];
	const ana = await startTeam(anaPage, home, { team: 'Allotment', name: 'Ana' });
	await expectPlainHttp(ana.page);

	// The link goes from hand to hand by the older way of copying.
	await copyLink(ana.page);
	const link = await openCopiedLink(benPage, home);
	expect(link).toContain(`${home}join#`);
	const ben = await introduce(benPage, 'Ben');
	const cem = await joinAsNew(cemPage, link, 'Cem');
	const three = [ana, ben, cem];
	for (const { page } of three) await expectPlainHttp(page);

	const ledger = createLedger();
	const cast = { ana, ben, cem, link, ledger };
	const [gardens = '', bees = ''] = await writePlan(three, drafts, ledger);
	const [beds = ''] = await keyResultsOn(cem.page, gardens);
	const [hives = ''] = await keyResultsOn(cem.page, bees);
	await writeOneLine(cast, gardens);
	await composeBeside(cast, hives);
	for (const { page } of three) await untilSafe(page);
	expect((await untilAllSeeTheSame(three, ledger)).cards).toEqual([]);

	// The relay dies, everybody goes on alone, and Cem's tab dies too.
	const plan = cem.page.url();
	await relay.kill();
	ledger.strike(await lineOf(cem.page, gardens).inputValue());
	ledger.strike('42');
	await rewrite(ben.page, gardens, ledger.write('Soil stays alive'));
	await setTarget(ana.page, beds, ledger.write('48'));
	await deleteObjective(ana.page, bees);
	await rewrite(cem.page, gardens, ledger.write('Harvest fills larders'));
	await setTarget(cem.page, beds, ledger.write('39'));
	await typeAt(cem.page, hives, 'End', ledger.write(' unharmed'));
	await expect(cem.page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await cem.page.close();

	// What Cem typed is nowhere but on the disk of this browser.
	await relay.start();
	await Promise.all([untilSafe(ana.page), untilSafe(ben.page)]);
	cem.page = await cemPage.context().newPage();
	await cem.page.goto(plan);
	await untilSafe(cem.page);
	const dan = await joinAsNew(await browserOf(), link, 'Dan');
	const four = [...three, dan];
	const met = await untilAllSeeTheSame(four, ledger);
	const cards = [`${gardens}/title`, `${beds}/target`, `${bees}/deleted`];
	expect(met.cards.map(({ id }) => id).sort()).toEqual(cards.sort());
	expect(met.plan.map(({ keyResults }) => keyResults.length)).toEqual([1, 1, 1]);

	await choose(dan, `${gardens}/title`, 'Use this: Harvest fills larders');
	ledger.strike('Soil stays alive');
	await choose(ben, `${beds}/target`, 'Use this: 48');
	ledger.strike('39');
	await choose(cem, `${bees}/deleted`, 'Keep it');
	await untilGone(four, cards);
	const settled = await untilAllSeeTheSame(four, ledger);
	expect(settled.plan[0]?.title).toBe('Harvest fills larders');
	for (const { page } of four) await expectPlainHttp(page);
});

/** Nothing is there that browsers keep for safe origins, and the page says what that means. */
async function expectPlainHttp(page: Page): Promise<void> {
	await expect(page.getByText('This page came over plain http.')).toBeVisible();
	const there = await page.evaluate(() => ({
		secure: isSecureContext,
		worker: 'serviceWorker' in navigator,
		clipboard: 'clipboard' in navigator,
		subtle: 'subtle' in crypto
	}));
	expect(there).toEqual({ secure: false, worker: false, clipboard: false, subtle: false });
}

async function copyLink(page: Page): Promise<void> {
	const other = await page.context().newPage();
	await other.goto(page.url().replace(/\/c\/.*$/, '/team'));
	const card = other.getByRole('article').filter({ hasText: 'Members’ link' });
	await card.getByRole('button', { name: 'Copy' }).click();
	await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
	await other.close();
}

/** Pastes what was copied into the first page's own field, opens it, and tells what it was. */
async function openCopiedLink(page: Page, home: string): Promise<string> {
	await page.goto(home);
	const field = page.getByLabel('The link');
	await field.click();
	await page.keyboard.press('ControlOrMeta+V');
	const link = await field.inputValue();
	await page.getByRole('button', { name: 'Open the link' }).click();
	return link;
}
