// Lighthouse, as its mobile preset asks, on pages of a team with a full quarter, served by the real server. It comes from
// its own folder and lockfile, the first time it is asked for, and runs in a process of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../../tools/chromium.ts';
import { startRelayProcess } from '../../e2e/relayProcess.ts';
import { joinAsNew, untilControlled } from '../../e2e/steps.ts';
import { freePort } from './freePort.ts';
import { seedTeam } from './seed.ts';

const folder = path.join(import.meta.dirname, '../lighthouse');

/** Prints the scores, 0 to 100, of the plan, of Now, of the status and of the first page. */
export async function askLighthouse(): Promise<void> {
	if (!existsSync(path.join(folder, 'node_modules')))
		spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: folder,
			stdio: 'inherit'
		});
	const relay = await startRelayProcess();
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-lighthouse-'));
	const port = await freePort();
	const context = await chromium.launchPersistentContext(profile, {
		...launchOptions,
		args: [...launchOptions.args, `--remote-debugging-port=${port}`]
	});
	try {
		const { link, planPath } = await seedTeam(relay.url, 1);
		const page = await context.newPage();
		await joinAsNew(page, link, 'Zoe');
		// The worker fetches the whole app after the first visit: that is no page's load.
		await untilControlled(page);
		await page.close();
		const plan = relay.url + planPath;
		console.log(
			`performance, accessibility, best practices, SEO (load ${loadavg()[0]?.toFixed(1)})`
		);
		const [now, status] = ['now', 'status'].map((place) => plan.replace(/plan$/, place));
		await run(String(port), plan, now ?? '', status ?? '', relay.url);
	} finally {
		await context.close();
		await relay.close();
		await rm(profile, { recursive: true, force: true });
	}
}

function run(...args: string[]): Promise<void> {
	const asking = spawn(process.execPath, ['run.js', ...args], { cwd: folder, stdio: 'inherit' });
	return new Promise((resolve) => asking.once('exit', () => resolve()));
}
