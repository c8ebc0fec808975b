import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** The real server as a process of its own, which a test may kill and start again on the same port. */
export interface RelayProcess {
	readonly port: number;
	/** The address that people open, such as `http://127.0.0.1:41234`. */
	readonly url: string;
	/** Where its database lies. */
	readonly dataDir: string;
	/** SIGKILL by default: no goodbye, as when the power goes. */
	kill(signal?: NodeJS.Signals): Promise<void>;
	start(): Promise<void>;
	/** Deletes the database. Only while it is not running. */
	forgetAll(): Promise<void>;
	/** Ends it and removes its folder. */
	close(): Promise<void>;
}

export interface RelayProcessOptions {
	/** Default 127.0.0.1. */
	host?: string;
	/** The folder of the built app; default: what CAIRN_BUILD names, else `build`. */
	buildDir?: string;
	/** What the operator sets beside. */
	env?: Record<string, string>;
}

export async function startRelayProcess(options: RelayProcessOptions = {}): Promise<RelayProcess> {
	const { host = '127.0.0.1' } = options;
	const buildDir = options.buildDir ?? process.env.CAIRN_BUILD ?? path.join(root, 'build');
	const dataDir = await mkdtemp(path.join(tmpdir(), 'cairn-'));
	let child: ChildProcess | null = null;
	let port = 0;

	async function start(): Promise<void> {
		const started = spawn(
			process.execPath,
			[
				path.join(root, 'build-server/main.js'),
				'--port',
				String(port),
				'--host',
				host,
				'--data',
				dataDir
			],
			{
				stdio: ['ignore', 'pipe', 'pipe'],
				env: { ...process.env, ...options.env, CAIRN_BUILD: buildDir }
			}
		);
		child = started;
		port = await announcedPort(started);
	}
	async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		const running = child;
		child = null;
		if (!running || running.exitCode !== null || running.signalCode !== null) return;
		const gone = new Promise((resolve) => running.once('exit', resolve));
		running.kill(signal);
		await gone;
	}

	await start();
	return {
		get port() {
			return port;
		},
		get url() {
			return `http://127.0.0.1:${port}`;
		},
		dataDir,
		kill,
		start,
		forgetAll: () => rm(dataDir, { recursive: true, force: true }),
		async close() {
			await kill();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** Reads the port from what the server prints once it listens. */
function announcedPort(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		let printed = '';
		const read = (chunk: Buffer): void => {
			printed += chunk.toString();
			const port = /http:\/\/localhost:(\d+)\//.exec(printed)?.[1];
			if (port !== undefined) resolve(Number(port));
		};
		child.stdout?.on('data', read);
		child.stderr?.on('data', read);
		child.once('exit', () => {
			reject(new Error(`The server did not start:\n${printed}`));
		});
	});
}
