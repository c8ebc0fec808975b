import { writeAwareness } from '#lib/protocol/awareness.ts';
import { writeAck, writeAwarenessFrame, writeStep1, writeUpdate } from '#lib/protocol/frames.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { networkOf } from '../../server/peer.ts';
import {
	connect,
	createTeam,
	RawClient,
	recordUpdates,
	sleep,
	startRelay,
	synced,
	until
} from './harness.ts';

const team = createTeam(1);

async function enter(limits: Partial<Limits> = {}, more: { isProxied?: boolean } = {}) {
	const store = createMemoryStore();
	const relay = await startRelay({ store, limits, ...more });
	const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
	return { store, relay, client };
}

function textUpdate(length: number): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'x'.repeat(length));
	return Y.encodeStateAsUpdate(doc);
}

describe('bytes from outside', () => {
	it.each([
		['an empty frame', new Uint8Array()],
		['a text frame', 'hello'],
		['a cut update', writeUpdate(textUpdate(10).subarray(0, 9))],
		[
			'an update that claims a hundred million blocks',
			Uint8Array.of(0, 2, 8, 1, 128, 132, 175, 95, 5, 0, 0)
		],
		['an unknown sync message', Uint8Array.of(0, 7, 0)],
		['a state vector that is none', writeStep1(Uint8Array.of(5, 1))],
		['awareness that is no JSON', writeAwarenessFrame(Uint8Array.of(1, 1, 1, 1, 123))],
		['a long acknowledgement', writeAck(new Uint8Array(65))]
	])('[VALID-4] %s closes its connection alone', async (_, frame) => {
		const { store, relay, client } = await enter();
		const witness = connect(relay.url, team.room, team.asMember);
		await synced(witness);
		client.send(frame);
		expect(await client.closed()).toBe(4400);
		witness.doc.getText('t').insert(0, 'still here');
		await until(() => relay.stats().connections === 1);
		const late = connect(relay.url, team.room, team.asReader);
		await until(() => late.doc.getText('t').toJSON() === 'still here');
		expect((await store.load(team.room)).length).toBe(1);
	});

	it('a row on the disk that is not sound is set aside and the rest is served', async () => {
		const store = createMemoryStore();
		// Once: the next has another client id, which may take a byte more.
		const sound = textUpdate(5);
		await store.append([
			{ room: team.room, bytes: sound },
			{ room: team.room, bytes: Uint8Array.of(1, 2, 3) }
		]);
		const relay = await startRelay({ store });
		const ana = connect(relay.url, team.room, team.asMember);
		await synced(ana);
		expect(ana.doc.getText('t').toJSON()).toBe('xxxxx');
		// It is set aside while the rest is being served.
		await until(() => relay.lines.join().includes('rows quarantined'));
		expect((await store.load(team.room)).length).toBe(1);
		expect((await store.usage(team.teamId)).bytes).toBe(sound.length + 3);
	});
});

describe('presence', () => {
	const frameOf = (...entries: [client: number, clock: number, state: string][]) =>
		writeAwarenessFrame(
			writeAwareness(entries.map(([client, clock, state]) => ({ client, clock, state })))
		);

	it('[ROOM-2] a connection speaks for one client id, and cannot remove or rename another', async () => {
		const { relay, client: ana } = await enter();
		const ben = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		ana.send(frameOf([1, 5, '{"name":"Ana"}']));
		await ben.received('awareness');
		ben.send(frameOf([1, 6, 'null'], [1, 5, '{"name":"Ana"}']));
		ben.send(frameOf([2, 1, '{"name":"Ben"}'], [1, 9, '{"name":"not Ana"}']));
		await ana.received('awareness');
		await sleep(20);
		expect(ana.all('awareness').map((frame) => [...frame.entries])).toEqual([
			[...writeAwareness([{ client: 2, clock: 1, state: '{"name":"Ben"}' }])]
		]);
		const cem = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		expect(Buffer.from(cem.all('awareness')[0]!.entries).toString()).toContain('"Ana"');
	});

	it('[ROOM-3] presence ends with its connection, and a reconnected client takes its id along', async () => {
		const { relay, client: ana } = await enter();
		const ben = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		ana.send(frameOf([1, 5, '{"at":"old"}']));
		await ben.received('awareness', 1);
		const anaAgain = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		anaAgain.send(frameOf([1, 6, '{"at":"new"}']));
		await ben.received('awareness', 2);
		ana.socket.close();
		await ana.closed();
		await sleep(30);
		expect(ben.all('awareness').length).toBe(2);
		anaAgain.socket.close();
		await ben.received('awareness', 3);
		expect([...ben.all('awareness')[2]!.entries]).toEqual([
			...writeAwareness([{ client: 1, clock: 6, state: 'null' }])
		]);
	});
});

