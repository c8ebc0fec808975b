// `npm run cairn`: builds the headless client where its sources are new, and becomes it.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { become } from './become.js';
import { ensureBuilt, ensureInstalled } from './install.js';
import { clientVersion } from './version.js';

ensureInstalled();
ensureBuilt({
	what: 'the headless client',
	script: 'bundle:cairn',
	folder: 'build-cairn',
	version: clientVersion()
});

become('build-cairn/main.js', { flags: [], env: {} });
