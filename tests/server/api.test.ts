import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signDeletion } from '#lib/protocol/deletion.ts';
import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readConfig, type Env } from '../../server/config.ts';
import { serve } from '../../server/http.ts';
import { openSqliteStore } from '../../server/sqliteStore.ts';
import { atEnd, createTeam, RawClient, sleep } from './harness.ts';

const team = createTeam(41);
const other = createTeam(42);

async function startServer(env: Env = {}) {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'cairn-'));
	atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
	const server = await serve(readConfig(['--port', '0', '--data', dataDir], env));
	let isClosed = false;
	const close = async () => {
		if (!isClosed) await server.close();
		isClosed = true;
	};
	atEnd(close);
	const url = `http://127.0.0.1:${server.port}`;
	const post = (pathname: string, body: object, headers: { [name: string]: string } = {}) =>
		fetch(url + pathname, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: JSON.stringify(body)
		});
	const enter = (room: string, protocols: string[]) =>
		new RawClient(url.replace('http', 'ws') + '/sync', room, protocols);
	return { url, post, enter, close, dataDir };
}

type Server = Awaited<ReturnType<typeof startServer>>;

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const locator = () => randomBytes(32).toString('base64url');
const inMs = (ms: number) => Date.now() + ms;

async function founded(env: Env = {}): Promise<Server> {
	const server = await startServer(env);
	await server.enter(team.room, team.asMember).shakeHands();
	return server;
}

function codeOf(more: object = {}) {
	return { teamId: team.teamId, locator: locator(), box: 'Ym94', expiresAt: inMs(60_000), ...more };
}

describe('short codes', () => {
	it('[CODE-3] a member leaves a locked link, and whoever has its locator gets it until it expires', async () => {
		const { post, dataDir, close } = await founded();
		const code = codeOf({ expiresAt: inMs(1500) });
		expect((await post('/codes', code, bearer(team.tokens.edit))).status).toBe(201);
		const opened = await post('/codes/open', { locator: code.locator });
		expect(await opened.json()).toEqual({ ok: true, teamId: team.teamId, box: 'Ym94' });
		expect(opened.headers.get('cache-control')).toBe('no-store');
		expect((await post('/codes/open', { locator: locator() })).status).toBe(404);
		await sleep(1600);
		expect((await post('/codes/open', { locator: code.locator })).status).toBe(404);
		await close();

		// What lies on the disk asks for nothing.
		const store = openSqliteStore(dataDir);
		expect(await store.openCode(code.locator, 0)).toBeNull();
		const hash = createHash('sha256').update(code.locator).digest('base64url');
		expect(await store.openCode(hash, 0)).not.toBeNull();
		await store.sweepCodes(Date.now());
		expect(await store.openCode(hash, 0)).toBeNull();
		await store.close();
	});

	it('[CODE-4] no reader, no stranger and nobody of another team makes one', async () => {
		const { post } = await founded();
		const headers = [
			{},
			bearer(team.tokens.view),
			bearer(other.tokens.edit),
			bearer('x'),
			bearer(team.tokens.edit.slice(0, -1)),
			{ Authorization: `Basic ${team.tokens.edit}` }
		];
		for (const header of headers) {
			expect((await post('/codes', codeOf(), header as { [name: string]: string })).status).toBe(
				403
			);
		}
		const unknown = codeOf({ teamId: other.teamId });
		expect((await post('/codes', unknown, bearer(other.tokens.edit))).status).toBe(403);
	});

	it('[CODE-5] new links end the codes made before', async () => {
		const { post, enter } = await founded();
		const code = codeOf();
		await post('/codes', code, bearer(team.tokens.edit));
		await enter(team.teamRoom, createTeam(41, 2).asMember).shakeHands();
		expect((await post('/codes/open', { locator: code.locator })).status).toBe(404);
	});

	it('[CODE-8] a member ends a code before its time, and nobody else does', async () => {
		const { post } = await founded();
		const code = codeOf();
		await post('/codes', code, bearer(team.tokens.edit));
		const close = async (headers: { [name: string]: string }, more: object = {}) =>
			(await post('/codes/close', { ...code, ...more }, headers)).status;
		expect(await close({})).toBe(403);
		expect(await close(bearer(team.tokens.view))).toBe(403);
		expect(await close(bearer(other.tokens.edit))).toBe(403);
		expect(await close(bearer(team.tokens.edit), { locator: 'short' })).toBe(400);
		const open = () => post('/codes/open', { locator: code.locator });
		expect((await open()).status).toBe(200);
		expect(await close(bearer(team.tokens.edit))).toBe(200);
		expect((await open()).status).toBe(404);
		expect(await close(bearer(team.tokens.edit))).toBe(200);
	});

	it('[LIMIT-12] a team has few codes, and none lives long', async () => {
		const { post } = await founded({ CAIRN_MAX_TEAM_CODES: '2', CAIRN_MAX_CODE_MS: '100000' });
		const put = (more: object = {}) => post('/codes', codeOf(more), bearer(team.tokens.edit));
		expect((await put({ expiresAt: inMs(110_000) })).status).toBe(400);
		expect((await put({ expiresAt: inMs(-1) })).status).toBe(400);
		expect((await put({ expiresAt: 'soon' })).status).toBe(400);
		expect((await put({ box: 'x'.repeat(513) })).status).toBe(400);
		expect((await put({ expiresAt: inMs(400) })).status).toBe(201);
		expect((await put()).status).toBe(201);
		expect((await put()).status).toBe(409);
		await sleep(450);
		expect((await put()).status).toBe(201);
	});

	it('[LIMIT-13] guessing is slow for one address and for all of them; whoever knows a code is not counted', async () => {
		const { post } = await founded({
			CAIRN_CODE_MISSES: '5',
			CAIRN_ALL_CODE_MISSES: '8',
			CAIRN_TRUST_PROXY: '1',
			CAIRN_CREATE: 'anyone',
			CAIRN_REQUEST_RATE: '1000'
		});
		const code = codeOf();
		await post('/codes', code, bearer(team.tokens.edit));
		const open = async (wanted: string, address: string) =>
			(await post('/codes/open', { locator: wanted }, { 'X-Forwarded-For': address })).status;
		for (let i = 0; i < 20; i++) expect(await open(code.locator, '1.1.1.1')).toBe(200);
		const guesses = await Promise.all(Array.from({ length: 30 }, () => open(locator(), '1.1.1.1')));
		expect(guesses.filter((status) => status === 404)).toHaveLength(5);
		expect(guesses.filter((status) => status === 429)).toHaveLength(25);
		// Others are not shut out by one, but all of them together are slow as well.
		const elsewhere = await Promise.all(
			Array.from({ length: 10 }, (_, i) => open(locator(), `2.2.2.${i}`))
		);
		expect(elsewhere.filter((status) => status === 404)).toHaveLength(3);
	});
});

