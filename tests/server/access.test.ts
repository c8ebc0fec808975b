import {
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';
import { writeAwareness } from '#lib/protocol/awareness.ts';
import { deriveToken, signRecord } from '#lib/protocol/record.ts';
import { tokenHashOf } from '#lib/protocol/token.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { connect, createTeam, RawClient, sleep, startRelay, synced, until } from './harness.ts';

const team = createTeam(1);
const stranger = createTeam(2);
const cap = (token: string) => ['y.v1', `cap.${token}`];
const withRecord = (token: string, record: string) => [...cap(token), `rec.${record}`];

function helloDoc(): Y.Doc {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'hello');
	return doc;
}

describe('who may enter', () => {
	it('[RECORD-3] only a member who shows the record registers a team, and then all tokens work', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		const enter = (protocols: string[], room = team.room) =>
			new RawClient(relay.url, room, protocols).closed();
		expect(await enter(cap(team.tokens.edit))).toBe(4404);
		expect(await enter(withRecord(team.tokens.view, team.record))).toBe(4404);
		expect(await enter(withRecord(stranger.tokens.edit, team.record))).toBe(4404);
		expect(await enter(withRecord(stranger.tokens.edit, stranger.record))).toBe(4404);
		expect(await enter(withRecord(team.tokens.edit, `${team.record.slice(0, -2)}AA`))).toBe(4404);
		expect(await store.team(team.teamId)).toBeNull();

		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		await synced(connect(relay.url, team.room, cap(team.tokens.edit)));
		await synced(connect(relay.url, team.room, team.asReader));
		expect(await enter(withRecord(stranger.tokens.edit, stranger.record))).toBe(4403);
	});

	it('a relay that lost its disk is refilled by the next member, not by a stranger', async () => {
		const first = await startRelay();
		const ana = connect(first.url, team.room, team.asMember, helloDoc());
		await synced(ana);
		await first.close();
		const second = await startRelay();
		expect(await new RawClient(second.url, team.room, cap(stranger.tokens.edit)).closed()).toBe(
			4404
		);
		const back = connect(second.url, team.room, team.asMember, ana.doc);
		await synced(back);
		const fresh = connect(second.url, team.room, team.asReader);
		await synced(fresh);
		await until(() => fresh.doc.getText('t').toJSON() === 'hello');
	});

	it('says why it refuses', async () => {
		const relay = await startRelay();
		await new RawClient(relay.url, team.room, team.asMember).opened();
		const enter = (protocols: string[], room = team.room) =>
			new RawClient(relay.url, room, protocols).closed();
		expect(await enter(['y.v1'])).toBe(4401);
		expect(await enter([])).toBe(4401);
		expect(await enter([`y.v9`, `cap.${team.tokens.edit}`])).toBe(4426);
		expect(await enter(cap('short'))).toBe(4403);
		expect(await enter(cap(team.tokens.edit.slice(0, -1)))).toBe(4403);
		expect(await enter(team.asMember, 'no-room')).toBe(4400);
		expect(await enter(team.asMember, `${team.teamId}.cycle.UPPER`)).toBe(4400);
	});

	it('selects the plain subprotocol and never sends a token back', async () => {
		const relay = await startRelay();
		const client = await new RawClient(relay.url, team.room, team.asMember).opened();
		expect(client.socket.protocol).toBe('y.v1');
		expect(relay.lines.join('\n')).not.toContain(team.tokens.edit);
		expect(relay.lines.join('\n')).not.toContain(team.teamId);
	});

	it('[RECORD-4] a newer record ends the old tokens, open connections included', async () => {
		const relay = await startRelay();
		const next = createTeam(1, 2);
		const old = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		const oldReader = await new RawClient(relay.url, team.room, team.asReader).opened();
		await sleep(20);
		await new RawClient(relay.url, team.teamRoom, next.asMember).shakeHands();
		expect(await old.closed()).toBe(4403);
		expect(await oldReader.closed()).toBe(4403);
		const again = new RawClient(relay.url, team.room, team.asMember);
		expect(await again.closed()).toBe(4403);
	});

	it('[RECORD-4] a token that lost its role while its room was being opened is turned away', async () => {
		const store = createMemoryStore();
		let letGo = () => {};
		const held = new Promise<void>((resolve) => (letGo = resolve));
		let isLoading = false;
		const load = async (room: string) => {
			if (room === team.room) {
				isLoading = true;
				await held;
			}
			return store.load(room);
		};
		const relay = await startRelay({ store: { ...store, load } });
		const old = new RawClient(relay.url, team.room, team.asMember);
		await until(() => isLoading);
		await new RawClient(relay.url, team.teamRoom, createTeam(1, 2).asMember).shakeHands();
		letGo();
		expect(await old.closed()).toBe(4403);
	});

	it('[ROLE-2] an expired token closes its open connection', async () => {
		let now = 1_000_000;
		const token = deriveToken(team.seed, 'edit', 1);
		const record = signRecord(team.seed, {
			generation: 1,
			grants: [{ role: 'edit', tokenHash: tokenHashOf(token)!, expiresAt: 2_000_000 }]
		});
		const relay = await startRelay({ now: () => now, limits: { pingMs: 20 } });
		const client = await new RawClient(
			relay.url,
			team.room,
			withRecord(token, record)
		).shakeHands();
		await sleep(60);
		expect(client.closeCode).toBeNull();
		now = 2_000_000;
		expect(await client.closed()).toBe(4403);
	});

	it('a deleted team stays deleted', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		await store.forget(team.teamId, 1);
		expect(await new RawClient(relay.url, team.room, team.asMember).closed()).toBe(4410);
	});
});

