import { expect as quick, type Locator, type Page } from '@playwright/test';
import type { Ledger } from './ledger.ts';
import { planOn, type Person } from './world.ts';

/** Three browsers at once on a busy machine are slow, and being slow is no failure. */
export const expect = quick.configure({ timeout: 30_000 });

/** What one person sees: the plan, and what is to be settled in it. */
export interface Screen {
	plan: Awaited<ReturnType<typeof planOn>>;
	cards: { id: string; heading: string; values: string[]; who: string[] }[];
}

export async function screenOf(page: Page): Promise<Screen> {
	const cards = await page.locator('[data-conflict]').evaluateAll((sections) =>
		sections.map((section) => {
			const texts = (selector: string) =>
				[...section.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? '');
			return {
				id: section.getAttribute('data-conflict') ?? '',
				heading: texts('h3').join(),
				values: texts('.value'),
				who: texts('.who')
			};
		})
	);
	return { plan: await planOn(page), cards };
}

/** Waits until all see the same, with every word of the ledger on it and none of them twice. */
export async function untilAllSeeTheSame(people: Person[], ledger: Ledger): Promise<Screen> {
	let first: Screen | undefined;
	await expect(async () => {
		const screens = await Promise.all(people.map(({ page }) => screenOf(page)));
		[first] = screens;
		for (const [at, screen] of screens.entries()) {
			const whose = `${people[at]?.name}’s screen`;
			expect(ledger.missingFrom(screen), `words missing on ${whose}`).toEqual([]);
			expect(ledger.doubledIn(screen), `words doubled on ${whose}`).toEqual([]);
			expect(screen, `${whose} beside ${people[0]?.name}’s`).toEqual(first);
		}
	}).toPass({ timeout: 60_000 });
	return first!;
}

/** The ids of the objectives, as they stand one below the other. */
export async function objectivesOn(page: Page): Promise<string[]> {
	return idsOf(page.locator('article[data-item]'));
}

/** The ids of an objective's key results, as they stand one below the other. */
export async function keyResultsOn(page: Page, objective: string): Promise<string[]> {
	return idsOf(itemOn(page, objective).locator('li [data-item]'));
}

export function itemOn(page: Page, id: string): Locator {
	return page.locator(`[data-item="${id}"]`);
}

/** The line that says what an objective or a key result is. */
export function lineOf(page: Page, id: string): Locator {
	return itemOn(page, id).locator('textarea').first();
}

export function cardOn(page: Page, id: string): Locator {
	return page.locator(`[data-conflict="${id}"]`);
}

function idsOf(items: Locator): Promise<string[]> {
	return items.evaluateAll((all) => all.map((one) => one.getAttribute('data-item') ?? ''));
}
