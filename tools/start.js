// `npm start`: installs and builds what is missing or stale, then becomes the server.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, fresh, npx, root } from './install.js';
import { contentVersion } from './version.js';

ensureInstalled();
ensureBuilt();

const node = npx('node')[0] ?? 'node';
const main = path.join(root, 'server/main.ts');
const server = spawn(existsSync(node) ? node : process.execPath, [main, ...process.argv.slice(2)], {
	stdio: 'inherit',
	env: fresh()
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

function ensureBuilt() {
	const stamp = path.join(root, 'build/.version');
	const version = contentVersion();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
	console.log('Building the app …');
	const built = spawnSync('npm', ['run', '--silent', 'build'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: fresh(),
		shell: process.platform === 'win32'
	});
	if (built.status !== 0) {
		console.error('The app could not be built; see above.');
		process.exit(1);
	}
	writeFileSync(stamp, version);
}
