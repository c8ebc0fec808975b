import {
	test as base,
	expect,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { startOwnBrowser, type OwnBrowser } from './ownBrowser.ts';
import { startRelayProcess, type RelayProcess } from './relayProcess.ts';

export { expect };
export * from './steps.ts';

/** What browsers print when a server is away; everything else that they print fails the test. */
const expectedNoise =
	/WebSocket connection to .* failed|WebSocket is closed before|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to update a ServiceWorker/;

interface World {
	relay: RelayProcess;
	/** Opens a browser context for somebody and a page in it; both close with the test. */
	browserOf: (options?: BrowserContextOptions) => Promise<Page>;
	/** Starts a browser for somebody that is a process of its own; it ends with the test. */
	ownBrowserOf: () => Promise<OwnBrowser>;
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
		const contexts: BrowserContext[] = [];
		await use(async (options) => {
			const context = await newContext(browser, options);
			contexts.push(context);
			listen(context, problems);
			return context.newPage();
		});
		await Promise.all(contexts.map((context) => context.close()));
		expect(problems, 'nothing was printed to the console').toEqual([]);
	},
	// eslint-disable-next-line no-empty-pattern -- as above
	ownBrowserOf: async ({}, use) => {
		const problems: string[] = [];
		const browsers: OwnBrowser[] = [];
		await use(async () => {
			const own = await startOwnBrowser((context) => listen(context, problems));
			browsers.push(own);
			return own;
		});
		await Promise.all(browsers.map((own) => own.close()));
		expect(problems, 'nothing was printed to the console').toEqual([]);
	}
});

/** Notes what goes wrong in a browser's pages. */
function listen(context: BrowserContext, problems: string[]): void {
	context.on('weberror', (thrown) => problems.push(thrown.error().stack ?? 'an error'));
	context.on('console', (message) => {
		const told = message.text();
		// Browsers print every 404, also the answer to a code that opens nothing.
		if (message.location().url.endsWith('/codes/open')) return;
		if (['error', 'warning'].includes(message.type()) && !expectedNoise.test(told))
			problems.push(`${message.type()}: ${told}`);
	});
}

function newContext(browser: Browser, options: BrowserContextOptions = {}) {
	return browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
}
