import { writeAck, writeStep1, writeUpdate } from '#lib/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '../../server/memoryStore.ts';
import type { Append, Store } from '../../server/store.ts';
import {
	atEnd,
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

/** A memory store whose commits can be held back or made to fail. */
function createTroubledStore() {
	const store = createMemoryStore();
	const trouble = { isFailing: false, gate: Promise.resolve() };
	const fail = () => {
		if (trouble.isFailing) throw new Error('disk full');
	};
	const append = async (entries: Append[]) => {
		await trouble.gate;
		fail();
		await store.append(entries);
	};
	const probe = async () => {
		await trouble.gate;
		fail();
	};
	return { store: { ...store, append, probe }, inner: store, trouble };
}

describe('the relay and stock clients', () => {
	it('carries edits live, and the whole document to a late joiner', async () => {
		const relay = await startRelay();
		const ana = connect(relay.url, team.room, team.asMember);
		const ben = connect(relay.url, team.room, team.asMember);
		await Promise.all([synced(ana), synced(ben)]);
		ana.doc.getText('t').insert(0, 'Grow');
		await until(() => ben.doc.getText('t').toJSON() === 'Grow');
		ben.doc.getText('t').delete(0, 2);
		await until(() => ana.doc.getText('t').toJSON() === 'ow');
		const cem = connect(relay.url, team.room, team.asMember);
		await synced(cem);
		expect(cem.doc.getText('t').toJSON()).toBe('ow');
		expect(relay.stats()).toEqual({ rooms: 1, connections: 3 });
	});

	it('merges what two people wrote offline, and keeps rooms apart', async () => {
		const relay = await startRelay();
		const ana = connect(relay.url, team.room, team.asMember);
		const ben = connect(relay.url, team.room, team.asMember);
		await Promise.all([synced(ana), synced(ben)]);
		ana.provider.disconnect();
		ben.provider.disconnect();
		ana.doc.getArray('a').push(['ana']);
		ben.doc.getArray('a').push(['ben']);
		ana.provider.connect();
		ben.provider.connect();
		await until(() => ana.doc.getArray('a').length === 2 && ben.doc.getArray('a').length === 2);
		expect(ana.doc.getArray('a').toArray()).toEqual(ben.doc.getArray('a').toArray());
		const other = connect(relay.url, team.teamRoom, team.asMember);
		await synced(other);
		expect(other.doc.getArray('a').length).toBe(0);
	});

	it('shows presence, and its end', async () => {
		const relay = await startRelay();
		const ana = connect(relay.url, team.room, team.asMember);
		const ben = connect(relay.url, team.room, team.asMember);
		ana.provider.awareness.setLocalState({ name: 'Ana' });
		const seen = () => ben.provider.awareness.getStates().get(ana.doc.clientID);
		await until(() => seen()?.name === 'Ana');
		ana.provider.ws!.close();
		await until(() => seen() === undefined);
		await until(() => ana.provider.wsconnected);
		ana.provider.awareness.setLocalState({ name: 'Ana' });
		await until(() => seen()?.name === 'Ana');
	});

	it('[KEEP-4] idle rooms leave memory, and come back whole', async () => {
		const relay = await startRelay({ limits: { idleMs: 50 } });
		const ana = connect(relay.url, team.room, team.asMember);
		await synced(ana);
		ana.doc.getText('t').insert(0, 'kept');
		await until(() => ana.provider.synced);
		await sleep(20);
		ana.provider.destroy();
		await until(() => relay.stats().rooms === 0);
		const ben = connect(relay.url, team.room, team.asMember);
		await synced(ben);
		expect(ben.doc.getText('t').toJSON()).toBe('kept');
	});
});

describe('acknowledgements', () => {
	it('[ACK-1] an acknowledgement waits for the commit of all that came before it', async () => {
		const { store, inner, trouble } = createTroubledStore();
		const relay = await startRelay({ store });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		const { promise: gate, resolve: open } = Promise.withResolvers<void>();
		trouble.gate = gate;
		doc.getText('t').insert(0, 'x');
		client.send(writeUpdate(updates[0]!));
		client.send(writeAck(Uint8Array.of(1)));
		await sleep(50);
		expect(client.all('ack')).toEqual([]);
		expect(client.all('update')).toEqual([]);
		open();
		await client.received('ack');
		expect(client.all('ack')[0]!.payload).toEqual(Uint8Array.of(1));
		expect(client.frames.map((frame) => frame.type).slice(-2)).toEqual(['update', 'ack']);
		expect((await inner.load(team.room)).map((row) => row.bytes)).toEqual([updates[0]]);
	});

	it('[ACK-1] a repeated update is not acknowledged before the first one is on the disk', async () => {
		const { store, trouble } = createTroubledStore();
		const relay = await startRelay({ store });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const ana = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		const ben = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		const { promise: gate, resolve: open } = Promise.withResolvers<void>();
		trouble.gate = gate;
		doc.getText('t').insert(0, 'x');
		ana.send(writeUpdate(updates[0]!));
		await sleep(30);
		ben.send(writeUpdate(updates[0]!));
		ben.send(writeAck(Uint8Array.of(2)));
		await sleep(50);
		expect(ben.all('ack')).toEqual([]);
		open();
		await ben.received('ack');
	});

	it('[ACK-2] nothing is acknowledged until the client has answered what the relay asked', async () => {
		const relay = await startRelay();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'written offline');
		const client = await new RawClient(relay.url, team.room, team.asMember).opened();
		await client.received('step1');
		client.send(writeAck(Uint8Array.of(1)));
		await sleep(50);
		expect(client.all('ack')).toEqual([]);
		client.answer(doc);
		await client.received('ack');
	});

	it('[ACK-3] an open gap holds acknowledgements, is asked about once, and heals', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		for (const word of ['one ', 'two ', 'three ', 'four ']) doc.getText('t').insert(0, word);
		client.send(writeUpdate(updates[0]!));
		client.send(writeUpdate(updates[2]!));
		client.send(writeUpdate(updates[3]!));
		client.send(writeAck(Uint8Array.of(9)));
		await client.received('step1', 2);
		await sleep(50);
		expect(client.all('step1').length).toBe(2);
		expect(client.all('ack')).toEqual([]);
		client.answer(doc);
		await client.received('ack');
		const reader = connect(relay.url, team.room, team.asReader);
		await synced(reader);
		expect(reader.doc.getText('t').toJSON()).toBe('four three two one ');
	});

	it('[ACK-3] an update that refers to another client’s unknown content is a gap too', async () => {
		const relay = await startRelay();
		const ana = new Y.Doc();
		ana.getText('t').insert(0, 'unknown to the relay');
		const ben = new Y.Doc();
		Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
		const updates = recordUpdates(ben);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		ben.getText('t').insert(5, 'x');
		client.send(writeUpdate(updates[0]!));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('step1', 2);
		expect(client.all('ack')).toEqual([]);
		client.answer(ben);
		await client.received('ack');
		const reader = connect(relay.url, team.room, team.asReader);
		await synced(reader);
		expect(reader.doc.getText('t').toJSON()).toBe(ben.getText('t').toJSON());
	});

	it('[ACK-3] a delete of unknown content is a gap too', async () => {
		const relay = await startRelay();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'unknown');
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		doc.getText('t').delete(0, 3);
		client.send(writeUpdate(updates[0]!));
		await client.received('step1', 2);
	});

	it('[ACK-4] a gap that its sender cannot fill is kept, reported and not asked about for ever', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store, limits: { gapBytes: 60 } });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		for (const word of ['one ', 'two ', 'three ', 'four ']) doc.getText('t').insert(0, word);
		const holed = new Y.Doc();
		Y.applyUpdate(holed, updates[1]!);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(holed);
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		expect(relay.lines.filter((line) => line.includes('gap remains')).length).toBe(1);
		const healer = connect(relay.url, team.room, team.asMember, doc);
		await synced(healer);
		const reader = connect(relay.url, team.room, team.asReader);
		await synced(reader);
		await until(() => reader.doc.getText('t').toJSON() === 'four three two one ');

		const lost = new Y.Doc();
		const more = recordUpdates(lost);
		for (let i = 0; i < 3; i++) lost.getText('t').insert(0, 'x'.repeat(100));
		const stubborn = new Y.Doc();
		Y.applyUpdate(stubborn, more[2]!);
		const over = await new RawClient(relay.url, team.room, team.asMember).shakeHands(stubborn);
		over.send(writeAck(Uint8Array.of(2)));
		over.send(writeUpdate(more[1]!));
		await sleep(50);
		expect(over.all('ack')).toEqual([]);
		expect(over.all('step1').length).toBe(1);
	});

	it('[ACK-5] a failing disk stops acknowledgements, tells clients to come back, and recovers by itself', async () => {
		const { store, trouble } = createTroubledStore();
		const relay = await startRelay({ store, limits: { probeMs: 20 } });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		const witness = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		trouble.isFailing = true;
		doc.getText('t').insert(0, 'x');
		client.send(writeUpdate(updates[0]!));
		client.send(writeAck(Uint8Array.of(1)));
		expect(await client.closed()).toBe(4507);
		expect(client.all('ack')).toEqual([]);
		expect(await witness.closed()).toBe(4507);
		expect(witness.all('update')).toEqual([]);
		trouble.isFailing = false;
		await until(() => relay.lines.join().includes('can store again'));
		const back = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		back.send(writeAck(Uint8Array.of(2)));
		await back.received('ack');
		const reader = connect(relay.url, team.room, team.asReader);
		await synced(reader);
		expect(reader.doc.getText('t').toJSON()).toBe('x');
	});

	it('[ACK-5] what a failed commit left in memory is not taken for stored', async () => {
		const { store, inner, trouble } = createTroubledStore();
		const relay = await startRelay({ store, limits: { probeMs: 20 } });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		const lingering = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		lingering.socket.pause();
		trouble.isFailing = true;
		doc.getText('t').insert(0, 'x');
		client.send(writeUpdate(updates[0]!));
		expect(await client.closed()).toBe(4507);
		trouble.isFailing = false;
		await until(() => relay.lines.join().includes('can store again'));
		const back = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		back.send(writeAck(Uint8Array.of(1)));
		await back.received('ack');
		expect((await inner.load(team.room)).length).toBe(1);
	});

	it('[ACK-5] nobody enters a room whose commit failed while they were being let in', async () => {
		const { store, trouble } = createTroubledStore();
		const other = createTeam(2);
		const gates: PromiseWithResolvers<void>[] = [];
		let isSlow = false;
		const slow: Store = {
			...store,
			team: async (teamId) => {
				if (isSlow && teamId === team.teamId) {
					const gate = Promise.withResolvers<void>();
					gates.push(gate);
					await gate.promise;
				}
				return store.team(teamId);
			}
		};
		const relay = await startRelay({ store: slow, limits: { probeMs: 20 } });
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		isSlow = true;
		const late = await new RawClient(relay.url, team.room, team.asMember).opened();
		await until(() => gates.length === 1);
		// A record that is registered meanwhile has the late one asked again, inside the room.
		await new RawClient(relay.url, other.room, other.asMember).shakeHands();
		gates[0]!.resolve();
		await until(() => gates.length === 2);
		trouble.isFailing = true;
		doc.getText('t').insert(0, 'x');
		client.send(writeUpdate(updates[0]!));
		expect(await client.closed()).toBe(4507);
		trouble.isFailing = false;
		await until(() => relay.lines.join().includes('can store again'));
		gates[1]!.resolve();
		expect(await late.closed()).toBe(4507);
	});

	it('a step 2 that repeats what is known is not stored again', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'some words');
		doc.getText('t').delete(1, 4);
		await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		await sleep(30);
		expect((await store.load(team.room)).length).toBe(1);
		doc.getText('t').delete(0, 1);
		const third = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		third.send(writeAck(Uint8Array.of(1)));
		await third.received('ack');
		const rows = await store.load(team.room);
		expect(rows.length).toBe(2);
		expect(Y.decodeUpdate(rows[1]!.bytes).structs).toEqual([]);
		expect([...Y.decodeUpdate(rows[1]!.bytes).ds.clients.values()].flat().length).toBe(1);
	});

	it('ends gracefully: everybody is told to come back, and what was sent is kept', async () => {
		const store = createMemoryStore();
		let isClosed = false;
		const relay = await startRelay({
			store: { ...store, close: () => Promise.resolve(void (isClosed = true)) }
		});
		atEnd(() => store.close());
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		doc.getText('t').insert(0, 'last words');
		client.send(writeUpdate(updates[0]!));
		await sleep(10);
		await relay.close();
		expect(await client.closed()).toBe(4500);
		expect(isClosed).toBe(true);
		expect((await store.load(team.room)).length).toBe(1);
	});
});

