import {
	test as base,
	expect,
	type Browser,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { startRelayProcess, type RelayProcess } from './relayProcess.ts';

export { expect };

/** One person with a browser of their own. */
export interface Person {
	name: string;
	page: Page;
}

/** What browsers print when a server is away; everything else that they print fails the test. */
const expectedNoise =
	/WebSocket connection to .* failed|WebSocket is closed before|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to update a ServiceWorker/;

interface World {
	relay: RelayProcess;
	/** Opens a browser context for somebody; it closes with the test. */
	browserOf: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<World>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs here
	relay: async ({}, use) => {
		const relay = await startRelayProcess();
		await use(relay);
		await relay.close();
	},
	browserOf: async ({ browser }, use) => {
		const problems: string[] = [];
		await use(async (options) => {
			const page = await (await newContext(browser, options)).newPage();
			page.on('pageerror', (error) => problems.push(error.message));
			page.on('console', (message) => {
				const told = message.text();
				if (['error', 'warning'].includes(message.type()) && !expectedNoise.test(told))
					problems.push(`${message.type()}: ${told}`);
			});
			return page;
		});
		expect(problems, 'nothing was printed to the console').toEqual([]);
	}
});

function newContext(browser: Browser, options: BrowserContextOptions = {}) {
	return browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
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

/** What the safety chip says of the two places. */
export async function safetyOf(page: Page): Promise<{ disk: string | null; relay: string | null }> {
	const chip = page.locator('[data-disk]');
	return {
		disk: await chip.getAttribute('data-disk'),
		relay: await chip.getAttribute('data-relay')
	};
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
