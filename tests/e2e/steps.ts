import { expect, type Page } from '@playwright/test';
import { lastDayIn } from '../lastDay.ts';
import type { Hands } from './hands.ts';

/** One person with a browser of their own. */
export interface Person {
	name: string;
	page: Page;
	/** How they work the page; by mouse and keys unless it is said. */
	hands?: Hands;
}

/** Starts a team as a new user would, and comes to stand on the empty plan. */
export async function startTeam(
	page: Page,
	url: string,
	{ team, name }: { team: string; name: string }
): Promise<Person> {
	await page.goto(url);
	await page.getByRole('button', { name: 'Start a team' }).click();
	await page.getByLabel('Name of the team').fill(team);
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Start the team' }).click();
	await page.waitForURL(/\/plan$/);
	return { name, page };
}

/** The last day, an ISO date, of the cycle that the page is about: the next quarter in the last weeks of one. */
export async function lastDayOn(page: Page): Promise<string> {
	return lastDayIn(
		await page
			.getByText(/Q[1-4] \d{4}/)
			.first()
			.textContent()
	);
}

/** The members' and readers' links, as the team's own page shows them. */
export async function linksOf(page: Page): Promise<{ edit: string; view: string }> {
	const other = await page.context().newPage();
	await other.goto(page.url().replace(/\/c\/.*$/, '/team'));
	const edit = await other.getByRole('textbox', { name: 'Members’ link' }).inputValue();
	const view = await other.getByRole('textbox', { name: 'Readers’ link' }).inputValue();
	await other.close();
	return { edit, view };
}

/** Opens a members' link as somebody new, and goes to the plan. */
export async function joinAsNew(page: Page, link: string, name: string): Promise<Person> {
	await page.goto(link);
	return introduce(page, name);
}

/** Says who one is, where a link has just been opened, and goes to the plan. */
export async function introduce(page: Page, name: string): Promise<Person> {
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await page.waitForURL(/\/now$/);
	await openPlan(page);
	return { name, page };
}

export async function openPlan(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await page.waitForURL(/\/plan$/);
}

/** Opens a readers' link, which leads to the status, and goes to the plan. */
export async function readPlan(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.waitForURL(/\/status$/);
	await openPlan(page);
}

/** Waits until the chip says that both the device and the relay have everything. */
export async function untilSafe(page: Page): Promise<void> {
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-relay', 'safe', {
		timeout: 30_000
	});
}

/** The plan as it stands on a screen: titles with the metric, baseline and target of their key results. */
export async function planOn(page: Page): Promise<{ title: string; keyResults: string[] }[]> {
	return page.locator('article[data-item]').evaluateAll((articles) =>
		articles.map((article) => ({
			title: article.querySelector('textarea')?.value ?? '',
			keyResults: [...article.querySelectorAll<HTMLElement>('li [data-item]')].map((row) => {
				const numbers = [...row.querySelectorAll<HTMLInputElement>('input[inputmode=decimal]')];
				return [
					row.querySelector('textarea')?.value ?? '',
					...numbers.map((one) => one.value)
				].join(' | ');
			})
		}))
	);
}

/** Waits until a worker keeps all of the app for this page. */
export async function untilControlled(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Waits until the page has fetched also what it fetches when it is quiet, for a room where no worker keeps the app. */
export async function untilFetched(page: Page): Promise<void> {
	const count = () => page.evaluate(() => performance.getEntriesByType('resource').length);
	let before = -1;
	await expect(async () => {
		const now = await count();
		const isStill = now === before;
		before = now;
		expect(isStill).toBe(true);
	}).toPass({ intervals: [2500] });
}
