import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { banner } from '../../server/banner.ts';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/http.ts';
import { createLog, shortRoom } from '../../server/log.ts';
import { atEnd, connect, createTeam, synced } from './harness.ts';

const team = createTeam(1);

async function startServer(env: { [name: string]: string } = {}) {
	const dir = mkdtempSync(path.join(tmpdir(), 'cairn-'));
	atEnd(() => rmSync(dir, { recursive: true, force: true }));
	const buildDir = path.join(dir, 'build');
	const config = readConfig(['--port', '0', '--data', path.join(dir, 'data')], {
		CAIRN_BUILD: buildDir,
		...env
	});
	const server = await serve(config);
	atEnd(() => server.close());
	return { config, buildDir, port: server.port, url: `http://127.0.0.1:${server.port}` };
}

function build(buildDir: string): void {
	const immutable = path.join(buildDir, '_app/immutable');
	mkdirSync(immutable, { recursive: true });
	writeFileSync(path.join(buildDir, '200.html'), '<p>the app</p>');
	writeFileSync(path.join(buildDir, 'sw.js'), 'self');
	writeFileSync(path.join(immutable, 'a.hash.js'), 'code');
	writeFileSync(path.join(immutable, 'a.hash.js.gz'), gzipSync('code'));
	writeFileSync(path.join(buildDir, '../secret.txt'), 'secret');
}

