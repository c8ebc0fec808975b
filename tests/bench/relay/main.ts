// npm run bench:relay [-- <scenario> …]: the relay beside others of its kind, in one run on one machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import type { Figures } from './scenarios.ts';

const here = import.meta.dirname;
if (!existsSync(path.join(here, 'node_modules'))) {
	spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: here,
		stdio: 'inherit'
	});
}
// As `npm start` runs it.
spawnSync('npm', ['run', '--silent', 'bundle'], {
	cwd: path.join(here, '../../..'),
	stdio: 'inherit'
});
// After the install: what is compared is read from there.
const { contestants } = await import('./servers.ts');
const { burst, fanOut, join, median, memory, restart } = await import('./scenarios.ts');

const { cairn, yWebsocket, hocuspocus, bare } = contestants;
const withDocuments = [cairn, yWebsocket, hocuspocus];
const all = [...withDocuments, bare];

const scenarios = {
	fanOut: {
		title: '(a) 20 rooms × 30 clients, 6 writers in each at 5 edits a second',
		run: fanOut,
		contestants: all,
		rounds: 3
	},
	burst: {
		title: '(b) one room, 20 clients, 5,000 updates as fast as they go',
		run: burst,
		contestants: all,
		rounds: 3
	},
	memory: {
		title: '(c) 1,000 rooms of 100 kB, one idle client in each',
		run: memory,
		contestants: all,
		rounds: 1
	},
	join: {
		title: '(d) entering a room with a history of 20,000 edits',
		run: join,
		contestants: withDocuments,
		rounds: 3
	},
	restart: {
		title: '(e) a restart with 1,000 rooms of 20 kB, everybody keeping them',
		run: restart,
		contestants: withDocuments,
		rounds: 1
	}
};

const labels: { [column: string]: string } = {
	cpuPer10k: 'CPU s per 10,000 delivered',
	p50Ms: 'p50 ms',
	p99Ms: 'p99 ms',
	delivered: 'delivered',
	loadBusy: 'cores the load took',
	tookMs: 'took ms',
	MiB: 'MiB more',
	baseMiB: 'MiB when empty',
	medianMs: 'median ms',
	worstMs: 'worst ms',
	kB: 'kB',
	firstMs: 'first answer ms',
	allMs: 'all 1,000 answered ms'
};

/** What the relay is held to; each holds when it is at most 1. */
const goals: {
	says: string;
	ratio: (of: (s: string, server: string, column: string) => number) => number;
}[] = [
	{
		says: '(a) CPU, against y-websocket, which stores nothing',
		ratio: (of) => of('fanOut', 'Cairn', 'cpuPer10k') / of('fanOut', 'y-websocket', 'cpuPer10k')
	},
	{
		says: '(a) p99, against 8 × bare ws + 10 ms',
		ratio: (of) => of('fanOut', 'Cairn', 'p99Ms') / (8 * of('fanOut', 'bare ws', 'p99Ms') + 10)
	},
	{
		says: '(c) memory, against a tenth of y-websocket',
		ratio: (of) => (10 * of('memory', 'Cairn', 'MiB')) / of('memory', 'y-websocket', 'MiB')
	},
	{
		says: '(d) time to enter, against the better of both',
		ratio: (of) =>
			of('join', 'Cairn', 'medianMs') /
			Math.min(of('join', 'y-websocket', 'medianMs'), of('join', 'Hocuspocus', 'medianMs'))
	},
	{
		says: '(e) time to the first answer, against the better of both',
		ratio: (of) =>
			of('restart', 'Cairn', 'firstMs') /
			Math.min(of('restart', 'y-websocket', 'firstMs'), of('restart', 'Hocuspocus', 'firstMs'))
	}
];

const loads: number[] = [];
const outcomes = new Map<string, Figures>();

function print(line = ''): void {
	process.stdout.write(`${line}\n`);
}

/** Digits that mean something: three of them. */
function digits(value: number): string {
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function printTable(rows: { name: string; figures: Figures }[]): void {
	const columns = Object.keys(rows[0]!.figures);
	print(`| server | ${columns.map((column) => labels[column]).join(' | ')} |`);
	print(`| --- | ${columns.map(() => '---:').join(' | ')} |`);
	for (const { name, figures } of rows) {
		print(`| ${name} | ${columns.map((column) => digits(figures[column]!)).join(' | ')} |`);
	}
	print();
}

/** The median of each column over all rounds. */
function medians(rounds: Figures[]): Figures {
	const columns = Object.keys(rounds[0]!);
	return Object.fromEntries(
		columns.map((column) => [column, median(rounds.map((round) => round[column]!))])
	);
}

const asked = process.argv.slice(2);
const names = (Object.keys(scenarios) as (keyof typeof scenarios)[]).filter(
	(name) => asked.length === 0 || asked.includes(name)
);
print(all.map(({ name, version }) => `${name} ${version}`).join(' · '));
print(
	`Node ${process.versions.node} · ${cpus().length} × ${cpus()[0]!.model} · ${Math.round(totalmem() / 2 ** 30)} GiB`
);
for (const name of names) {
	const { title, run, contestants: taking, rounds } = scenarios[name];
	print(`\n**${title}**${rounds > 1 ? `, medians of ${rounds} rounds in turn` : ''}\n`);
	const measured = new Map<string, Figures[]>();
	for (let round = 0; round < rounds; round++) {
		for (const contestant of taking) {
			const figures = await run(contestant);
			measured.set(contestant.name, [...(measured.get(contestant.name) ?? []), figures]);
			loads.push(loadavg()[0]!);
		}
	}
	const rows = [...measured].map(([server, figures]) => ({
		name: server,
		figures: medians(figures)
	}));
	for (const row of rows) outcomes.set(`${name} ${row.name}`, row.figures);
	printTable(rows);
}
for (const { says, ratio } of goals) {
	const value = ratio((name, server, column) => outcomes.get(`${name} ${server}`)?.[column] ?? NaN);
	if (!Number.isNaN(value)) print(`- ${says}: ${digits(value)} (${value <= 1 ? 'met' : 'missed'})`);
}
print(`Load average meanwhile: ${digits(Math.min(...loads))} to ${digits(Math.max(...loads))}.`);
process.exit(0);
