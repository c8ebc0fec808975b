import { expect, type Locator, type Page } from '@playwright/test';
import { focusedOn } from './focused.ts';
import type { Hands } from './hands.ts';
import type { Person } from './steps.ts';

/*
 * Hands of somebody who has no mouse: Tab, arrows, Enter and letters, pressed as often as it takes and no
 * oftener than anybody would. Wherever the focus comes by on the way, it is to be seen.
 */

/** More presses than this for one thing, and nobody would use it. */
const mostPresses = 30;

/** For a page, as `hands` of a person: no pointer is ever used. */
const keys: Hands = {
	async press(control) {
		await reach(control);
		await control.page().keyboard.press('Enter');
	},
	async enter(field) {
		await reach(field);
	}
};

/** Presses keys that move the focus until it is on what is wanted. Fails where it cannot be seen on the way. */
export async function reach(wanted: Locator, most = mostPresses): Promise<void> {
	const page = wanted.page();
	await expect(wanted).toBeVisible();
	const way: string[] = [];
	for (let presses = 0; presses <= most; presses++) {
		const key = await keyTowards(wanted);
		if (presses > 0 || key === null) await expectSeen(page, way);
		if (key === null) return;
		const held = await page.evaluateHandle(() => document.activeElement);
		await page.keyboard.press(key);
		// Whoever sees the caret stay in a line presses again.
		if (key.startsWith('Arrow'))
			await page
				.waitForFunction((before) => before !== document.activeElement, held, { timeout: 300 })
				.catch(() => undefined);
		way.push(`${key}: ${(await focusedOn(page))?.name ?? 'nothing'}`);
	}
	throw new Error(`${String(wanted)} takes more than ${most} presses:\n${way.join('\n')}`);
}

/** As somebody who sees the page chooses it; null where nothing is left to be done. */
function keyTowards(wanted: Locator): Promise<string | null> {
	return wanted.evaluate((element) => {
		const held = document.activeElement;
		if (held === element) return null;
		if (!held || held === document.body) return 'Tab';
		const isAfter = (one: Element, other: Element) =>
			Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
		const isBefore = isAfter(held, element);
		if (element.matches('[role^=menuitem]')) return isBefore ? 'ArrowUp' : 'ArrowDown';
		// Arrows go from line to line of a plan, so they lead past what has lines in between.
		const lines = [...document.querySelectorAll('[data-item] textarea')];
		const [first, last] = isBefore ? [element, held] : [held, element];
		const isFar = lines.some(
			(one) => one === element || (isAfter(one, first) && isAfter(last, one))
		);
		if (isFar && lines.includes(held)) return isBefore ? 'ArrowUp' : 'ArrowDown';
		return isBefore ? 'Shift+Tab' : 'Tab';
	});
}

async function expectSeen(page: Page, way: string[]): Promise<void> {
	// What was pressed may still scroll the page.
	await expect
		.poll(
			async () => {
				const focused = await focusedOn(page);
				return !focused || (focused.isSeen && focused.hasRing) ? '' : JSON.stringify(focused);
			},
			{ message: `the focus is to be seen after ${way.slice(-3).join(', ')}`, timeout: 5000 }
		)
		.toBe('');
}

/** Starts a team by keyboard alone, and comes to stand on the empty plan. */
export async function startByKeys(
	page: Page,
	url: string,
	{ team, name }: { team: string; name: string }
): Promise<Person> {
	await page.goto(url);
	await keys.press(page.getByRole('button', { name: 'Start a team' }));
	await expect(page.getByLabel('Name of the team')).toBeFocused();
	await page.keyboard.type(team);
	await reach(page.getByLabel('Your name'));
	await page.keyboard.type(name);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/plan$/);
	return { name, page, hands: keys };
}

/** Opens a members' link as somebody new by keyboard alone, and goes to the plan. */
export async function joinByKeys(page: Page, link: string, name: string): Promise<Person> {
	await page.goto(link);
	await reach(page.getByLabel('Your name'));
	await page.keyboard.type(name);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/now$/);
	await keys.press(page.getByRole('link', { name: 'Plan', exact: true }));
	await page.waitForURL(/\/plan$/);
	return { name, page, hands: keys };
}
