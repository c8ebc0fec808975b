// The files in docs/deploy, each with the real program: a stock client goes through it to a relay.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { LIMITS } from '#lib/protocol/limits.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/http.ts';
import { relayEnv, relayFlags } from '../../tools/flags.js';
import { tempDir } from './dataDir.ts';
import { atEnd, createTeam, until } from './harness.ts';
import { passOver } from './passOver.ts';

const root = path.join(import.meta.dirname, '../..');
const deploy = (name: string) => readFileSync(path.join(root, 'docs/deploy', name), 'utf8');
const team = createTeam(71);

/** Where a program lies; null if it is not installed. The longer suites install what root may. */
function find(program: string): string | null {
	const which = () => {
		try {
			return execFileSync('which', [program], { encoding: 'utf8' }).trim();
		} catch {
			return null;
		}
	};
	const mayInstall = process.env.CAIRN_INSTALL === '1' && process.getuid?.() === 0;
	if (!which() && mayInstall) {
		execFileSync('apt-get', ['install', '-y', program], { stdio: 'ignore' });
	}
	const found = which();
	if (!found) passOver(`${program} is not installed; what stands behind it is not tested here`);
	return found;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function startRelay() {
	const dir = tempDir();
	const buildDir = path.join(dir, 'build');
	mkdirSync(buildDir);
	writeFileSync(path.join(buildDir, '200.html'), '<p>the app</p>');
	// What the unit says of it, but for the folder.
	const told = [...deploy('cairn.service').matchAll(/^Environment=(.*)$/gm)];
	const unit = Object.fromEntries(
		told.flatMap((line) => line[1]!.split(' ')).map((one) => one.split('=', 2) as [string, string])
	);
	const env = { ...unit, CAIRN_CREATE: 'anyone', CAIRN_BUILD: buildDir };
	const lines: string[] = [];
	const log = (event: string, fields?: object) => lines.push(JSON.stringify({ event, ...fields }));
	const args = ['--port', '0', '--data', path.join(dir, 'data')];
	const limits = { CAIRN_MAX_ADDRESS_CONNECTIONS: '2' };
	const server = await serve(readConfig(args, { ...env, ...limits }), { log });
	let closing: Promise<void> | undefined;
	const close = () => (closing ??= server.close());
	atEnd(close);
	return { port: server.port, lines, close };
}

/** Runs a proxy in the foreground until the test ends. */
async function run(program: string, args: string[], port: number, env: NodeJS.ProcessEnv = {}) {
	const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
	let said = '';
	child.stderr.on('data', (chunk) => (said += String(chunk)));
	atEnd(async () => {
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGTERM');
		await ended;
	});
	const answers = () =>
		fetch(`http://127.0.0.1:${port}/healthz`, { redirect: 'manual' }).then(
			() => true,
			(error: Error) => !/ECONNREFUSED/.test(String(error.cause))
		);
	await expect
		.poll(answers, { timeout: 20_000 })
		.toBe(true)
		.catch((error: unknown) => {
			throw new Error(said, { cause: error });
		});
	return { said: () => said };
}

/** With the relay away, both doors that take a token are knocked at, and the proxy tells its log so. */
async function knockInVain(
	url: string,
	host: string,
	proxy: { said: () => string }
): Promise<void> {
	const headers = { Host: host, Authorization: `Bearer ${team.tokens.edit}` };
	const options = { rejectUnauthorized: false, headers };
	const socket = new WebSocket(`${url}/sync/${team.room}`, team.asMember, options);
	const error = await new Promise((resolve) => socket.once('error', resolve));
	expect(String(error)).toContain('502');
	await until(() => proxy.said().includes(team.room));
	for (const secret of [team.tokens.edit, team.record]) expect(proxy.said()).not.toContain(secret);
}

/** A page of this origin writes something, and another reads it; a third one is one too many. */
async function writeThrough(url: string, host: string): Promise<void> {
	const origin = `${url.startsWith('wss') ? 'https' : 'http'}://${host}`;
	class Browser extends WebSocket {
		constructor(address: string, protocols: string[]) {
			super(address, protocols, {
				rejectUnauthorized: false,
				// What it claims of its own address is not believed.
				headers: { Host: host, Origin: origin, 'X-Forwarded-For': `9.9.9.${Math.random()}` }
			});
		}
	}
	const open = (protocols: string[]) => {
		const provider = new WebsocketProvider(`${url}/sync`, team.room, new Y.Doc(), {
			protocols,
			WebSocketPolyfill: Browser as never,
			disableBc: true
		});
		const codes: number[] = [];
		provider.on('connection-close', (event) => event && codes.push(event.code));
		atEnd(() => provider.destroy());
		return { provider, codes };
	};
	const writer = open(team.asMember);
	await until(() => writer.provider.synced);
	writer.provider.doc.getText('t').insert(0, 'through');
	const reader = open(team.asReader);
	await until(() => reader.provider.doc.getText('t').toJSON() === 'through');
	const third = open(team.asReader);
	await until(() => third.codes.includes(4503));
	const foreign = new WebSocket(`${url}/sync/${team.room}`, team.asMember, {
		rejectUnauthorized: false,
		headers: { Host: host, Origin: 'https://evil.example' }
	});
	const code = await new Promise((resolve) => foreign.once('close', resolve));
	expect([4405, 4503]).toContain(code);
}

const [caddy, nginx] = [find('caddy'), find('nginx')];

describe('behind a proxy', () => {
	it.skipIf(!caddy)(
		'[OPS-10] [OPS-1] Caddy with the file of docs/deploy lets a stock client through, the real address counts, and the metrics are for the machine alone',
		async () => {
			const relay = await startRelay();
			const [port, dir] = [await freePort(), tempDir()];
			const env = {
				CAIRN_SITE: `http://127.0.0.1:${port}`,
				CAIRN_RELAY: `127.0.0.1:${relay.port}`,
				HOME: dir,
				XDG_DATA_HOME: dir,
				XDG_CONFIG_HOME: dir
			};
			// Its own door for configuration stays shut, as other tests may run one beside.
			const config = path.join(dir, 'Caddyfile');
			writeFileSync(config, deploy('Caddyfile').replace('\n{\n', '\n{\n\tadmin off\n'));
			const proxy = await run(
				caddy!,
				['run', '--adapter', 'caddyfile', '--config', config],
				port,
				env
			);
			await writeThrough(`ws://127.0.0.1:${port}`, `127.0.0.1:${port}`);
			const url = `http://127.0.0.1:${port}`;
			expect(await (await fetch(url)).text()).toBe('<p>the app</p>');
			expect((await fetch(`${url}/metrics`)).status).toBe(404);
			const asked = await fetch(`http://127.0.0.1:${relay.port}/metrics`);
			expect(await asked.text()).toContain('cairn_connections');
			await relay.close();
			await knockInVain(`ws://127.0.0.1:${port}`, `127.0.0.1:${port}`, proxy);
		},
		60_000
	);

	it.skipIf(!nginx)(
		'[OPS-10] nginx with the file of docs/deploy, over TLS, does so too, and browsers are told to stay with TLS',
		async () => {
			const relay = await startRelay();
			const [port, plain, dir] = [await freePort(), await freePort(), tempDir()];
			const files = [
				'-keyout',
				path.join(dir, 'privkey.pem'),
				'-out',
				path.join(dir, 'fullchain.pem')
			];
			const kind = [
				'-newkey',
				'ec',
				'-pkeyopt',
				'ec_paramgen_curve:P-256',
				'-subj',
				'/CN=okr.example.org'
			];
			execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...kind, ...files], {
				stdio: 'ignore'
			});
			const site = deploy('nginx.conf')
				.replace('listen 80', `listen 127.0.0.1:${plain}`)
				.replace('listen 443', `listen 127.0.0.1:${port}`)
				.replace('127.0.0.1:8787', `127.0.0.1:${relay.port}`)
				.replaceAll('/etc/letsencrypt/live/okr.example.org', dir);
			const config = path.join(dir, 'nginx.conf');
			const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
				.map((name) => `${name}_temp_path ${dir}/${name};`)
				.join(' ');
			writeFileSync(
				config,
				`daemon off; pid ${dir}/pid; error_log stderr; events {}
			http { access_log off; ${temp} ${site} }`
			);
			const proxy = await run(nginx!, ['-c', config, '-p', dir], plain);
			await writeThrough(`wss://127.0.0.1:${port}`, `okr.example.org:${port}`);
			const moved = await fetch(`http://127.0.0.1:${plain}/t/x`, {
				redirect: 'manual',
				headers: { Host: 'okr.example.org' }
			});
			expect(moved.status).toBe(301);
			// Not synchronously: the relay behind it lives in this very process.
			const head = await promisify(execFile)('curl', [
				'-sk',
				'-D-',
				'-o/dev/null',
				`https://127.0.0.1:${port}/`
			]);
			expect(head.stdout).toMatch(/strict-transport-security: max-age=31536000/i);
			const hidden = ['-sk', '-o/dev/null', '-w%{http_code}', `https://127.0.0.1:${port}/metrics`];
			expect((await promisify(execFile)('curl', hidden)).stdout).toBe('404');
			await relay.close();
			await knockInVain(`wss://127.0.0.1:${port}`, `okr.example.org:${port}`, proxy);
		},
		60_000
	);
});