describe('deleting a team', () => {
	it('[DELETE-2] takes everything of it, closes who is in, and answers 4410 ever after', async () => {
		const server = await founded();
		const neighbour = await server.enter(other.room, other.asMember).shakeHands();
		const member = await server.enter(team.teamRoom, team.asMember).shakeHands();
		const reader = await server.enter(team.room, team.asReader).opened();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'our plan');
		member.send(writeUpdate(Y.encodeStateAsUpdate(doc)));
		member.send(writeAck(Uint8Array.of(1)));
		await member.received('ack');
		const code = codeOf();
		await server.post('/codes', code, bearer(team.tokens.edit));

		const statement = signDeletion(team.seed, 1);
		expect((await server.post('/teams/delete', { statement })).status).toBe(200);
		expect(await member.closed()).toBe(4410);
		expect(await reader.closed()).toBe(4410);
		expect(await server.enter(team.room, team.asMember).closed()).toBe(4410);
		expect(await server.enter(team.room, createTeam(41, 2).asMember).closed()).toBe(4410);
		expect((await server.post('/codes/open', { locator: code.locator })).status).toBe(404);
		// Again, and again with another date: it is as deleted as before.
		expect((await server.post('/teams/delete', { statement })).status).toBe(200);
		const later = { statement: signDeletion(team.seed, 2) };
		expect((await server.post('/teams/delete', later)).status).toBe(200);
		expect(neighbour.closeCode).toBeNull();

		await server.close();
		const store = openSqliteStore(server.dataDir);
		expect(await store.load(team.teamRoom)).toEqual([]);
		expect(await store.usage(team.teamId)).toEqual({ rooms: 0, bytes: 0 });
		// What comes late does not bring it back.
		await store.append([{ room: team.room, bytes: Y.encodeStateAsUpdate(doc) }]);
		expect((await store.usage(team.teamId)).rooms).toBe(0);
		await store.close();
	});

	it('[DELETE-1] nobody but the holder of the recovery key deletes a team, and nobody one that is not here', async () => {
		const { post, enter } = await founded();
		const statement = signDeletion(team.seed, 1);
		for (const wrong of [
			{},
			{ statement: 7 },
			{ statement: statement.slice(0, -2) },
			{ statement: team.record },
			{ statement: `${statement.slice(0, 60)}A${statement.slice(61)}` }
		]) {
			expect((await post('/teams/delete', wrong)).status).toBe(400);
		}
		// A tombstone for every key somebody makes up would fill the disk.
		const foreign = { statement: signDeletion(other.seed, 1) };
		expect((await post('/teams/delete', foreign)).status).toBe(404);
		await enter(team.room, team.asMember).shakeHands();
		await enter(other.room, other.asMember).shakeHands();
	});
});

describe('requests', () => {
	it('[ORIGIN-1] a page of another origin writes nothing over HTTP either, and needs leave to send JSON', async () => {
		const { post, url } = await founded();
		const code = codeOf();
		const foreign = { ...bearer(team.tokens.edit), Origin: 'https://evil.example' };
		expect((await post('/codes', code, foreign)).status).toBe(403);
		expect((await post('/codes', code, { ...bearer(team.tokens.edit), Origin: url })).status).toBe(
			201
		);
		const plain = { ...bearer(team.tokens.edit), 'Content-Type': 'text/plain' };
		expect((await post('/codes', codeOf(), plain)).status).toBe(400);
		const preflight = await fetch(`${url}/codes`, { method: 'OPTIONS' });
		expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
	});

	it('[LIMIT-14] one address asks so many times a minute, and no body is large', async () => {
		const { post, url } = await founded({ CAIRN_REQUEST_RATE: '5' });
		const large = await post('/codes/open', { locator: 'x'.repeat(5000) });
		expect(large.status).toBe(400);
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => post('/codes/open', { locator: locator() }))
		);
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(6);
		expect((await fetch(`${url}/codes`)).status).toBe(405);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});
});
