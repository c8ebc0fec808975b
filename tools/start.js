// `npm start`: installs and builds what is missing or stale, then becomes the server.
// Plain JavaScript without dependencies, because it runs before the first install on the system's Node.
import { become } from './become.js';
import { ensureBuilt, ensureInstalled } from './install.js';
import { contentVersion, serverVersion } from './version.js';

ensureInstalled();
ensureBuilt({
	what: 'the app',
	script: 'app',
	folder: 'build',
	version: contentVersion()
});
ensureBuilt({
	what: 'the server',
	script: 'bundle',
	folder: 'build-server',
	version: serverVersion()
});

become('build-server/main.js');
