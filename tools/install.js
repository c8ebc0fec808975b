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
	if (!isInstalled()) install();
	writeFileSync(stamp, lock);
}

function install() {
	console.error('Installing packages …');
	run(['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
	mkdirSync(path.dirname(stamp), { recursive: true });
}

/** Whether somebody's own `npm ci` has put everything of the lockfile there: npm notes what it did. */
function isInstalled() {
	const noted = path.join(root, 'node_modules/.package-lock.json');
	if (!existsSync(noted)) return false;
	/** @param {string} file @returns {[string, { integrity?: string, optional?: boolean }][]} */
	const packagesIn = (file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages);
	const there = new Map(packagesIn(noted));
	return packagesIn(path.join(root, 'package-lock.json')).every(
		([place, { integrity, optional }]) => {
			const found = there.get(place);
			return place === '' || (found ? found.integrity === integrity : optional === true);
		}
	);
}

/**
 * Builds a part whose sources are not those it was built from last. Nothing of it goes to standard output.
 * @param {{ what: string, script: string, folder: string, version: string }} part
 */
export function ensureBuilt({ what, script, folder, version }) {
	const stamp = path.join(root, folder, '.version');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
	console.error(`Building ${what} …`);
	const built = spawnSync('npm', ['run', '--silent', script], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: fresh(),
		shell: process.platform === 'win32'
	});
	if (built.status !== 0) {
		console.error(`Could not build ${what}; see above.`);
		process.exit(1);
	}
	writeFileSync(stamp, version);
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
		// Standard output is for what somebody asked for.
		stdio: ['ignore', 2, 2],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) {
		console.error(`"${command.join(' ')}" did not succeed; see above.`);
		process.exit(1);
	}
}
