import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readConfig, type Env } from '../../server/config.ts';
import { serve } from '../../server/http.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { createMetrics } from '../../server/metrics.ts';
import { createOperations } from '../../server/operations.ts';
import { atEnd, createTeam, RawClient, startRelay, until } from './harness.ts';

const team = createTeam(51);

async function startServer(env: Env = {}) {
	const dir = mkdtempSync(path.join(tmpdir(), 'cairn-'));
	atEnd(() => rmSync(dir, { recursive: true, force: true }));
	const buildDir = path.join(dir, 'build');
	const args = ['--port', '0', '--data', path.join(dir, 'data')];
	const server = await serve(readConfig(args, { CAIRN_BUILD: buildDir, ...env }));
	atEnd(() => server.close());
	return { url: `http://127.0.0.1:${server.port}`, port: server.port, buildDir };
}

describe('what an operator asks', () => {
	it('[OPS-1] counts connections, updates, acknowledgements and refusals as Prometheus reads them', async () => {
		const { url } = await startServer();
		const enter = (protocols: string[]) =>
			new RawClient(url.replace('http', 'ws') + '/sync', team.room, protocols);
		const client = await enter(team.asMember).shakeHands();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'hello');
		const update = Y.encodeStateAsUpdate(doc);
		client.send(writeUpdate(update));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		expect(await enter(['y.v1', `cap.${createTeam(52).tokens.edit}`]).closed()).toBe(4403);

		const answer = await fetch(`${url}/metrics`);
		expect(answer.headers.get('content-type')).toContain('text/plain');
		const lines = (await answer.text()).split('\n');
		for (const line of [
			'cairn_connections 1',
			'cairn_rooms_hot 1',
			'cairn_room_opens_total 1',
			'cairn_updates_total 1',
			`cairn_update_bytes_total ${update.length}`,
			'cairn_commit_seconds_count 1',
			'cairn_commit_seconds_bucket{le="+Inf"} 1',
			'cairn_acks_total 1',
			'cairn_closes_total{why="forbidden"} 1'
		]) {
			expect(lines).toContain(line);
		}
		// Every line is one that Prometheus takes.
		for (const line of lines.slice(0, -1)) {
			expect(line).toMatch(/^# (HELP|TYPE) [a-z_]+ .+$|^[a-z_]+(\{[a-z]+="[^"]*"\})? [\d.e+-]+$/);
		}
	});

	it('[OPS-1] shows them to this machine alone, unless the operator says otherwise', async () => {
		const passedOn = { headers: { 'X-Forwarded-For': '10.0.0.1' } };
		const closed = await startServer();
		expect((await fetch(`${closed.url}/metrics`, passedOn)).status).toBe(404);
		const open = await startServer({ CAIRN_METRICS: 'anyone' });
		expect((await fetch(`${open.url}/metrics`, passedOn)).status).toBe(200);
	});

	it('[OPS-2] is ready while the disk takes writes and it is not on its way out, and recovers by itself', async () => {
		const memory = createMemoryStore();
		let isFull = false;
		let isClosing = false;
		let probes = 0;
		const store = {
			...memory,
			probe: () => {
				probes++;
				return isFull ? Promise.reject(new Error('disk full')) : memory.probe();
			}
		};
		const relay = await startRelay({ store });
		const ask = createOperations({
			...{ relay, store, metrics: createMetrics(), now: () => 7 },
			isClosing: () => isClosing,
			probeEveryMs: 0
		});
		expect(await ask('/readyz')).toMatchObject({ status: 200 });
		isFull = true;
		expect(await ask('/readyz')).toEqual({ status: 503, json: { ok: false, why: 'disk' } });
		expect(await ask('/healthz')).toMatchObject({ status: 200 });
		isFull = false;
		expect(await ask('/readyz')).toMatchObject({ status: 200 });
		isClosing = true;
		expect(await ask('/readyz')).toEqual({ status: 503, json: { ok: false, why: 'closing' } });
		expect(await ask('/time')).toEqual({ status: 200, json: { now: 7 } });
		expect(await ask('/other')).toBeNull();
		expect(probes).toBe(3);
	});

	it('[OPS-3] tells its time', async () => {
		const { url } = await startServer();
		const before = Date.now();
		const { now } = (await (await fetch(`${url}/time`)).json()) as { now: number };
		expect(now).toBeGreaterThanOrEqual(before);
		expect(now).toBeLessThanOrEqual(Date.now());
	});

	it('[OPS-4] going down sends people away spread out, and is over in bounded time', async () => {
		const relay = await startRelay({ limits: { restartMs: 400 } });
		const clients = await Promise.all(
			Array.from({ length: 160 }, () => new RawClient(relay.url, team.room, team.asMember).opened())
		);
		await until(() => relay.stats().connections === 160);
		const closedAt: number[] = [];
		for (const { socket } of clients) socket.on('close', () => closedAt.push(performance.now()));
		const began = performance.now();
		await relay.close();
		const tookMs = performance.now() - began;
		expect(new Set(clients.map(({ closeCode }) => closeCode))).toEqual(new Set([4500]));
		expect(Math.max(...closedAt) - Math.min(...closedAt)).toBeGreaterThan(250);
		expect(tookMs).toBeLessThan(2500);
	});
});