describe('what a reader may do', () => {
	async function startWithReader() {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		const member = await new RawClient(relay.url, team.room, team.asMember).shakeHands(helloDoc());
		member.send(writeAck(Uint8Array.of(0)));
		await member.received('ack');
		const reader = await new RawClient(relay.url, team.room, team.asReader).opened();
		return { store, relay, member, reader };
	}

	it('[ROLE-3] a reader reads the team and its cycles, and enters no workshop', async () => {
		const { relay, reader, member } = await startWithReader();
		reader.send(writeStep1(Uint8Array.of(0)));
		await reader.received('step2');
		const doc = new Y.Doc();
		Y.applyUpdate(doc, reader.all('step2')[0]!.update);
		expect(doc.getText('t').toJSON()).toBe('hello');
		doc.getText('t').insert(5, '!');
		member.send(writeUpdate(Y.encodeStateAsUpdate(doc)));
		await reader.received('update');
		await synced(connect(relay.url, team.teamRoom, team.asReader));
		const atWorkshop = new RawClient(relay.url, team.workshopRoom, team.asReader);
		expect(await atWorkshop.closed()).toBe(4403);
		await synced(connect(relay.url, team.workshopRoom, team.asMember));
	});

	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'vandal');
	const update = Y.encodeStateAsUpdate(doc);
	const onlyDeletes = Uint8Array.of(0, 1, 5, 1, 0, 1);
	it.each([
		['an update', writeUpdate(update)],
		['a step 2', writeStep2(update)],
		['a delete', writeUpdate(onlyDeletes)]
	])(
		'[ROLE-4] a reader who writes by %s is shown out, and nothing is written',
		async (_, frame) => {
			const { store, reader, member } = await startWithReader();
			reader.send(frame);
			expect(await reader.closed()).toBe(4403);
			await sleep(20);
			expect(member.all('update').length).toBe(1);
			expect((await store.load(team.room)).length).toBe(1);
		}
	);

	it('[ROLE-4] a reader sets no presence, hears none, and is asked and acknowledged nothing', async () => {
		const { reader, member } = await startWithReader();
		const state = writeAwareness([{ client: 9, clock: 1, state: '{"name":"x"}' }]);
		reader.send(writeAwarenessFrame(state));
		member.send(writeAwarenessFrame(state));
		reader.send(Uint8Array.of(3));
		reader.send(writeAck(Uint8Array.of(1)));
		reader.send(writeStep2(Uint8Array.of(0, 0)));
		reader.send(writeStep1(Uint8Array.of(0)));
		await reader.received('step2');
		await sleep(30);
		expect(reader.frames.map((frame) => frame.type)).toEqual(['step2']);
		expect(member.all('awareness')).toEqual([]);
		expect(reader.closeCode).toBeNull();
	});
});
