import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect as connectTls } from 'node:tls';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { signDeletion } from '#lib/protocol/deletion.ts';
import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { permitOf } from '#lib/protocol/permit.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { tempDir } from './dataDir.ts';
import { atEnd, connect, createTeam, RawClient, synced, until } from './harness.ts';

const cli = path.join(import.meta.dirname, '../../server/cli.ts');
const run = promisify(execFile);
const team = createTeam(61);

/** Runs a command to its end. */
async function relay(args: string[], cwd?: string) {
	try {
		const { stdout } = await run(process.execPath, [cli, ...args], { cwd });
		return { code: 0, said: stdout };
	} catch (error) {
		const { code, stderr, stdout } = error as { code: number; stderr: string; stdout: string };
		return { code, said: stdout + stderr };
	}
}

/** `npm run relay -- serve`, as a process of its own. */
async function serving(args: string[], env: { [name: string]: string } = {}) {
	const child = spawn(process.execPath, [cli, '--port', '0', ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env }
	});
	atEnd(() => child.kill('SIGKILL'));
	let said = '';
	let logged = '';
	child.stdout.on('data', (chunk) => (said += String(chunk)));
	child.stderr.on('data', (chunk) => (logged += String(chunk)));
	const port = () => /:(\d+)\/sync\//.exec(said)?.[1];
	await until(() => port() !== undefined || child.exitCode !== null, 20_000);
	expect(port(), logged).toBeDefined();
	return {
		port: Number(port()),
		url: `ws://127.0.0.1:${port()}/sync`,
		all: () => said + logged,
		signal: (name: NodeJS.Signals) => child.kill(name),
		async end(name: NodeJS.Signals) {
			const ended = once(child, 'exit');
			child.kill(name);
			return (await ended)[0] as number | null;
		}
	};
}

async function wordsAt(url: string): Promise<string> {
	const reader = connect(url, team.room, team.asReader);
	await synced(reader);
	return reader.doc.getText('t').toJSON();
}

async function writeOn(client: RawClient, doc: Y.Doc, text: string): Promise<void> {
	const before = Y.encodeStateVector(doc);
	doc.getText('t').insert(doc.getText('t').length, text);
	client.send(writeUpdate(Y.encodeStateAsUpdate(doc, before)));
	const had = client.all('ack').length;
	client.send(writeAck(Uint8Array.of(1)));
	await client.received('ack', had + 1);
}

