import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { goOnTo, prepareKickoff, reveal, writeIdeas } from './meeting.ts';
import { fingerOn, type Hand, mouseOn } from './pointers.ts';
import { expect, joinAsNew, linksOf, startTeam, test } from './world.ts';

const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 1000 } };
const phone: BrowserContextOptions = {
	hasTouch: true,
	isMobile: true,
	viewport: { width: 360, height: 740 },
	reducedMotion: 'reduce'
};

/** A wall with these cards, by somebody who leads. */
async function wallWith(page: Page, url: string, texts: string[]): Promise<void> {
	await startTeam(page, url, { team: 'Lighthouse', name: 'Ana' });
	await prepareKickoff(page);
	await goOnTo(page, 'Silent ideas');
	await page.getByRole('link', { name: 'To the stage' }).click();
	await writeIdeas(page, ...texts);
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await goOnTo(page, 'Reveal and group');
	await page.getByRole('link', { name: 'To the stage' }).click();
	await reveal(page);
	await expect(page.locator('[data-card]')).toHaveCount(texts.length);
}

const cardOf = (page: Page, text: string) => page.locator('[data-card]', { hasText: text });
const groups = (page: Page) => page.locator('[data-cluster]');

async function middleOf(what: Locator): Promise<{ x: number; y: number }> {
	await what.scrollIntoViewIfNeeded();
	const box = await what.boundingBox();
	if (!box) throw new Error('It is not on the screen.');
	return { x: box.x + Math.min(40, box.width / 2), y: box.y + box.height / 2 };
}

/** Takes a card up: a finger rests on it until it has it. */
async function take(hand: Hand, card: Locator, isFinger: boolean): Promise<void> {
	const { x, y } = await middleOf(card);
	await hand.press(x, y);
	if (!isFinger) await hand.go(x + 12, y);
	await card.page().locator('.held').waitFor();
}

async function layOn(hand: Hand, card: Locator, on: Locator, isFinger: boolean): Promise<void> {
	await take(hand, card, isFinger);
	const box = await on.boundingBox();
	if (!box) throw new Error('It is not on the screen.');
	await hand.go(box.x + box.width / 2, box.y + box.height / 2);
	await card.page().locator('[data-place]').waitFor();
	await hand.release();
}

for (const { how, options, handOn, isFinger } of [
	{ how: 'a mouse', options: laptop, handOn: mouseOn, isFinger: false },
	{ how: 'a finger', options: phone, handOn: fingerOn, isFinger: true }
])
	test(`[WALL-9, WALL-10] cards are grouped by ${how}, as single steps to undo, and a wall scrolls all the same`, async ({
		relay,
		browserOf
	}) => {
		const page = await browserOf(options);
		await wallWith(page, relay.url, ['Alpha', 'Beta', 'Gamma', 'Delta']);
		const hand = await handOn(page);

		await layOn(hand, cardOf(page, 'Alpha'), cardOf(page, 'Beta'), isFinger);
		await expect(groups(page)).toHaveCount(1);
		await expect(groups(page)).toContainText('Alpha');
		await expect(groups(page)).toContainText('Beta');
		await expect(page.getByText('“Alpha”: in a new group with “Beta”.')).toBeAttached();
		await layOn(hand, cardOf(page, 'Gamma'), groups(page), isFinger);
		await expect(groups(page).locator('[data-card]')).toHaveCount(3);
		// Onto the empty wall it comes out again.
		await layOn(hand, cardOf(page, 'Alpha'), page.locator('[data-loose] h2'), isFinger);
		await expect(groups(page).locator('[data-card]')).toHaveCount(2);
		await expect(page.getByText('“Alpha”: by itself.')).toBeAttached();

		for (const [left, count] of [
			[3, 1],
			[2, 1],
			[0, 0]
		] as const) {
			await page.getByRole('button', { name: 'Undo the last grouping' }).click();
			await expect(groups(page).locator('[data-card]')).toHaveCount(left);
			await expect(groups(page)).toHaveCount(count);
		}
		await expect(page.getByRole('button', { name: 'Undo the last grouping' })).toBeHidden();

		// Escape leaves it where it is.
		await take(hand, cardOf(page, 'Alpha'), isFinger);
		const { x, y } = await middleOf(cardOf(page, 'Delta'));
		await hand.go(x, y);
		await page.keyboard.press('Escape');
		await expect(page.locator('.held')).toBeHidden();
		await hand.release();
		await expect(groups(page)).toHaveCount(0);

		if (!isFinger) return;
		// A finger that goes at once scrolls, and takes nothing.
		await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
		const from = await cardOf(page, 'Alpha').boundingBox();
		if (!from) throw new Error('It is on the screen.');
		await hand.press(from.x + 40, Math.min(from.y + 20, 700));
		await hand.go(from.x + 40, Math.min(from.y + 20, 700) - 300);
		await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
		await expect(page.locator('.held')).toBeHidden();
		await hand.release();
		await expect(groups(page)).toHaveCount(0);
	});

