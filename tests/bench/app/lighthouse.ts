// Lighthouse, as its mobile preset asks, on pages of a team with a full quarter, served by the real server. It comes from
// its own folder and lockfile, the first time it is asked for, and runs in a process of its own. Each load has a browser of
// its own, as with Lighthouse's own command: one that was used before begins with work of its past.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../../tools/chromium.ts';
import { startRelayProcess } from '../../e2e/relayProcess.ts';
import { joinAsNew, untilControlled } from '../../e2e/steps.ts';
import { freePort } from './freePort.ts';
import { medianOf } from './measure.ts';
import { seedTeam } from './seed.ts';

const folder = path.join(import.meta.dirname, '../lighthouse');
const runs = 3;

interface Figures {
	performance: number;
	FCP: number;
	LCP: number;
	SI: number;
	TBT: number;
}

interface Report {
	benchmarkIndex: number;
	slowdown: number;
	path: string;
	/** 0 to 100: performance and, of the first load alone, accessibility, best practices and SEO. */
	scores: number[];
	wanting: string[];
	asPreset: Figures;
	suited: Figures;
	/** By what the page's threads computed, without their waiting for a processor. */
	alone: Figures;
}

/** Prints the scores, 0 to 100, of the plan, of Now, of the status and of the first page. */
export async function askLighthouse(): Promise<void> {
	if (!existsSync(path.join(folder, 'node_modules')))
		spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: folder,
			stdio: 'inherit'
		});
	const relay = await startRelayProcess();
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-lighthouse-'));
	try {
		const { link, planPath } = await seedTeam(relay.url, 1);
		await inBrowser(profile, async (context) => {
			const page = await context.newPage();
			await joinAsNew(page, link, 'Zoe');
			// The worker fetches the whole app after the first visit: that is no page's load.
			await untilControlled(page);
		});
		const plan = relay.url + planPath;
		const [now, status] = ['now', 'status'].map((place) => plan.replace(/plan$/, place));
		for (const url of [plan, now!, status!, relay.url]) print(await load(profile, url));
	} finally {
		await relay.close();
		await rm(profile, { recursive: true, force: true });
	}
}

/** Loads a page so many times. How accessible it is does not change from load to load, and takes long to find out. */
async function load(profile: string, url: string): Promise<Report[]> {
	const reports: Report[] = [];
	const file = path.join(profile, 'report.json');
	for (let at = 0; at < runs; at++)
		await inBrowser(profile, async (_, port) => {
			const args = ['run.js', String(port), file, url, ...(at === 0 ? [] : ['performance'])];
			const asking = spawn(process.execPath, args, { cwd: folder, stdio: 'inherit' });
			await new Promise((resolve) => asking.once('exit', resolve));
			reports.push(JSON.parse(await readFile(file, 'utf8')) as Report);
		});
	return reports;
}

type Context = Awaited<ReturnType<typeof chromium.launchPersistentContext>>;

async function inBrowser(
	profile: string,
	use: (context: Context, port: number) => Promise<void>
): Promise<void> {
	const port = await freePort();
	const args = [...launchOptions.args, `--remote-debugging-port=${port}`];
	const context = await chromium.launchPersistentContext(profile, { ...launchOptions, args });
	try {
		await use(context, port);
	} finally {
		await context.close();
	}
}

/** Medians of the loads, each figure by itself. */
function print(reports: Report[]): void {
	const [first] = reports;
	if (!first) return;
	const index = medianOf(reports.map(({ benchmarkIndex }) => benchmarkIndex));
	console.log(`${first.path} (load ${loadavg()[0]?.toFixed(1)}, benchmark index ${index})`);
	console.log(
		`  accessibility, best practices, SEO: ${first.scores.slice(1).join(', ')}; wanting: ${first.wanting.join(', ')}`
	);
	const slowdown = medianOf(reports.map((report) => report.slowdown)).toFixed(1);
	for (const [how, of] of [
		['4 ×', 'asPreset'],
		[`${slowdown} ×`, 'suited'],
		['4 ×, what its threads computed', 'alone']
	] as const) {
		const middle = (what: keyof Figures): number =>
			medianOf(reports.map((report) => report[of][what]));
		const times = (['FCP', 'LCP', 'SI', 'TBT'] as const).map(
			(what) => `${what} ${(middle(what) / 1000).toFixed(2)} s`
		);
		console.log(`  ${how}: performance ${middle('performance')} (${times.join(', ')})`);
	}
}