describe('the relay by itself', () => {
	it('[OPS-5] is backed up while people write, checked, counted and exported, and restored to that moment', async () => {
		const [data, other, out] = [
			path.join(tempDir(), 'data'),
			path.join(tempDir(), 'data'),
			tempDir()
		];
		const file = path.join(out, 'backup.sqlite');
		const server = await serving(['--data', data]);
		const doc = new Y.Doc();
		const client = await new RawClient(server.url, team.room, team.asMember).shakeHands(doc);
		for (let i = 0; i < 20; i++) await writeOn(client, doc, `${i},`);

		let isWriting = true;
		const writing = (async () => {
			for (let i = 20; isWriting; i++) await writeOn(client, doc, `${i},`);
		})();
		const backedUp = await relay(['backup', file, '--data', data]);
		const atLeast = '19,';
		isWriting = false;
		await writing;
		expect(backedUp).toMatchObject({ code: 0 });
		expect(statSync(file).mode & 0o077).toBe(0);
		expect((await relay(['backup', file, '--data', data])).said).toContain('exists');
		expect((await relay(['check', '--data', data])).said).toContain('Everything is sound.');
		const counted = await relay(['stats', '--data', data]);
		expect(counted.said).toContain('1 teams, 0 deleted ones, 1 rooms');
		expect(counted.said).toContain(team.room);

		expect((await relay(['export', team.room, '--data', data], out)).code).toBe(0);
		const exported = new Y.Doc();
		Y.applyUpdate(exported, readFileSync(path.join(out, `${team.room}.yupdate`)));
		expect(exported.getText('t').toJSON()).toBe(doc.getText('t').toJSON());
		const absent = await relay(['export', team.room, '2020-01-01', '--data', data], out);
		expect(absent).toMatchObject({ code: 1 });
		expect(absent.said).toContain('no state is kept');
		expect((await relay(['export', '../x', '--data', data], out)).said).toContain(
			"is no room's name"
		);

		// Not under a running relay, not over another database without being told to.
		expect((await relay(['restore', file, '--data', data])).said).toContain('a relay is running');
		expect(await server.end('SIGTERM')).toBe(0);
		expect((await relay(['restore', file, '--data', data])).said).toContain('--replace');
		expect((await relay(['restore', file, '--data', other])).code).toBe(0);
		const again = await serving(['--data', other]);
		const restored = await wordsAt(again.url);
		expect(restored).toContain(atLeast);
		expect(doc.getText('t').toJSON().startsWith(restored)).toBe(true);
		// Members bring what came after.
		connect(again.url, team.room, team.asMember, doc);
		await until(() => again.all().includes('entered'));
		await expect.poll(() => wordsAt(again.url)).toBe(doc.getText('t').toJSON());
		await again.end('SIGTERM');

		const replaced = await relay(['restore', file, '--replace', '--data', data]);
		expect(replaced.code).toBe(0);
		expect(readdirSync(data).filter((name) => name.includes('.before-'))).not.toEqual([]);
		const last = await serving(['--data', data]);
		expect(await wordsAt(last.url)).toBe(restored);
	}, 60_000);

	it('[OPS-5] what was moved aside is whole, also when its relay was killed with rows in the log', async () => {
		const [data, out] = [tempDir(), tempDir()];
		const file = path.join(out, 'backup.sqlite');
		const first = await serving(['--data', data]);
		const doc = new Y.Doc();
		const client = await new RawClient(first.url, team.room, team.asMember).shakeHands(doc);
		await writeOn(client, doc, 'early');
		expect((await relay(['backup', file, '--data', data])).code).toBe(0);
		await writeOn(client, doc, ', late');
		await first.end('SIGKILL');
		expect(statSync(path.join(data, 'relay.sqlite-wal')).size).toBeGreaterThan(0);

		const restored = await relay(['restore', file, '--replace', '--data', data]);
		expect(restored.code, restored.said).toBe(0);
		const aside = / is now (.+)\.\n/.exec(restored.said)![1]!;
		const second = await serving(['--data', data]);
		expect(await wordsAt(second.url)).toBe('early');
		await second.end('SIGTERM');
		const back = await relay(['restore', aside, '--replace', '--data', data]);
		expect(back.code, back.said).toBe(0);
		const third = await serving(['--data', data]);
		expect(await wordsAt(third.url)).toBe('early, late');
	}, 60_000);

	it('[OPS-6] a check finds a bad row, and a damaged backup is not restored', async () => {
		const [data, out] = [tempDir(), tempDir()];
		const server = await serving(['--data', data]);
		const doc = new Y.Doc();
		const client = await new RawClient(server.url, team.room, team.asMember).shakeHands(doc);
		await writeOn(client, doc, 'hello');
		await server.end('SIGTERM');
		const db = new DatabaseSync(path.join(data, 'relay.sqlite'));
		db.prepare('INSERT INTO updates (room, bytes) SELECT id, ? FROM rooms').run(
			Uint8Array.of(1, 2, 3)
		);
		db.close();
		const found = await relay(['check', '--data', data]);
		expect(found.code).toBe(2);
		expect(found.said).toMatch(new RegExp(`${team.room}: rows \\d+ are not sound`));

		const file = path.join(out, 'backup.sqlite');
		await relay(['backup', file, '--data', data]);
		const bytes = readFileSync(file);
		bytes.fill(0xff, 8192, 12_288);
		writeFileSync(file, bytes);
		const damaged = await relay(['restore', file, '--replace', '--data', data]);
		expect(damaged.code).toBe(1);
		expect(damaged.said).toMatch(/damaged|malformed/);
		writeFileSync(file, 'a text');
		expect((await relay(['restore', file, '--replace', '--data', data])).code).toBe(1);
		expect(existsSync(path.join(data, 'relay.sqlite'))).toBe(true);
	}, 60_000);

	it('[OPS-7] serves no app, says how it is used, and refuses what it does not know', async () => {
		const { port } = await serving(['--data', tempDir()]);
		const page = await fetch(`http://127.0.0.1:${port}/`);
		expect(page.status).toBe(404);
		expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
		const help = await relay(['--help']);
		expect(help.code).toBe(0);
		for (const word of [
			'backup',
			'restore',
			'stats',
			'check',
			'export',
			'creation-link',
			'--tls-cert'
		]) {
			expect(help.said).toContain(word);
		}
		expect(await relay(['bakcup'])).toMatchObject({ code: 1 });
		expect(await relay(['backup'])).toMatchObject({ code: 1 });
		expect(await relay(['--prot', '1'])).toMatchObject({ code: 1 });
	}, 60_000);
});