describe('limits', () => {
	it('[LIMIT-1] a frame that is too large is refused', async () => {
		const { client } = await enter({ frameBytes: 2000, updateBytes: 1e6 });
		client.send(writeUpdate(textUpdate(3000)));
		expect(await client.closed()).toBe(4413);
	});

	it('[LIMIT-2] an update that is too large is refused, a first upload of that size is not', async () => {
		const { client, relay } = await enter({ updateBytes: 1000 });
		client.send(writeUpdate(textUpdate(2000)));
		expect(await client.closed()).toBe(4413);
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'x'.repeat(2000));
		const other = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		other.send(writeAck(Uint8Array.of(1)));
		await other.received('ack');
	});

	it('[LIMIT-3] a full room takes no more, and goes on being read', async () => {
		const { client, relay } = await enter({ roomBytes: 1000 });
		client.send(writeUpdate(textUpdate(800)));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		client.send(writeUpdate(textUpdate(800)));
		expect(await client.closed()).toBe(4413);
		const reader = connect(relay.url, team.room, team.asReader);
		await synced(reader);
		expect(reader.doc.getText('t').length).toBe(800);
	});

	it('[LIMIT-3] a room that is full of deleted content is tidied first', async () => {
		const { client, relay } = await enter({ roomBytes: 2500 });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		for (let i = 0; i < 2; i++) {
			doc.getText('t').insert(0, 'x'.repeat(1000));
			doc.getText('t').delete(0, 1000);
		}
		doc.getText('t').insert(0, 'y'.repeat(1000));
		for (const update of updates) client.send(writeUpdate(update));
		expect(await client.closed()).toBe(4503);
		connect(relay.url, team.room, team.asMember, doc);
		const reader = connect(relay.url, team.room, team.asReader);
		await until(() => reader.doc.getText('t').length === 1000);
	});

	it('[LIMIT-4] a team has a bound of bytes and of rooms', async () => {
		const { client, relay } = await enter({ teamBytes: 1000, teamRooms: 2 });
		client.send(writeUpdate(textUpdate(500)));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		const other = await new RawClient(relay.url, team.teamRoom, team.asMember).shakeHands();
		other.send(writeUpdate(textUpdate(600)));
		expect(await other.closed()).toBe(4413);
		const second = await new RawClient(relay.url, team.teamRoom, team.asMember).shakeHands();
		second.send(writeUpdate(textUpdate(10)));
		second.send(writeAck(Uint8Array.of(1)));
		await second.received('ack');
		const third = await new RawClient(relay.url, team.workshopRoom, team.asMember).shakeHands();
		third.send(writeUpdate(textUpdate(10)));
		expect(await third.closed()).toBe(4413);
	});

	it('[LIMIT-5] presence has a largest size', async () => {
		const { client } = await enter({ awarenessBytes: 100 });
		const state = JSON.stringify({ name: 'x'.repeat(200) });
		client.send(writeAwarenessFrame(writeAwareness([{ client: 1, clock: 1, state }])));
		expect(await client.closed()).toBe(4413);
	});

	it('[LIMIT-6] a connection that floods is sent away', async () => {
		const { client } = await enter({ messageRate: 1, messageBurst: 100 });
		for (let i = 0; i < 200; i++) client.send(Uint8Array.of(77));
		expect(await client.closed()).toBe(4508);
	});

	it('[LIMIT-6] asking for the whole room again and again counts for more', async () => {
		const { client } = await enter({ messageRate: 1, messageBurst: 200 });
		for (let i = 0; i < 6; i++) client.send(writeStep1(Uint8Array.of(0)));
		expect(await client.closed()).toBe(4508);
	});

	it('[LIMIT-6] a long message counts for more, and presence has a largest one', async () => {
		const { client, relay } = await enter({ messageRate: 1, messageBurst: 100 });
		for (let i = 0; i < 3; i++) client.send(Uint8Array.from({ length: 800_000 }, () => 77));
		expect(await client.closed()).toBe(4508);
		const other = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		other.send(writeAwarenessFrame(new Uint8Array(300_000)));
		expect(await other.closed()).toBe(4413);
	});

	it('[LIMIT-6] acknowledgements that cannot be answered yet are few', async () => {
		const relay = await startRelay({ limits: { heldAcks: 3 } });
		const client = await new RawClient(relay.url, team.room, team.asMember).opened();
		for (let i = 0; i < 4; i++) client.send(writeAck(Uint8Array.of(i)));
		expect(await client.closed()).toBe(4508);
	});

	it('[LIMIT-7] a room and an address have a bound of connections', async () => {
		const { relay } = await enter({ roomConnections: 2, addressConnections: 3 });
		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		expect(await new RawClient(relay.url, team.room, team.asMember).closed()).toBe(4503);
		await new RawClient(relay.url, team.teamRoom, team.asMember).shakeHands();
		expect(await new RawClient(relay.url, team.teamRoom, team.asMember).closed()).toBe(4503);
	});

	it('[LIMIT-7] behind a trusted proxy the forwarded address counts, and only there', async () => {
		const from = (address: string) => ({ 'x-forwarded-for': `1.1.1.1, ${address}` });
		const { relay } = await enter({ addressConnections: 1 }, { isProxied: true });
		const enterFrom = (url: string, address: string) =>
			new RawClient(url, team.room, team.asMember, from(address));
		await enterFrom(relay.url, '2.2.2.2').shakeHands();
		expect(await enterFrom(relay.url, '2.2.2.2').closed()).toBe(4503);
		await enterFrom(relay.url, '3.3.3.3').shakeHands();
		const direct = await enter({ addressConnections: 1 });
		expect(await enterFrom(direct.relay.url, '2.2.2.2').closed()).toBe(4503);
	});

	it('[LIMIT-18] over IPv6 the first 64 bits are one address, and IPv4 is one however it is written', async () => {
		const { relay } = await enter({ addressConnections: 1 }, { isProxied: true });
		const enterFrom = (address: string) =>
			new RawClient(relay.url, team.room, team.asMember, { 'x-forwarded-for': address });
		await enterFrom('2001:db8:0:7::1').shakeHands();
		expect(await enterFrom('2001:DB8:0:7:ffff:1::2').closed()).toBe(4503);
		await enterFrom('2001:db8:0:8::1').shakeHands();
		await enterFrom('2.2.2.2').shakeHands();
		expect(await enterFrom('::ffff:2.2.2.2').closed()).toBe(4503);
		await enterFrom('::ffff:2.2.2.3').shakeHands();
	});

	it.each([
		['::1', '0:0:0:0::/64'],
		['::', '0:0:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
		['1::5:6:7:8', '1:0:0:0::/64'],
		['1::4:5:6:7:8', '1:0:0:4::/64'],
		['1::4:5:6:9.9.9.9', '1:0:0:4::/64'],
		['64:ff9b::9.9.9.9', '64:ff9b:0:0::/64'],
		['::FFFF:9.9.9.9', '9.9.9.9'],
		['9.9.9.9', '9.9.9.9'],
		['unknown', 'unknown'],
		['', '']
	])('[LIMIT-18] %s counts as %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	it('[LIMIT-8] one who says nothing is sent away', async () => {
		const relay = await startRelay({ limits: { firstMessageMs: 50 } });
		const silent = new RawClient(relay.url, team.room, team.asMember);
		expect(await silent.closed()).toBe(4513);
		const talking = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		await sleep(100);
		expect(talking.closeCode).toBeNull();
	});

	it('[LIMIT-9] a dead connection is cut off, a living one hears something before it gives up', async () => {
		const { client, relay } = await enter({ pingMs: 30 });
		await client.received('awareness');
		expect([...client.all('awareness')[0]!.entries]).toEqual([0]);
		await sleep(100);
		expect(client.closeCode).toBeNull();
		client.socket.pause();
		await until(() => relay.stats().connections === 0);
	});

	/** A reader that has everything and then stops reading. */
	async function enterAndPause(url: string) {
		const reader = await new RawClient(url, team.room, team.asReader).opened();
		reader.send(writeStep1(Uint8Array.of(0)));
		await reader.received('step2');
		reader.socket.pause();
		return reader;
	}

	/** More than the buffers of the system hold, so that the relay's own begin to fill. */
	function manyUpdates(): Uint8Array[] {
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		for (let i = 0; i < 150; i++) doc.getText('t').insert(0, 'x'.repeat(60_000));
		return updates;
	}

	it('[LIMIT-10] a reader that stops reading is told the rest merged once it reads again', async () => {
		const { client, relay } = await enter({ slowBytes: 20_000, slowMs: 60_000, roomBytes: 1e8 });
		const slow = await enterAndPause(relay.url);
		const updates = manyUpdates();
		for (const update of updates.slice(0, 130)) client.send(writeUpdate(update));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		slow.socket.resume();
		for (const update of updates.slice(130)) client.send(writeUpdate(update));
		const heard = new Y.Doc();
		let frames = 0;
		await until(() => {
			for (const frame of slow.frames.splice(0)) {
				if (frame.type !== 'update') continue;
				Y.applyUpdate(heard, frame.update);
				frames++;
			}
			return heard.getText('t').length === 150 * 60_000;
		});
		expect(frames).toBeLessThan(150);
		expect(slow.closeCode).toBeNull();
	});

	it('[LIMIT-10] a reader that never reads again is sent away', async () => {
		const { client, relay } = await enter({ slowBytes: 20_000, slowMs: 1500, roomBytes: 1e8 });
		await enterAndPause(relay.url);
		for (const update of manyUpdates()) client.send(writeUpdate(update));
		await until(() => relay.stats().connections === 1);
		expect(client.closeCode).toBeNull();
	});
});
