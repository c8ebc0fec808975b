import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';

/** A browser that is a process of its own, with a profile on the disk. */
export interface OwnBrowser {
	/** Of the process that runs, or ran last. */
	readonly context: BrowserContext;
	/** SIGKILL to the browser itself, as when the power goes: no page hides, nothing is flushed, no process of it is left. */
	kill(): Promise<void>;
	/** The same browser, opened again on what its profile kept. */
	start(): Promise<BrowserContext>;
	/** Ends it and removes its profile. */
	close(): Promise<void>;
}

/** Starts one. `watch` is shown each of its contexts before anything happens in it. */
export async function startOwnBrowser(
	watch: (context: BrowserContext) => void
): Promise<OwnBrowser> {
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-profile-'));
	const launch = async (): Promise<BrowserContext> => {
		const context = await chromium.launchPersistentContext(profile, {
			...launchOptions,
			locale: 'en-GB',
			timezoneId: 'Europe/Berlin'
		});
		watch(context);
		return context;
	};
	let context = await launch();

	return {
		get context() {
			return context;
		},
		start: async () => (context = await launch()),
		async kill() {
			const pid = await pidOf(context);
			const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
			process.kill(pid, 'SIGKILL');
			await gone;
		},
		async close() {
			await context.close().catch(() => undefined);
			await rm(profile, { recursive: true, force: true });
		}
	};
}

/** The browser's own process, of which all others of it are children. */
async function pidOf(context: BrowserContext): Promise<number> {
	const session = await context.browser()?.newBrowserCDPSession();
	const told = await session?.send('SystemInfo.getProcessInfo');
	const pid = told?.processInfo.find(({ type }) => type === 'browser')?.id;
	if (pid === undefined) throw new Error('The browser does not say which process it is.');
	return pid;
}