describe('the files for an operator', () => {
	it.skipIf(!find('systemd-analyze'))(
		'[OPS-11] systemd takes the unit, and finds little in it to worry about',
		() => {
			const dir = tempDir();
			const unit = path.join(dir, 'cairn.service');
			const text = deploy('cairn.service')
				.replace('/opt/cairn/node_modules/.bin/node', process.execPath)
				.replaceAll('/opt/cairn', root);
			writeFileSync(unit, text);
			const said = execFileSync('systemd-analyze', ['verify', '--man=no', unit], {
				encoding: 'utf8'
			});
			expect(said).not.toContain('cairn.service');
			// Without TLS of its own SIGHUP ends the relay, so a reload must not send it.
			expect(text).not.toContain('ExecReload');
		}
	);

	it('[OPS-11] the unit starts the server as `npm start` does', () => {
		const unit = deploy('cairn.service');
		for (const flag of relayFlags) expect(unit).toContain(` ${flag} `);
		for (const [name, value] of Object.entries(relayEnv))
			expect(unit).toContain(`\nEnvironment=${name}=${value}\n`);
		expect(unit).toContain('/opt/cairn/build-server/main.js\n');
	});

	it('[OPS-12] the page for operators names every variable there is', () => {
		const page = readFileSync(path.join(root, 'docs/deploy.md'), 'utf8');
		const config = readFileSync(path.join(root, 'server/config.ts'), 'utf8');
		const named = [...config.matchAll(/\benv\.([A-Z_]+)|'(CAIRN_[A-Z_]+)'/g)].map(
			(match) => match[1] ?? match[2]!
		);
		expect(named.length).toBeGreaterThan(8);
		const limits = Object.values(LIMITS).map(({ env }) => env);
		for (const name of [...named, ...limits]) expect(page, name).toContain(`\`${name}\``);
	});
});
