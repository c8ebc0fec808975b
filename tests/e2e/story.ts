import type { BrowserContextOptions, Page } from '@playwright/test';
import { focusedOn } from './focused.ts';
import { paste, press, standIn, startComposing, step, typeAt, typeNumbers } from './hands.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { cardOn, expect, itemOn, keyResultsOn, lineOf, objectivesOn } from './screen.ts';
import { joinAsNew, linksOf, startTeam, type Person } from './world.ts';

/** Three people of one team with its plan before them, and what they have typed so far. */
export interface Cast {
	ana: Person;
	ben: Person;
	cem: Person;
	/** The members' link. */
	link: string;
	ledger: Ledger;
}

/** What one person writes by themselves: an objective with key results from a number to a number. */
export interface Draft {
	title: string;
	keyResults: [metric: string, from: string, to: string][];
}

type BrowserOf = (options?: BrowserContextOptions) => Promise<Page>;

/** Ana starts a team, Ben and Cem join it by link. */
export async function gather(
	browserOf: BrowserOf,
	url: string,
	{ start, join } = { start: startTeam, join: joinAsNew }
): Promise<Cast> {
	const pages = await Promise.all([1, 2, 3].map(() => browserOf()));
	const [anaPage, benPage, cemPage] = pages as [Page, Page, Page];
	const ana = await start(anaPage, url, { team: 'Harbour', name: 'Ana' });
	const { edit: link } = await linksOf(ana.page);
	const [ben, cem] = await Promise.all([join(benPage, link, 'Ben'), join(cemPage, link, 'Cem')]);
	return { ana, ben, cem, link, ledger: createLedger() };
}

/** Each person adds an objective, one after the other; then all write theirs at the same time. */
export async function writePlan(
	people: Person[],
	drafts: Draft[],
	ledger: Ledger
): Promise<string[]> {
	for (const [at, one] of people.entries()) {
		const { page } = one;
		await expect(page.locator('article[data-item]')).toHaveCount(at);
		const name = at === 0 ? 'Write the first objective' : 'Add an objective';
		await press(one, page.getByRole('button', { name }));
		await expect(lineOf(page, (await objectivesOn(page))[at] ?? '')).toBeFocused();
	}
	const ids = await objectivesOn(people.at(-1)!.page);
	await Promise.all(
		people.map((one, at) => writeObjective(one, ids[at] ?? '', drafts[at]!, ledger))
	);
	return ids;
}

async function writeObjective(
	who: Person,
	id: string,
	{ title, keyResults }: Draft,
	ledger: Ledger
): Promise<void> {
	const { page } = who;
	await page.keyboard.type(ledger.write(title));
	for (const [at, [metric, from, to]] of keyResults.entries()) {
		if (at === 0) await page.keyboard.press('Enter');
		else await press(who, itemOn(page, id).getByRole('button', { name: 'Add a key result' }));
		await expect.poll(async () => (await keyResultsOn(page, id)).length).toBe(at + 1);
		await expect(lineOf(page, (await keyResultsOn(page, id))[at] ?? '')).toBeFocused();
		await page.keyboard.type(ledger.write(metric));
		await typeNumbers(page, ledger.write(from), ledger.write(to));
	}
}

/** All three stand at the end of one line and write at once. */
export async function writeOneLine({ ana, ben, cem, ledger }: Cast, id: string): Promise<void> {
	await Promise.all([ana, ben, cem].map((one) => standIn(one, id, 'End')));
	await Promise.all([
		ana.page.keyboard.type(ledger.write(' lanterns glimmer')),
		ben.page.keyboard.type(ledger.write(' beyond estuaries')),
		cem.page.keyboard.type(ledger.write(' where cormorants nest'))
	]);
}

/** Ben composes at the end of a line while Ana writes at its beginning, and Cem sees both grow. */
export async function composeBeside({ ana, ben, cem, ledger }: Cast, id: string): Promise<void> {
	await typeAt(ben, id, 'End', ' ');
	await standIn(ana, id, 'Home');
	const input = await startComposing(ben.page);
	await input.show('み');
	await input.show('みな');
	await ana.page.keyboard.type(ledger.write('Daily '));
	await expect(lineOf(cem.page, id)).toHaveValue(/^Daily .* みな$/);
	await Promise.all([
		input.show('みなと'),
		ana.page.keyboard.type(ledger.write('punctual '), { delay: 10 })
	]);
	await input.finish(ledger.write('港町'));
	await expect(lineOf(cem.page, id)).toHaveValue(/^Daily punctual .* 港町$/);
	await expect(lineOf(ben.page, id)).toHaveValue(/^Daily punctual .* 港町$/);
}

/** Cem pastes two lines of text into the middle of what Ana and Ben are writing. */
export async function pasteBeside({ ana, ben, cem, ledger }: Cast, id: string): Promise<void> {
	const pasted = ledger.write('moored skiffs\nspotted offshore ');
	await Promise.all([standIn(ana, id, 'End'), standIn(ben, id, 'Home'), standIn(cem, id, 'Home')]);
	await Promise.all([
		ana.page.keyboard.type(ledger.write(' until nightfall'), { delay: 10 }),
		ben.page.keyboard.type(ledger.write('Seaworthy '), { delay: 10 }),
		paste(cem.page, pasted)
	]);
	await expect(lineOf(ben.page, id)).toHaveValue(/moored skiffs spotted offshore /);
}

/** Ben writes in a line while Ana moves it about below his hands; it ends where it began. */
export async function writeWhileMoved({ ana, ben, ledger }: Cast, id: string): Promise<void> {
	await standIn(ben, id, 'End');
	await Promise.all([
		ben.page.keyboard.type(ledger.write(' despite fog'), { delay: 20 }),
		step(ana, id, 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown')
	]);
	await expect(lineOf(ana.page, id)).toHaveValue(/ despite fog$/);
}

/** Settles a card by the button with this name; one goes on from where it stood. */
export async function choose(who: Person, card: string, name: string): Promise<void> {
	await press(who, cardOn(who.page, card).getByRole('button', { name, exact: true }));
	await expect(cardOn(who.page, card)).toHaveCount(0);
	await expect.poll(() => focusedOn(who.page), 'the focus is not lost').not.toBeNull();
}

/** Waits until these cards are gone from every screen. */
export async function untilGone(people: Person[], cards: string[]): Promise<void> {
	for (const { page } of people)
		for (const card of cards) await expect(cardOn(page, card)).toHaveCount(0);
}

/** Reloads with neither network nor server, once the words are said to be safe on this device. */
export async function reloadOffline(page: Page): Promise<void> {
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await page.reload();
	await expect(page.locator('[data-relay]')).toHaveAttribute('data-relay', 'off');
}
