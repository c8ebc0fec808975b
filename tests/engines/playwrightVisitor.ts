import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { expectedNoise, findShown, type Key, type Visitor } from './visitor.ts';

const keys: Record<Key, string> = {
	Enter: 'Enter',
	Tab: 'Tab',
	End: 'End',
	SelectAll: 'ControlOrMeta+A'
};

/** A visitor whose engine Playwright drives. `launch` opens a browser over a profile. */
export async function playwrightVisitor(
	name: string,
	launch: (profile: string) => Promise<BrowserContext>
): Promise<Visitor> {
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-engine-'));
	let context: BrowserContext;
	let page: Page;
	const problems: string[] = [];
	async function open(): Promise<void> {
		context = await launch(profile);
		page = context.pages()[0] ?? (await context.newPage());
		page.setDefaultTimeout(60_000);
		const note = (told: string): void => {
			if (!expectedNoise.test(told)) problems.push(told);
		};
		context.on('weberror', (thrown) => {
			note(thrown.error().stack ?? String(thrown.error()));
		});
		context.on('console', (message) => {
			if (message.type() === 'error') note(message.text());
		});
	}
	await open();

	return {
		name,
		async goto(url) {
			await page.goto(url);
		},
		async reload() {
			await page.reload();
		},
		evaluate: (run, given) => page.evaluate(run as never, given as never),
		async click(what) {
			const found = await page.evaluateHandle(findShown, what);
			const element = found.asElement();
			await element?.click();
			return element !== null;
		},
		type: (text) => page.keyboard.type(text),
		press: (key) => page.keyboard.press(keys[key]),
		picture: (selector) => page.locator(selector).first().screenshot(),
		problems: () => problems,
		async kill() {
			const gone = context.waitForEvent('close');
			await killAllOf(profile);
			await gone;
		},
		reopen: open,
		async close() {
			await context.close().catch(() => undefined);
			await rm(profile, { recursive: true, force: true });
		}
	};
}

/** Ends the processes that were started over this profile, which is nobody else's. */
async function killAllOf(profile: string): Promise<void> {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
	for (const pid of pids) {
		const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
		if (pid !== process.pid && command.includes(profile)) process.kill(pid, 'SIGKILL');
	}
}
