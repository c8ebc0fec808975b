import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { ensureBuilt } from '../../tools/install.js';
import { clientVersion } from '../../tools/version.js';

const root = path.join(import.meta.dirname, '../..');

/** Builds the headless client if need be, as `npm run cairn` does. */
export function buildClient(): void {
	ensureBuilt({
		what: 'the headless client',
		script: 'bundle:cairn',
		folder: 'build-cairn',
		version: clientVersion()
	});
}

/** The Node that a machine has by itself, which may be older than the one of the packages. */
const systemNode = ((): string => {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const found = folders
		.filter((folder) => !folder.includes('node_modules'))
		.map((folder) => path.join(folder, 'node'))
		.find((file) => existsSync(file));
	return found ?? process.execPath;
})();

export interface Run {
	exit: number | null;
	/** The JSON on standard output; null where there is none. */
	said: { [name: string]: unknown } | null;
	out: string;
	/** Standard error. */
	told: string;
}

export interface RunOptions {
	env?: Record<string, string>;
	input?: string;
	/** Default: the machine's own. */
	node?: string;
	/** Kills the run without a word so long after its start. */
	killAfterMs?: number;
}

/** Runs the headless client as a process of its own. */
export function runCairn(args: readonly string[], options: RunOptions = {}): Promise<Run> {
	const { env = {}, input = '', node = systemNode, killAfterMs } = options;
	return new Promise((resolve) => {
		const child = spawn(node, [path.join(root, 'build-cairn/main.js'), ...args], {
			env: { PATH: process.env.PATH, HOME: tmpdir(), ...env }
		});
		let out = '';
		let told = '';
		child.stdout.on('data', (chunk) => (out += String(chunk)));
		child.stderr.on('data', (chunk) => (told += String(chunk)));
		// A run that reads nothing closes its end.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input);
		const timer =
			killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
		child.on('close', (exit) => {
			clearTimeout(timer);
			resolve({ exit, out, told, said: objectIn(out) });
		});
	});
}

function objectIn(out: string): Run['said'] {
	try {
		return JSON.parse(out) as Run['said'];
	} catch {
		return null;
	}
}

/** An empty folder that goes with the test. */
export async function newStore(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'cairn-headless-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