describe('the creation link', () => {
	it('[OPS-7] is told for a folder a relay has run on, and nothing is made in another', async () => {
		const [data, wrong] = [tempDir(), path.join(tempDir(), 'wrong')];
		const refused = await relay(['creation-link', '--data', wrong]);
		expect(refused).toMatchObject({ code: 1 });
		expect(refused.said).toContain('no relay has run on');
		expect(existsSync(wrong)).toBe(false);
		const server = await serving(['--data', data]);
		await server.end('SIGTERM');
		const told = await relay(['creation-link', '--data', data]);
		expect(told).toMatchObject({ code: 0 });
		expect(told.said).toMatch(/^http:\/\/localhost:8787\/#new\./);
	}, 60_000);
});

describe('over TLS', () => {
	async function certify(dir: string, name: string): Promise<void> {
		const files = ['-keyout', path.join(dir, 'key.pem'), '-out', path.join(dir, 'cert.pem')];
		const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
		await run('openssl', [
			'req',
			'-x509',
			'-newkey',
			'ec',
			'-pkeyopt',
			'ec_paramgen_curve:P-256',
			'-nodes',
			'-days',
			'2',
			...files,
			...subject
		]);
	}

	function nameShown(port: number): Promise<string> {
		return new Promise((resolve, reject) => {
			const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
				resolve(String(socket.getPeerCertificate().subject.CN));
				socket.destroy();
			});
			socket.on('error', reject);
		});
	}

	it('[OPS-8] speaks it by itself, and takes a renewed certificate without a restart', async () => {
		const dir = tempDir();
		await certify(dir, 'first.example');
		const flags = [
			'--tls-cert',
			path.join(dir, 'cert.pem'),
			'--tls-key',
			path.join(dir, 'key.pem')
		];
		const server = await serving(['--data', path.join(dir, 'data'), ...flags]);
		const ca = readFileSync(path.join(dir, 'cert.pem'));
		class TrustingSocket extends WebSocket {
			constructor(url: string, protocols: string[]) {
				super(url, protocols, { ca, servername: 'first.example' } as ClientOptions);
			}
		}
		const provider = new WebsocketProvider(
			`wss://127.0.0.1:${server.port}/sync`,
			team.room,
			new Y.Doc(),
			{
				protocols: team.asMember,
				WebSocketPolyfill: TrustingSocket as never,
				disableBc: true
			}
		);
		atEnd(() => provider.destroy());
		await until(() => provider.synced);
		expect(await nameShown(server.port)).toBe('first.example');

		await certify(dir, 'second.example');
		server.signal('SIGHUP');
		await until(() => server.all().includes('certificate read again'));
		expect(await nameShown(server.port)).toBe('second.example');
		writeFileSync(path.join(dir, 'cert.pem'), 'half a certifi');
		server.signal('SIGHUP');
		await until(() => server.all().includes('certificate not read'));
		expect(await nameShown(server.port)).toBe('second.example');
		expect(provider.synced).toBe(true);
		expect(await server.end('SIGTERM')).toBe(0);
	}, 60_000);
});

