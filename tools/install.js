// What must be on the machine before anything else can run: packages, and a Chromium for the tests.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');
const stamp = path.join(root, 'node_modules/.cairn-install');

/** The environment for children: node_modules/.bin first, so that they run on the Node of the lockfile. */
export function fresh() {
	const bin = path.join(root, 'node_modules/.bin');
	return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}

/**
 * A command from node_modules/.bin.
 * @param {string} name
 * @param {...string} args
 */
export function npx(name, ...args) {
	return [path.join(root, 'node_modules/.bin', name), ...args];
}

/** Runs `npm ci` when node_modules is missing or was made from another lockfile. */
export function ensureInstalled() {
	const lock = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	console.log('Installing packages …');
	run(['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, lock);
}

/** Finds the system's Chromium, else installs Debian's package when root, else Playwright's own. */
export function ensureChromium() {
	if (chromiumPath() || playwrightHasItsOwn()) return;
	console.log('Installing Chromium for the tests …');
	if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
		run(['apt-get', 'update', '-qq']);
		run([
			'apt-get',
			'install',
			'-y',
			'-qq',
			'--no-install-recommends',
			'chromium',
			'fonts-dejavu-core'
		]);
	} else run(npx('playwright', 'install', 'chromium'));
}

function playwrightHasItsOwn() {
	const script = "process.stdout.write(require('playwright').chromium.executablePath())";
	const asked = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
	return asked.status === 0 && existsSync(asked.stdout);
}

/** @returns {string | undefined} the system's Chromium or Chrome, where there is one */
export function chromiumPath() {
	if (process.env.PLAYWRIGHT_BUNDLED === '1') return undefined;
	return [
		process.env.CHROMIUM_PATH,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome-stable',
		'/usr/bin/google-chrome',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
	].find((candidate) => candidate !== undefined && existsSync(candidate));
}

/** @param {string[]} command */
function run(command) {
	const done = spawnSync(command[0] ?? '', command.slice(1), {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) {
		console.error(`"${command.join(' ')}" did not succeed; see above.`);
		process.exit(1);
	}
}
