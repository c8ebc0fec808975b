import type { Locator, Page } from '@playwright/test';
import { itemOn, lineOf } from './screen.ts';

/** How somebody works a page. */
export interface Hands {
	/** Does what a button, a link or a row of a menu is there for. */
	press: (control: Locator) => Promise<void>;
	/** Puts the focus into a field. */
	enter: (field: Locator) => Promise<void>;
}

/** Whoever works a page, by mouse unless their hands are told. */
export interface Worker {
	page: Page;
	hands?: Hands;
}

const mouse: Hands = {
	press: (control) => control.click(),
	enter: (field) => field.click()
};

export function press({ hands = mouse }: Worker, control: Locator): Promise<void> {
	return hands.press(control);
}

/** Puts the caret into a line, where the next words go. */
export async function standIn(who: Worker, id: string, where: 'Home' | 'End'): Promise<void> {
	const { page, hands = mouse } = who;
	await hands.enter(lineOf(page, id));
	await page.keyboard.press(where);
}

/** Adds words to a line, key by key. */
export async function typeAt(
	who: Worker,
	id: string,
	where: 'Home' | 'End',
	text: string
): Promise<void> {
	await standIn(who, id, where);
	await who.page.keyboard.type(text);
}

/** Writes a line anew, key by key over all that stood there. */
export async function rewrite(
	{ page, hands = mouse }: Worker,
	id: string,
	text: string
): Promise<void> {
	await hands.enter(lineOf(page, id));
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(text);
}

/** Fills in baseline and target of a key result by keyboard: two steps behind its line. */
export async function typeNumbers(page: Page, from: string, to: string): Promise<void> {
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.type(from);
	await page.keyboard.press('Tab');
	await page.keyboard.type(to);
	await page.keyboard.press('Tab');
}

export async function setTarget(
	{ page, hands = mouse }: Worker,
	id: string,
	target: string
): Promise<void> {
	await hands.enter(itemOn(page, id).getByLabel('To (target)'));
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(target);
	await page.keyboard.press('Enter');
}

/** An input method at work: what it shows while composing, and what it leaves in the end. */
export interface Composition {
	show(text: string): Promise<void>;
	finish(text: string): Promise<void>;
}

export async function startComposing(page: Page): Promise<Composition> {
	const session = await page.context().newCDPSession(page);
	return {
		async show(text) {
			await session.send('Input.imeSetComposition', {
				text,
				selectionStart: text.length,
				selectionEnd: text.length
			});
		},
		async finish(text) {
			await session.send('Input.insertText', { text });
			await session.detach();
		}
	};
}

/**
 * Pastes with the keys what was copied with the keys in another tab, as from a document: a page over plain
 * http has no `navigator.clipboard`.
 */
export async function paste(page: Page, text: string): Promise<void> {
	const other = await page.context().newPage();
	await other.setContent('<textarea autofocus></textarea>');
	await other.getByRole('textbox').fill(text);
	await other.keyboard.press('ControlOrMeta+A');
	await other.keyboard.press('ControlOrMeta+C');
	await other.close();
	await page.keyboard.press('ControlOrMeta+V');
}

/** Moves an objective or a key result by keyboard, from its line. */
export async function step(
	{ page, hands = mouse }: Worker,
	id: string,
	...keys: ('ArrowUp' | 'ArrowDown')[]
): Promise<void> {
	await hands.enter(lineOf(page, id));
	for (const key of keys) await page.keyboard.press(`Alt+${key}`);
}

export async function deleteObjective(who: Worker, id: string): Promise<void> {
	const menu = itemOn(who.page, id).getByRole('button', { name: /^Objective \d+: more$/ });
	await press(who, menu);
	await press(who, who.page.getByRole('menuitem', { name: 'Delete the objective' }));
}
