import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { relayEnv, relayFlags } from '../../tools/flags.js';
import { atEnd, until } from './harness.ts';

const main = path.join(import.meta.dirname, '../../server/main.ts');

/** The real server in its own process, on a free port if none is named. */
export async function startProcess(
	dataDir: string,
	env: { [name: string]: string } = {},
	onPort = '0'
) {
	const child = spawn(
		process.execPath,
		[...relayFlags, main, '--port', onPort, '--data', dataDir],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...relayEnv, ...env }
		}
	);
	atEnd(() => child.kill('SIGKILL'));
	let said = '';
	let logged = '';
	child.stdout.on('data', (chunk) => (said += String(chunk)));
	child.stderr.on('data', (chunk) => (logged += String(chunk)));
	const port = () => /localhost:(\d+)/.exec(said)?.[1];
	await until(() => port() !== undefined, 20_000);
	return {
		pid: child.pid!,
		origin: `http://127.0.0.1:${port()}`,
		url: `ws://127.0.0.1:${port()}/sync`,
		log: () => logged,
		isRunning: () => child.exitCode === null && child.signalCode === null,
		async end(signal: NodeJS.Signals): Promise<number | null> {
			const ended = once(child, 'exit');
			child.kill(signal);
			return (await ended)[0] as number | null;
		}
	};
}
