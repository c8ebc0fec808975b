// Called by the bench after `npm ci` in this folder: `node run.js <port> <file> <url> [performance]`. Judges one load of a
// page in the browser at that port, and writes into the file what came of it. What the browser keeps stays as it is, or there
// would be no team.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { toThreadTime } from './threadTime.js';

const [port, file, url, only] = process.argv.slice(2);
const all = ['performance', 'accessibility', 'best-practices', 'seo'];
const flags = {
	port: Number(port),
	disableStorageReset: true,
	onlyCategories: only ? [only] : all,
	logLevel: 'error'
};

const folder = await mkdtemp(path.join(tmpdir(), 'cairn-lighthouse-'));
const kept = { gatherMode: folder, auditMode: folder };
try {
	const { lhr, artifacts } = await lighthouse(url, { ...flags, ...kept });
	const { benchmarkIndex } = lhr.environment;
	// The load itself is never slowed down, only what is made of it: so it can be judged again.
	const suited = await judge({
		...artifacts.settings.throttling,
		cpuSlowdownMultiplier: slowdownFor(benchmarkIndex)
	});
	await change('trace.json', (trace) => {
		toThreadTime(trace.traceEvents);
	});
	const alone = await judge(artifacts.settings.throttling);
	const report = {
		benchmarkIndex,
		slowdown: slowdownFor(benchmarkIndex),
		path: new URL(lhr.finalDisplayedUrl).pathname,
		scores: Object.values(lhr.categories).map(scoreOf),
		wanting: wantingOf(lhr),
		asPreset: figuresOf(lhr),
		suited: figuresOf(suited),
		alone: figuresOf(alone)
	};
	await writeFile(file, JSON.stringify(report));
} finally {
	await rm(folder, { recursive: true, force: true });
}

/** Judges the same load once more, slowed down in another way. */
async function judge(throttling) {
	await change('artifacts.json', (artifacts) => {
		artifacts.settings.throttling = throttling;
	});
	return (await lighthouse(url, { ...flags, auditMode: folder, throttling })).lhr;
}

async function change(name, how) {
	const place = path.join(folder, name);
	const content = JSON.parse(await readFile(place, 'utf8'));
	how(content);
	await writeFile(place, JSON.stringify(content));
}

/**
 * By how much a machine is slowed down to stand for a mid-tier phone, by Lighthouse's own calculator
 * (https://lighthouse-cpu-throttling-calculator.vercel.app, of its docs/throttling.md). 4 is right at an index of 1533.
 */
function slowdownFor(index) {
	if (index >= 1300) return 3 + (index - 1300) / 233;
	if (index >= 800) return 2 + (index - 800) / 500;
	return Math.max(1, 1 + (index - 150) / 650);
}

/** The performance, 0 to 100, and what it is made of, in ms. */
function figuresOf({ categories, audits }) {
	const of = (id) => audits[id].numericValue;
	return {
		performance: scoreOf(categories.performance),
		FCP: of('first-contentful-paint'),
		LCP: of('largest-contentful-paint'),
		SI: of('speed-index'),
		TBT: of('total-blocking-time')
	};
}

function scoreOf({ score }) {
	return Math.round(score * 100);
}

function wantingOf({ audits }) {
	return Object.values(audits)
		.filter(
			({ score, scoreDisplayMode }) =>
				score !== null && score < 0.9 && scoreDisplayMode !== 'informative'
		)
		.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
}