test('[WALL-9] a card is picked up, carried and laid by keys alone, and each place is said', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf(laptop);
	await wallWith(page, relay.url, ['Alpha', 'Beta', 'Gamma']);
	const menu = (text: string) => page.getByRole('button', { name: `What to do with “${text}”` });
	await menu('Alpha').press('Enter');
	await page.getByRole('menuitem', { name: 'Pick up (Alt ↑ ↓)' }).press('Enter');
	await expect(page.getByText('“Alpha” is picked up.', { exact: false })).toBeAttached();
	const said = page.locator('p[aria-live=polite]', { hasText: 'in a new group with' });
	await page.keyboard.press('ArrowDown');
	await expect(said).toBeAttached();
	const other = /“(.+)”/.exec((await said.textContent()) ?? '')?.[1] ?? '';
	await page.keyboard.press('Enter');
	await expect(groups(page)).toContainText('Alpha');
	await expect(groups(page)).toContainText(other);
	await expect(menu('Alpha')).toBeFocused();

	// The one that is left, without a menu; the first place is the group.
	const last = other === 'Beta' ? 'Gamma' : 'Beta';
	await menu(last).focus();
	await page.keyboard.press('Alt+ArrowDown');
	await expect(page.getByText('in “Group without a name”, 2 cards')).toBeAttached();
	await page.keyboard.press('Escape');
	await expect(groups(page).locator('[data-card]')).toHaveCount(2);
	await page.keyboard.press('Alt+ArrowDown');
	await page.keyboard.press('Enter');
	await expect(groups(page).locator('[data-card]')).toHaveCount(3);
	await expect(menu(last)).toBeFocused();
	await page.keyboard.press('Control+z');
	await expect(groups(page).locator('[data-card]')).toHaveCount(2);
});

test('[WALL-4, WALL-9] two who drag the same card at once lose none: it lies in one place for both', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf(laptop);
	await wallWith(page, relay.url, ['Alpha', 'Beta', 'Gamma', 'Delta']);
	const { edit } = await linksOf(page);
	const ben = await browserOf(laptop);
	await joinAsNew(ben, edit, 'Ben');
	await ben.goto(page.url());
	await ben.getByRole('button', { name: 'I’m in the room' }).click();
	await expect(ben.locator('[data-card]')).toHaveCount(4);
	const [hand, other] = [await mouseOn(page), await mouseOn(ben)];
	await take(hand, cardOf(page, 'Alpha'), false);
	await take(other, cardOf(ben, 'Alpha'), false);
	const [beta, gamma] = [
		await middleOf(cardOf(page, 'Beta')),
		await middleOf(cardOf(ben, 'Gamma'))
	];
	await hand.go(beta.x, beta.y);
	await other.go(gamma.x, gamma.y);
	await Promise.all([hand.release(), other.release()]);
	for (const who of [page, ben]) await expect(groups(who)).toHaveCount(2);
	const standing = (who: Page) =>
		who
			.locator('[data-cluster]')
			.evaluateAll((all) =>
				all.map((one) =>
					[...one.querySelectorAll('[data-card] p')].map((text) => text.textContent).sort()
				)
			);
	await expect
		.poll(async () => JSON.stringify(await standing(ben)))
		.toBe(JSON.stringify(await standing(page)));
	expect((await standing(page)).flat().sort()).toEqual(['Alpha', 'Beta', 'Gamma']);
	for (const who of [page, ben]) await expect(who.locator('[data-card]')).toHaveCount(4);
	// Whoever lost takes back what still stands of theirs, and nothing of the other's.
	await page.getByRole('button', { name: 'Undo the last grouping' }).click();
	await ben.getByRole('button', { name: 'Undo the last grouping' }).click();
	for (const who of [page, ben]) await expect(groups(who)).toHaveCount(0);
	for (const who of [page, ben]) await expect(who.locator('[data-card]')).toHaveCount(4);
});

