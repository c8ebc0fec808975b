// The last step of a start: this process hands on what it is told and ends as the server ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { relayEnv, relayFlags } from './flags.js';
import { fresh, npx, root } from './install.js';

/**
 * Runs a script of the server on the Node of the lockfile, with the rest of the command line.
 * @param {string} script from the root
 * @param {{ flags: string[], env: Record<string, string> }} told what Node is told; by default as a relay
 */
export function become(script, told = { flags: relayFlags, env: relayEnv }) {
	const node = npx('node')[0] ?? 'node';
	const args = [...told.flags, path.join(root, script), ...process.argv.slice(2)];
	const server = spawn(existsSync(node) ? node : process.execPath, args, {
		stdio: 'inherit',
		env: { ...told.env, ...fresh() }
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => server.kill(signal));
	server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
