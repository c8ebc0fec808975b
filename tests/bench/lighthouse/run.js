// Called by the bench after `npm ci` in this folder: `node run.js <port> <url> …`. Prints of each page the median of three
// runs: its scores, 0 to 100, and what is not as it should be. What the browser keeps stays as it is, or there would be no
// team.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { toThreadTime } from './threadTime.js';

const runs = 3;
const [port, ...urls] = process.argv.slice(2);
const onlyCategories = ['performance', 'accessibility', 'best-practices', 'seo'];
const timings = {
	FCP: 'first-contentful-paint',
	LCP: 'largest-contentful-paint',
	SI: 'speed-index',
	TBT: 'total-blocking-time'
};

for (const url of urls) {
	const reports = [];
	// How accessible a page is does not change from run to run, and takes long to find out.
	for (let run = 0; run < runs; run++)
		reports.push(await ask(url, run === 0 ? onlyCategories : ['performance']));
	const [asPreset, calibrated, alone] = ['asPreset', 'calibrated', 'alone'].map((which) =>
		middle(reports.map((report) => report[which]))
	);
	const index = middleOf(reports.map(({ asPreset }) => asPreset.environment.benchmarkIndex));
	const { categories } = reports[0].asPreset;
	console.log(new URL(asPreset.finalDisplayedUrl).pathname, `(benchmark index ${index})`);
	print('4 ×', asPreset, categories);
	print(`${slowdownFor(index).toFixed(1)} ×`, calibrated, categories);
	print('4 ×, what its threads computed', alone, categories);
	const { audits } = reports[0].asPreset;
	console.log(`  wanting: ${wantingOf({ audits: { ...audits, ...asPreset.audits } }).join(', ')}`);
}

/**
 * One load, judged thrice: slowed down as the preset does it, by as much as suits this machine, and as the preset does it
 * again but by what the page's threads computed, without their waiting for a processor.
 */
async function ask(url, categories) {
	const folder = await mkdtemp(path.join(tmpdir(), 'cairn-lighthouse-'));
	const flags = {
		port: Number(port),
		disableStorageReset: true,
		onlyCategories: categories,
		logLevel: 'error'
	};
	try {
		const first = await lighthouse(url, { ...flags, gatherMode: folder, auditMode: folder });
		const { settings } = first.artifacts;
		const throttling = {
			...settings.throttling,
			cpuSlowdownMultiplier: slowdownFor(first.lhr.environment.benchmarkIndex)
		};
		// The load itself is never slowed down, only what is made of it: so it can be judged again.
		const file = path.join(folder, 'artifacts.json');
		const artifacts = JSON.parse(await readFile(file, 'utf8'));
		artifacts.settings.throttling = throttling;
		await writeFile(file, JSON.stringify(artifacts));
		const second = await lighthouse(url, { ...flags, auditMode: folder, throttling });
		artifacts.settings.throttling = settings.throttling;
		await writeFile(file, JSON.stringify(artifacts));
		const traceFile = path.join(folder, 'trace.json');
		const trace = JSON.parse(await readFile(traceFile, 'utf8'));
		toThreadTime(trace.traceEvents);
		await writeFile(traceFile, JSON.stringify(trace));
		const third = await lighthouse(url, { ...flags, auditMode: folder });
		return { asPreset: first.lhr, calibrated: second.lhr, alone: third.lhr };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
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

/** The first run alone has all categories. */
function print(how, lhr, categories) {
	const scores = onlyCategories
		.map((name) => scoreOf({ categories: { ...categories, ...lhr.categories } }, name))
		.join(', ');
	const times = Object.entries(timings).map(
		([name, id]) => `${name} ${(lhr.audits[id].numericValue / 1000).toFixed(2)} s`
	);
	console.log(`  ${how}: ${scores} (${times.join(', ')})`);
}

function wantingOf({ audits }) {
	return Object.values(audits)
		.filter(
			({ score, scoreDisplayMode }) =>
				score !== null && score < 0.9 && scoreDisplayMode !== 'informative'
		)
		.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
}

function scoreOf(lhr, category) {
	return Math.round(lhr.categories[category].score * 100);
}

/** The report that is in the middle by its performance. */
function middle(reports) {
	const inOrder = reports.toSorted(
		(one, other) => scoreOf(one, 'performance') - scoreOf(other, 'performance')
	);
	return inOrder[inOrder.length >> 1];
}

function middleOf(numbers) {
	return numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
}