describe('the server', () => {
	it('serves the app: unknown paths get its page, hashed files stay for ever, the rest is asked again', async () => {
		const { url, buildDir } = await startServer();
		expect((await fetch(`${url}/`)).status).toBe(503);
		build(buildDir);
		for (const pathname of ['/', '/team/abc/now', '/join', '/200.html']) {
			const page = await fetch(url + pathname);
			expect(await page.text(), pathname).toBe('<p>the app</p>');
			expect(page.headers.get('cache-control')).toBe('no-cache');
			expect(page.headers.get('content-type')).toBe('text/html;charset=utf-8');
		}
		expect((await fetch(`${url}/sw.js`)).headers.get('cache-control')).toBe('no-cache');
		const code = await fetch(`${url}/_app/immutable/a.hash.js`);
		expect(await code.text()).toBe('code');
		expect(code.headers.get('content-encoding')).toBe('gzip');
		expect(code.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect((await fetch(`${url}/_app/immutable/gone.js`)).status).toBe(404);
		expect((await fetch(url, { method: 'POST' })).status).toBe(405);
		expect((await fetch(`${url}/sync/${team.room}`)).status).toBe(426);
	});

	it('serves nothing from beside the build', async () => {
		const { port, buildDir } = await startServer();
		build(buildDir);
		for (const target of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt']) {
			expect(await rawGet(port, target), target).not.toContain('secret\n');
			expect(await rawGet(port, target), target).not.toMatch(/\r\n\r\nsecret/);
		}
	});

	it('is not ended by a crooked request', async () => {
		const { url, port, buildDir } = await startServer();
		build(buildDir);
		await rawGet(port, '/sw.js', 'Range: bytes=3-1\r\nConnection: close\r\n');
		for (const target of ['/%', '/%00', '//', '/?', `/${'a'.repeat(5000)}`, '*']) {
			await rawGet(port, target);
		}
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});

	it('carries the relay on the same port, and says how it is', async () => {
		const { url, port } = await startServer();
		await synced(connect(`ws://127.0.0.1:${port}/sync`, team.room, team.asMember));
		expect(await (await fetch(`${url}/healthz`)).json()).toEqual({
			ok: true,
			rooms: 1,
			connections: 1
		});
		const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
		const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
		expect(await rawGet(port, '/other', upgrade + key)).toMatch(/^HTTP\/1.1 404/);
	});

	it('says so when its port or its database is taken', async () => {
		const { config, port } = await startServer();
		await expect(serve(config)).rejects.toThrow('another relay is using it');
		const dataDir = `${config.dataDir}2`;
		await expect(serve({ ...config, dataDir, port })).rejects.toThrow('EADDRINUSE');
	});
});

describe('configuration', () => {
	it('takes flags before the environment before defaults', () => {
		const defaults = readConfig([], {});
		expect(defaults).toMatchObject({ port: 8787, host: '127.0.0.1', isProxied: false });
		expect(defaults.dataDir).toBe(path.resolve('data'));
		const env = { PORT: '1', HOST: '0.0.0.0', CAIRN_DATA: '/d', CAIRN_TRUST_PROXY: '1' };
		expect(readConfig([], env)).toMatchObject({
			port: 1,
			host: '0.0.0.0',
			dataDir: '/d',
			isProxied: true
		});
		const args = ['--port', '0', '--host', '::1', '--data', '/e'];
		expect(readConfig(args, env)).toMatchObject({ port: 0, host: '::1', dataDir: '/e' });
	});

	it('refuses what it does not understand', () => {
		expect(() => readConfig(['--port', 'x'], {})).toThrow('"x" is not a port');
		expect(() => readConfig(['--port', '70000'], {})).toThrow('not a port');
		expect(() => readConfig(['--prot', '1'], {})).toThrow();
		expect(() => readConfig([], { CAIRN_MAX_ROOM: '8MB' })).toThrow('CAIRN_MAX_ROOM');
	});
});

describe('what the operator reads', () => {
	it('shows others’ address with a QR code only when others can reach it', () => {
		const show = (
			host: string,
			lan: string[],
			more: { isTerminal?: boolean; tls?: boolean } = {}
		) =>
			banner(
				{ host, tls: more.tls ? { cert: 'c', key: 'k' } : null },
				{ port: 8787, creationToken: 't'.repeat(42) + 'A' },
				{ isTerminal: more.isTerminal ?? false, lan }
			);
		expect(show('127.0.0.1', ['10.0.0.5'])).not.toContain('10.0.0.5');
		const text = show('0.0.0.0', ['10.0.0.5', '10.1.0.5']);
		expect(text).toContain('http://localhost:8787/');
		expect(text).toContain('http://10.1.0.5:8787/');
		expect(readTerminalQr(text)).toBe('http://10.0.0.5:8787/');
		expect(show('::', [])).toContain('localhost');
		expect(show('fd00::5', [])).toContain('http://[fd00::5]:8787/');
		expect(show('0.0.0.0', ['10.0.0.5'], { tls: true })).toContain('https://10.0.0.5:8787/');
	});

	it('[CREATE-4] prints the creation link on a terminal only', () => {
		const token = 't'.repeat(42) + 'A';
		const show = (host: string, isTerminal: boolean) =>
			banner(
				{ host, tls: null },
				{ port: 80, creationToken: token },
				{ isTerminal, lan: ['10.0.0.5'] }
			);
		expect(show('0.0.0.0', true)).toContain(`http://10.0.0.5:80/#new.${token}.`);
		expect(show('0.0.0.0', false)).not.toContain(token);
		expect(show('0.0.0.0', false)).toContain('npm run relay -- creation-link');
		expect(show('127.0.0.1', true)).not.toContain(token);
	});

	it('logs one object a line, with rooms shortened', () => {
		const lines: string[] = [];
		createLog(
			(line) => lines.push(line),
			() => 0
		)('entered', { room: shortRoom(team.room), role: 'edit' });
		expect(JSON.parse(lines[0]!)).toEqual({
			at: '1970-01-01T00:00:00.000Z',
			event: 'entered',
			room: `${team.teamId.slice(0, 6)}….cycle.q1…`,
			role: 'edit'
		});
		expect(shortRoom(team.teamRoom)).toBe(`${team.teamId.slice(0, 6)}….team`);
	});
});

/** Reads a QR code drawn with half blocks, white on black; a character is two modules high. */
function readTerminalQr(text: string): string {
	const rows = text.split('\n').flatMap((line) => {
		const drawn = /m([ ▀▄█]+)/.exec(line)?.[1];
		if (drawn === undefined) return [];
		return ['▀█', '▄█'].map((white) => [...drawn].map((char) => !white.includes(char)));
	});
	const scale = 4;
	const [width, height] = [rows[0]!.length * scale, rows.length * scale];
	const data = new Uint8Array(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isDark = rows[Math.floor(y / scale)]![Math.floor(x / scale)];
			if (isDark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return decodeQR({ width, height, data });
}

function rawGet(port: number, target: string, headers = 'Connection: close\r\n'): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = createConnection(port, '127.0.0.1', () => {
			socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`);
		});
		let answer = '';
		socket.on('data', (chunk) => (answer += String(chunk)));
		socket.on('end', () => resolve(answer));
		socket.on('error', reject);
	});
}