describe('what a relay says of itself', () => {
	it('[OPS-9] no log line of a whole life holds a token, seed, permit, code or word of a plan', async () => {
		const data = tempDir();
		const creation = Buffer.alloc(32, 55).toString('base64url');
		const server = await serving(['--data', data], {
			CAIRN_CREATE: 'token',
			CAIRN_CREATE_TOKEN: creation,
			CAIRN_MAX_UPDATE: '5000'
		});
		const origin = server.url.replace('ws:', 'http:').replace('/sync', '');
		const post = (pathname: string, body: object, token = '') =>
			fetch(origin + pathname, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
				body: JSON.stringify(body)
			});
		const permit = permitOf(creation, team.teamId);
		const next = createTeam(61, 2);
		const withPermit = [...team.asMember, `new.${permit}`];
		const refused = await new RawClient(server.url, team.room, team.asMember).closed();
		expect(refused).toBe(4402);
		const doc = new Y.Doc();
		const client = await new RawClient(server.url, team.room, withPermit).shakeHands(doc);
		await writeOn(client, doc, 'our secret plan');
		await new RawClient(server.url, team.room, team.asReader).opened();
		// Refusals of every kind, and secrets where they do not belong.
		const enter = (protocols: string[], room = team.room, headers = {}) =>
			new RawClient(server.url, room, protocols, headers).closed();
		await enter(['y.v1']);
		await enter(['y.v1', `cap.${next.tokens.edit}`]);
		await enter(withPermit, `${team.room}?token=${team.tokens.edit}`, {
			origin: 'https://evil.example'
		});
		await enter(withPermit, team.tokens.edit);
		await enter([`cap.${team.tokens.edit}`]);
		client.send(writeUpdate(new Uint8Array(6000)));
		await client.closed();
		const locator = Buffer.alloc(32, 5).toString('base64url');
		const code = { teamId: team.teamId, locator, box: 'Ym94', expiresAt: Date.now() + 9000 };
		expect((await post('/codes', code, team.tokens.edit)).status).toBe(201);
		await post('/codes', code, team.tokens.view);
		await post('/codes/open', { locator });
		await fetch(`${origin}/?token=${team.tokens.edit}`);
		await new RawClient(server.url, team.room, next.asMember).shakeHands();
		const statement = signDeletion(team.seed, 1);
		expect((await post('/teams/delete', { statement })).status).toBe(200);
		expect(await server.end('SIGTERM')).toBe(0);

		const said = server.all();
		expect(said.split('\n').length).toBeGreaterThan(8);
		const seed = Buffer.from(team.seed);
		for (const secret of [
			...[team.tokens.edit, team.tokens.view, next.tokens.edit, next.tokens.view],
			...[seed.toString('base64url'), seed.toString('hex'), creation, permit, locator, 'Ym94'],
			...[team.record, next.record, statement, team.teamId, 'our secret plan']
		]) {
			expect(said).not.toContain(secret);
		}
	}, 60_000);

	it('[OPS-4] the same signal again, as npm and a terminal send it together, is no other wish', async () => {
		const server = await serving(['--data', tempDir()]);
		const client = await new RawClient(server.url, team.room, team.asMember).opened();
		// One who does not hear that he is to go, so that the end takes its time.
		client.socket.pause();
		const ended = server.end('SIGINT');
		const isListening = () =>
			fetch(`http://127.0.0.1:${server.port}/healthz`).then(
				() => true,
				() => false
			);
		while (await isListening());
		server.signal('SIGINT');
		expect(await ended).toBe(0);
	});
});