test('[ALIKE-2] what says almost the same is suggested, grouped by a tap, and stays dismissed on this device alone', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf(laptop);
	await wallWith(page, relay.url, [
		...['Fewer meetings', 'fewer Meeting!', 'A quiet room', 'Quiet rooms', 'Coffee']
	]);
	await expect(groups(page)).toHaveCount(0);
	await page.getByText('2 times some cards say almost the same').click();
	const suggestion = (text: string) =>
		page
			.getByRole('listitem')
			.filter({ hasText: '2 cards say almost the same' })
			.filter({ hasText: text });
	await suggestion('A quiet room').getByRole('button', { name: 'Not the same' }).click();
	await suggestion('Fewer meetings').getByRole('button', { name: 'Group them' }).click();
	await expect(groups(page)).toHaveCount(1);
	await expect(groups(page)).toContainText('fewer Meeting!');
	await expect(page.getByText('say almost the same')).toBeHidden();
	await page.reload();
	await expect(page.locator('[data-card]')).toHaveCount(5);
	await expect(page.getByText('say almost the same')).toBeHidden();
	await page.getByRole('button', { name: 'Take the group', exact: false }).click();
	await page.getByText('Some cards say almost the same').click();
	await expect(suggestion('Fewer meetings')).toBeVisible();
	await expect(suggestion('A quiet room')).toBeHidden();
});

test('[WALL-11] on a wall of two hundred cards one that moves makes nothing anew but itself and what counts it', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf(phone);
	await wallWith(page, relay.url, ['Alpha', 'Beta']);
	const { edit } = await linksOf(page);
	const { joinAsHands } = await import('./crew.ts');
	const [ben] = await joinAsHands(relay.url, edit, ['Ben']);
	const workshops = await ben!.cycle.workshops();
	await expect.poll(() => workshops.list().length).toBe(1);
	const workshop = await workshops.open(workshops.list()[0]!.id);
	await expect.poll(() => workshop!.snapshot().cards.length).toBe(2);
	const stage = workshop!.snapshot().agenda.find(({ kind }) => kind === 'ideas')!.id;
	for (let at = 0; at < 198; at++) {
		const id = workshop!.beginIdea(stage, { text: `Card number ${at}`, isSigned: false });
		workshop!.finishIdea(id!);
	}
	await expect(page.locator('[data-card]')).toHaveCount(200);
	const idOf = (text: string) => workshop!.snapshot().cards.find((card) => card.text === text)!.id;
	const birds = workshop!.addCluster('Birds', [idOf('Card number 7')])!;
	await expect(groups(page).locator('[data-card]')).toHaveCount(1);

	// Everything that is touched on the wall while a colleague moves one card.
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(globalThis, { seen });
		const wall = document.querySelector('[data-loose]')?.parentElement;
		new MutationObserver((changes) => {
			for (const { type, addedNodes, removedNodes, target } of changes) {
				for (const node of [...addedNodes, ...removedNodes])
					if (node instanceof Element) seen.push(node.tagName);
				if (type !== 'childList') seen.push(`${type} of ${target.nodeName}`);
			}
		}).observe(wall!, { subtree: true, childList: true, characterData: true, attributes: true });
	});
	workshop!.group(idOf('Card number 42'), birds);
	await expect(groups(page).locator('[data-card]')).toHaveCount(2);
	const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
	expect(seen.filter((what) => what === 'LI')).toHaveLength(2);
	// The two numbers of cards, and nothing else.
	expect(seen.filter((what) => what !== 'LI')).toEqual([
		'characterData of #text',
		'characterData of #text'
	]);
	// What is far below is not laid out.
	const skipped = await page
		.locator('[data-card]')
		.evaluateAll(
			(cards) =>
				cards.filter((card) => !card.checkVisibility({ contentVisibilityAuto: true })).length
		);
	expect(skipped).toBeGreaterThan(150);
	await ben!.team.close();
});