describe('joining a great room', () => {
	/** A store with a room of some 400 kB that was compacted, and a change after that. */
	async function createGreatRoom() {
		const store = createMemoryStore();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'x'.repeat(400_000));
		doc.getText('t').delete(0, 10);
		const vectorBefore = Y.encodeStateVector(doc);
		await store.append([{ room: team.room, bytes: Y.encodeStateAsUpdate(doc) }]);
		const updates = recordUpdates(doc);
		doc.getText('t').insert(0, 'new ');
		doc.getText('t').delete(20, 5);
		for (const bytes of updates) await store.append([{ room: team.room, bytes }]);
		await store.register(team.teamId, 1, team.record);
		const relay = await startRelay({ store });
		return { relay, doc, vectorBefore };
	}

	async function ask(url: string, doc: Y.Doc, vector = Y.encodeStateVector(doc)) {
		const client = await new RawClient(url, team.room, team.asReader).opened();
		client.send(writeStep1(vector));
		await client.received('step2');
		const frames = client.frames.map((frame) => ('update' in frame ? frame.update : null)!);
		for (const update of frames) Y.applyUpdate(doc, update);
		return frames.map((update) => update.length);
	}

	it('[KEEP-4] everything arrives, with the row of the disk as it is, whatever one had before', async () => {
		const { relay, doc, vectorBefore } = await createGreatRoom();
		const fresh = new Y.Doc();
		expect((await ask(relay.url, fresh)).length).toBe(2);
		expect(fresh.getText('t').toJSON()).toBe(doc.getText('t').toJSON());

		const partly = new Y.Doc();
		partly.clientID = doc.clientID + 1;
		partly.getText('t').insert(0, 'own ');
		await ask(relay.url, partly);
		expect(partly.getText('t').length).toBe(doc.getText('t').length + 4);
		const [again] = await ask(relay.url, partly);
		expect(again).toBeLessThan(100);

		const lagging = new Y.Doc();
		Y.applyUpdate(lagging, Y.encodeStateAsUpdate(doc));
		const lengths = await ask(relay.url, lagging, vectorBefore);
		expect(lengths.length).toBe(1);
		expect(lengths[0]).toBeLessThan(200);
	});

	it('[KEEP-4] deletes of content that one has arrive, also from before the last compaction', async () => {
		const store = createMemoryStore();
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'x'.repeat(400_000));
		const behind = new Y.Doc();
		Y.applyUpdate(behind, Y.encodeStateAsUpdate(doc));
		doc.getText('t').delete(0, 399_000);
		doc.getText('t').delete(0, 990);
		await store.append([{ room: team.room, bytes: Y.encodeStateAsUpdate(doc) }]);
		const updates = recordUpdates(doc);
		doc.getText('t').insert(0, 'new ');
		await store.append([{ room: team.room, bytes: updates[0]! }]);
		await store.register(team.teamId, 1, team.record);
		const relay = await startRelay({ store });
		await ask(relay.url, behind);
		expect(behind.getText('t').toJSON()).toBe('new xxxxxxxxxx');
	});
});