describe('headers', () => {
	const script = 'start({ here: true });';
	const html = `<!doctype html><script>${script}</script><script src="/a.js"></script>`;

	async function startWithApp(env: Env = {}) {
		const server = await startServer(env);
		mkdirSync(server.buildDir, { recursive: true });
		writeFileSync(path.join(server.buildDir, '200.html'), html);
		return server;
	}

	it('[HEADER-1] the page may run its own files and its one script, and speak to its own host', async () => {
		const { url, port, buildDir } = await startWithApp();
		const policy = async () => (await fetch(`${url}/t/x`)).headers.get('content-security-policy')!;
		const hashOf = (text: string) =>
			`'sha256-${createHash('sha256').update(text).digest('base64')}'`;
		const parts = Object.fromEntries(
			(await policy()).split('; ').map((part) => {
				const [name, ...values] = part.split(' ');
				return [name!, values.join(' ')];
			})
		);
		expect(parts).toMatchObject({
			'default-src': "'none'",
			'script-src': `'self' ${hashOf(script)}`,
			'style-src': "'self'",
			'connect-src': `'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port}`,
			'frame-ancestors': "'none'",
			'base-uri': "'none'",
			'form-action': "'none'"
		});
		// A rebuild brings another script, and no restart.
		writeFileSync(path.join(buildDir, '200.html'), html.replace('true', 'false, b: 1'));
		expect(await policy()).toContain(hashOf('start({ here: false, b: 1 });'));
	});

	it('[HEADER-2] every answer says how it may be used, and a host name cannot smuggle anything in', async () => {
		const { url, port } = await startWithApp();
		for (const pathname of ['/', '/healthz', '/gone.js', '/sync/x', '/metrics']) {
			const { headers } = await fetch(url + pathname);
			expect(headers.get('x-content-type-options'), pathname).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(headers.get('permissions-policy')).toContain('camera=()');
			expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
			expect(headers.get('strict-transport-security')).toBeNull();
		}
		const answer = await rawGet(port, 'Host: x; script-src *\r\n');
		expect(answer).not.toContain('script-src *');
	});

	it('[HEADER-3] behind a proxy that speaks TLS, browsers are told to stay with it; others cannot claim that', async () => {
		const overTls = { headers: { 'X-Forwarded-Proto': 'https' } };
		const behind = await startWithApp({ CAIRN_TRUST_PROXY: '1' });
		const answer = await fetch(behind.url, overTls);
		expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
		const direct = await startWithApp();
		const claimed = await fetch(direct.url, overTls);
		expect(claimed.headers.get('strict-transport-security')).toBeNull();
	});

	it('[HEADER-4] pages are kept apart over TLS and on this machine; elsewhere that is not sent, as browsers complain', async () => {
		const policyOf = async (port: number, more: string) =>
			/^cross-origin-opener-policy: (.*)$/im.exec(await rawGet(port, more))?.[1]?.trim();
		const direct = await startWithApp();
		for (const host of [
			'localhost',
			'LOCALHOST:80',
			'okr.localhost',
			'127.0.0.1:8787',
			'[::1]:1'
		]) {
			expect(await policyOf(direct.port, `Host: ${host}\r\n`), host).toBe('same-origin');
		}
		for (const host of ['10.0.0.5:8787', 'okr.example.org', 'localhost.evil.example', '127.evil']) {
			expect(await policyOf(direct.port, `Host: ${host}\r\n`), host).toBeUndefined();
		}
		const overTls = 'Host: okr.example.org\r\nX-Forwarded-Proto: https\r\n';
		expect(await policyOf(direct.port, overTls)).toBeUndefined();
		const behind = await startWithApp({ CAIRN_TRUST_PROXY: '1' });
		expect(await policyOf(behind.port, overTls)).toBe('same-origin');
	});
});

function rawGet(port: number, headers: string): Promise<string> {
	return new Promise((resolve) => {
		const socket = createConnection(port, '127.0.0.1', () => {
			socket.write(`GET / HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
		});
		let text = '';
		socket.on('data', (chunk) => (text += String(chunk)));
		socket.on('end', () => resolve(text));
	});
}
