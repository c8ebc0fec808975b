// Everything that has to be green, in one command: `npm test`, or the longer suites with `--long`.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium, ensureInstalled, fresh, npx, root } from './install.js';

const long = process.argv.includes('--long');

/** @typedef {{ name: string, command: string[], env?: Record<string, string> }} Step */

/** @type {Step[]} */
const short = [
	{ name: 'words', command: ['npm', 'run', '--silent', 'words'] },
	{ name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
	{ name: 'check', command: ['npm', 'run', '--silent', 'check'] },
	{ name: 'unit and browser tests', command: npx('vitest', 'run') },
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'] },
	{
		name: 'end-to-end tests',
		command: npx('playwright', 'test'),
		env: { CAIRN_SHORT: '1' }
	}
];

const disks = ['server/torture', 'server/failingDisk', 'server/storeOnDisk'];

/** @type {Step[]} */
const longer = [
	{ name: 'words', command: ['npm', 'run', '--silent', 'words'] },
	{
		name: 'the fuzz, long',
		command: npx('vitest', 'run', '--project', 'unit', 'doc/fuzz', 'undoFuzz'),
		env: { CAIRN_FUZZ_RUNS: '1000' }
	},
	{
		name: 'the relay under torture, and disks that fill up and fail',
		command: npx('vitest', 'run', '--project', 'unit', ...disks),
		env: { CAIRN_TORTURE: '200' }
	},
	{
		name: 'two hundred thousand mutated frames',
		command: npx('vitest', 'run', '--project', 'unit', 'server/wireFuzz'),
		env: { CAIRN_FUZZ_FRAMES: '200000' }
	},
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'] },
	{ name: 'end-to-end tests, long', command: npx('playwright', 'test', '.long.test') },
	{
		name: 'the app in Chromium, Firefox and WebKitGTK',
		command: npx('vitest', 'run', '--project', 'unit', 'tests/engines'),
		env: { CAIRN_ENGINES: '1', CAIRN_INSTALL: '1' }
	},
	{
		name: 'behind Caddy and nginx, and with the next line of y-websocket',
		command: npx('vitest', 'run', '--project', 'unit', 'server/deploy', 'server/nextLine'),
		env: { CAIRN_INSTALL: '1' }
	},
	{
		name: 'ten thousand connections that say nothing',
		command: npx('vitest', 'run', '--project', 'unit', 'server/floods'),
		env: { CAIRN_HALF_OPEN: '10000' }
	}
];

ensureInstalled();
ensureChromium();

let passed = 0;
let failed = 0;
for (const step of long ? longer : short) {
	process.stdout.write(`\n# ${step.name}\n`);
	const began = Date.now();
	const run = spawnSync(step.command[0] ?? '', step.command.slice(1), {
		cwd: root,
		// What cannot be proved on this machine fails the long run instead of being passed over.
		env: { ...fresh(), ...(long ? { CAIRN_PROVE: 'all' } : {}), ...step.env },
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		maxBuffer: 256 * 1024 * 1024
	});
	process.stdout.write(run.stdout);
	const counts = countsOf(run.stdout);
	if (run.status !== 0 && counts.failed === 0) counts.failed = 1;
	if (run.status === 0 && counts.passed === 0) counts.passed = 1;
	passed += counts.passed;
	failed += counts.failed;
	const seconds = ((Date.now() - began) / 1000).toFixed(0);
	process.stdout.write(`# ${step.name}: ${run.status === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Reads the closing lines of vitest (`Tests  3 failed | 12 passed (15)`) and Playwright (`  4 passed (9s)`).
 * @param {string} output
 */
function countsOf(output) {
	const plain = stripVTControlCharacters(output);
	const line = /^\s*Tests\s+.*$/m.exec(plain)?.[0] ?? plain;
	const count = (/** @type {string} */ word) =>
		Number(new RegExp(`(?:^|[\\s|])(\\d+) ${word}\\b`, 'm').exec(line)?.[1] ?? 0);
	return { passed: count('passed'), failed: count('failed') };
}
