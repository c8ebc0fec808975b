// `npm start`: installs and builds what is missing or stale, then becomes the server.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { become } from './become.js';
import { ensureInstalled, fresh, root } from './install.js';
import { contentVersion, serverVersion } from './version.js';

ensureInstalled();
ensureBuilt({
	what: 'the app',
	script: 'app',
	stamp: path.join(root, 'build/.version'),
	version: contentVersion()
});
ensureBuilt({
	what: 'the server',
	script: 'bundle',
	stamp: path.join(root, 'build-server/.version'),
	version: serverVersion()
});

become('build-server/main.js');

/**
 * Builds a part whose sources are not those it was built from last.
 * @param {{ what: string, script: string, stamp: string, version: string }} part
 */
function ensureBuilt({ what, script, stamp, version }) {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
	console.log(`Building ${what} …`);
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
