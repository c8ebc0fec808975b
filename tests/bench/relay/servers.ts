import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { relayEnv, relayFlags } from '../../../tools/flags.js';
import { createGeneration, publicKeyOf, teamIdOf } from '../../../src/lib/protocol/record.ts';

/** How a server is spoken to: everybody in Yjs sync messages, or nothing but an echo. */
type Dialect = 'yjs' | 'hocuspocus' | 'echo';

/** One of the servers that are compared. */
export interface Contestant {
	name: string;
	version: string;
	dialect: Dialect;
	script: string;
	/** Of Node; those it is started with in earnest. */
	flags?: string[];
	/** What it is told; `isKept` gives a database to one that otherwise keeps nothing. */
	env: (dataDir: string, isKept: boolean) => NodeJS.ProcessEnv;
	/** Path and subprotocols of room number n. */
	roomOf: (n: number) => { path: string; protocols: string[] };
}

/** A started server. */
export interface RunningServer {
	port: number;
	/** CPU of the whole process so far, all threads, in seconds. */
	cpuSeconds(): number;
	/** Resident bytes once the garbage is gone. */
	residentBytes(): Promise<number>;
	end(signal?: NodeJS.Signals): Promise<void>;
}

const here = import.meta.dirname;
const root = path.join(here, '../../..');
const ROOMS_PER_TEAM = 100;
const TICKS_PER_SECOND = 100;

function versionOf(name: string): string {
	const file = path.join(here, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function createTeam(n: number) {
	const seed = new Uint8Array(32);
	new DataView(seed.buffer).setUint32(0, n + 1);
	const { record, tokens } = createGeneration(seed, 1);
	const protocols = ['y.v1', `cap.${tokens.edit}`, `rec.${record}`];
	return { id: teamIdOf(publicKeyOf(seed)), protocols };
}

const teams = new Map<number, ReturnType<typeof createTeam>>();

function cairnRoom(n: number) {
	const number = Math.floor(n / ROOMS_PER_TEAM);
	const team = teams.get(number) ?? createTeam(number);
	teams.set(number, team);
	return { path: `/sync/${team.id}.cycle.c${n}`, protocols: team.protocols };
}

const plainRoom = (n: number) => ({ path: `/room${n}`, protocols: [] });

/** All that is compared, the relay first. */
export const contestants = {
	cairn: {
		name: 'Cairn',
		version: (
			JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
		).version,
		dialect: 'yjs',
		script: path.join(root, 'build-server/main.js'),
		flags: relayFlags,
		// One address and one connection stand for many here, so the bounds of one are lifted.
		env: (dataDir) => ({
			...relayEnv,
			CAIRN_DATA: dataDir,
			CAIRN_MAX_ADDRESS_SOCKETS: '10000',
			CAIRN_MESSAGE_RATE: '1000000',
			CAIRN_MESSAGE_BURST: '10000000',
			CAIRN_MAX_ADDRESS_CONNECTIONS: '10000'
		}),
		roomOf: cairnRoom
	},
	yWebsocket: {
		name: 'y-websocket',
		version: versionOf('y-websocket'),
		dialect: 'yjs',
		script: path.join(here, 'node_modules/y-websocket/bin/server.cjs'),
		env: (dataDir, isKept) => (isKept ? { YPERSISTENCE: dataDir } : {}),
		roomOf: plainRoom
	},
	hocuspocus: {
		name: 'Hocuspocus',
		version: versionOf('@hocuspocus/server'),
		dialect: 'hocuspocus',
		script: path.join(here, 'servers/hocuspocus.js'),
		env: (dataDir, isKept) => (isKept ? { BENCH_DATA: dataDir } : {}),
		roomOf: plainRoom
	},
	bare: {
		name: 'bare ws',
		version: versionOf('ws'),
		dialect: 'echo',
		script: path.join(here, 'servers/bare.js'),
		env: () => ({}),
		roomOf: plainRoom
	}
} satisfies { [key: string]: Contestant };

const leftovers = new Set<() => void>();
process.once('exit', () => {
	for (const clearAway of leftovers) clearAway();
});

/** An empty folder, gone at the end of the process. */
export function tempDir(): string {
	const dir = mkdtempSync(path.join(tmpdir(), 'bench-relay-'));
	leftovers.add(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

let nextPort = 21_000 + (process.pid % 500) * 20;

/** Starts a server in its own process and waits until its port answers. `isKept`: what it is told survives a restart. */
export async function start(
	{ script, flags = [], env }: Contestant,
	dataDir = tempDir(),
	isKept = false
): Promise<RunningServer> {
	const port = nextPort++;
	const collect = path.join(here, 'servers/collectOnSignal.js');
	const child = spawn(process.execPath, [...flags, '--expose-gc', '--import', collect, script], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			HOST: '127.0.0.1',
			PORT: String(port),
			...env(dataDir, isKept)
		},
		stdio: ['ignore', 'ignore', process.env.BENCH_STDERR ? 'inherit' : 'ignore']
	});
	const kill = () => void child.kill('SIGKILL');
	leftovers.add(kill);
	child.once('exit', () => leftovers.delete(kill));
	await untilListening(port, child);
	const pid = child.pid!;
	return {
		port,
		cpuSeconds: () => cpuSecondsOf(pid),
		async residentBytes() {
			child.kill('SIGUSR2');
			await sleep(3000);
			return residentBytesOf(pid);
		},
		async end(signal = 'SIGTERM') {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const ended = once(child, 'exit');
			child.kill(signal);
			const timer = setTimeout(kill, 20_000);
			await ended;
			clearTimeout(timer);
		}
	};
}

export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
	for (;;) {
		if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode}`);
		const socket = connect({ port, host: '127.0.0.1' });
		const isOpen = await new Promise<boolean>((resolve) => {
			socket.once('connect', () => resolve(true));
			socket.once('error', () => resolve(false));
		});
		socket.destroy();
		if (isOpen) return;
		await sleep(2);
	}
}

function cpuSecondsOf(pid: number): number {
	// The second field is a name in brackets, which may hold anything.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentBytesOf(pid: number): number {
	const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line![1]) * 1024;
}
