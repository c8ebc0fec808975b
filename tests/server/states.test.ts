import { readConfig } from '../../server/config.ts';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { serve } from '../../server/http.ts';
import { openSqliteStore } from '../../server/sqliteStore.ts';
import { dayOf } from '../../server/store.ts';
import { tempDir } from './dataDir.ts';
import { atEnd, connect, createTeam, sleep, synced } from './harness.ts';

const team = createTeam(1);

/** A server with a room that somebody wrote in and left. */
async function startServer(env: { [name: string]: string } = {}) {
	const server = await serve(
		readConfig(['--port', '0', '--data', tempDir()], { CAIRN_IDLE_MS: '30', ...env })
	);
	atEnd(() => server.close());
	const origin = `http://127.0.0.1:${server.port}`;
	for (const room of [team.room, team.workshopRoom]) {
		const ana = connect(`ws://127.0.0.1:${server.port}/sync`, room, team.asMember);
		await synced(ana);
		ana.doc.getText('t').insert(0, 'as it was');
		await sleep(100);
		ana.provider.destroy();
	}
	const ask = async (path: string, token: string | null = team.tokens.edit, more = {}) => {
		const headers = new Headers(more);
		if (token !== null) headers.set('Authorization', `Bearer ${token}`);
		return fetch(`${origin}/states/${path}`, { headers });
	};
	return { server, ask };
}

async function listed(ask: (path: string) => Promise<Response>, room = team.room) {
	let states: { dayOn: string; bytes: number }[] = [];
	for (let i = 0; i < 200 && states.length === 0; i++) {
		states = ((await (await ask(room)).json()) as { states: typeof states }).states;
		await sleep(50);
	}
	return states;
}

describe('the states of days', () => {
	const rate = { CAIRN_REQUEST_RATE: '10000' };

	it('[STATE-3] are listed and handed over to whoever may read the room', async () => {
		const { ask } = await startServer(rate);
		const states = await listed(ask);
		const today = dayOf(Date.now());
		expect(states).toEqual([{ dayOn: today, bytes: expect.any(Number) as number }]);
		for (const token of [team.tokens.edit, team.tokens.view]) {
			const answer = await ask(`${team.room}/${today}`, token);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toBe('application/octet-stream');
			expect(answer.headers.get('cache-control')).toBe('no-store');
			const bytes = new Uint8Array(await answer.arrayBuffer());
			expect(bytes.length).toBe(states[0]!.bytes);
			const doc = new Y.Doc();
			Y.applyUpdate(doc, bytes);
			expect(doc.getText('t').toJSON()).toBe('as it was');
		}
	});

	it('[STATE-3] are for nobody else, as the room is not', async () => {
		const { ask } = await startServer(rate);
		await listed(ask, team.workshopRoom);
		const stranger = createTeam(2);
		const today = dayOf(Date.now());
		const cases: [path: string, token: string | null, status: number, why: string][] = [
			[team.room, null, 401, 'no-token'],
			[team.room, 'guessed', 403, 'forbidden'],
			[team.room, stranger.tokens.edit, 403, 'forbidden'],
			[`${team.room}/${today}`, stranger.tokens.edit, 403, 'forbidden'],
			[team.workshopRoom, team.tokens.view, 403, 'forbidden'],
			[`${team.workshopRoom}/${today}`, team.tokens.view, 403, 'forbidden'],
			[stranger.room, stranger.tokens.edit, 404, 'unknown-team'],
			[`${team.room}/1999-01-01`, team.tokens.edit, 404, 'no-state'],
			[`${team.room}/today`, team.tokens.edit, 400, 'malformed'],
			[`${team.room}/${today}/more`, team.tokens.edit, 400, 'malformed'],
			[`${team.room}/${today}/`, team.tokens.edit, 400, 'malformed'],
			['nonsense', team.tokens.edit, 400, 'malformed'],
			['', team.tokens.edit, 400, 'malformed'],
			['%00', team.tokens.edit, 400, 'malformed']
		];
		for (const [path, token, status, why] of cases) {
			const answer = await ask(path, token);
			expect([path, answer.status]).toEqual([path, status]);
			expect(await answer.json()).toEqual({ ok: false, why });
		}
		expect((await ask(team.workshopRoom)).status).toBe(200);
		const foreign = await ask(team.room, team.tokens.edit, { Origin: 'https://evil.example' });
		expect(foreign.status).toBe(403);
	});

	it('[LIMIT-17] who does not read them is cut off, and meanwhile holds a bounded number of bytes', async () => {
		const [dataDir, day] = [tempDir(), dayOf(Date.now())];
		const store = openSqliteStore(dataDir);
		await store.register(team.teamId, 1, team.record);
		await store.append([{ room: team.room, bytes: Uint8Array.of(0, 0) }]);
		// More than the system keeps for a socket by itself.
		const state = new Uint8Array(16 * 2 ** 20);
		const merged = { merged: state, replaced: [], quarantined: [], stateOn: day };
		await store.compact(team.room, merged);
		await store.close();
		const limits = { CAIRN_SLOW_MS: '1500', CAIRN_MAX_ANSWERS: '20000000' };
		const server = await serve(readConfig(['--port', '0', '--data', dataDir], limits));
		atEnd(() => server.close());
		const path = `/states/${team.room}/${day}`;
		const headers = { Authorization: `Bearer ${team.tokens.edit}` };
		const ask = () => fetch(`http://127.0.0.1:${server.port}${path}`, { headers });

		// Two at once: the second answer waits behind the first, and both are counted.
		const lines = `Host: x\r\nAuthorization: ${headers.Authorization}\r\n`;
		const deaf = createConnection(server.port, '127.0.0.1').pause();
		atEnd(() => deaf.destroy());
		deaf.on('error', () => {});
		deaf.write(`GET ${path} HTTP/1.1\r\n${lines}\r\n`.repeat(2));
		await sleep(300);
		const refused = await ask();
		expect([refused.status, await refused.json()]).toEqual([503, { ok: false, why: 'busy' }]);
		const lengthRead = async () => (await (await ask()).arrayBuffer()).byteLength;
		await expect.poll(lengthRead, { interval: 300, timeout: 6000 }).toBe(state.length);
		// A quiet WebSocket is not ended with them.
		const quiet = connect(`ws://127.0.0.1:${server.port}/sync`, team.teamRoom, team.asMember);
		await synced(quiet);
		let dropped = 0;
		quiet.provider.on('connection-close', () => dropped++);
		await sleep(2500);
		expect(dropped).toBe(0);
	});

	it('[STATE-3] are asked for a bounded number of times', async () => {
		const { ask } = await startServer({ CAIRN_REQUEST_RATE: '3' });
		const statuses = [];
		for (let i = 0; i < 5; i++) statuses.push((await ask(team.room)).status);
		expect(statuses).toEqual([200, 200, 200, 429, 429]);
	});
});
