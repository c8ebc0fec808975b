import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactRows, mergeAll } from '../../server/compaction.ts';
import { createCompactor, type CompactorOptions } from '../../server/compactor.ts';
import { digestOf } from '../../server/digest.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import type { Store, StoredRow } from '../../server/store.ts';
import {
	atEnd,
	connect,
	createTeam,
	RawClient,
	recordUpdates,
	startRelay,
	synced,
	until
} from './harness.ts';

const team = createTeam(1);

function start(options?: CompactorOptions) {
	const compactor = createCompactor(options);
	atEnd(() => compactor.close());
	return compactor;
}

/** A thread that does this with each message. */
const threadThat = (does: string) =>
	new URL(
		`data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.on('message', (rows) => { ${encodeURIComponent(does)} });`
	);

/** Rows as the compactor asks for them. */
const given = (rows: StoredRow[]) => () => Promise.resolve(rows);

function rowsOf(words: string[]) {
	const doc = new Y.Doc();
	const updates = recordUpdates(doc);
	for (const word of words) doc.getText('t').insert(0, word);
	return updates.map((bytes, seq) => ({ seq, bytes }));
}

describe('the thread that compacts', () => {
	const rows = rowsOf(['one ', 'two ']);

	it('[KEEP-3] says what compaction says, room after room, and leaves the rows whole', async () => {
		const compactor = start();
		const outcomes = await Promise.all([
			compactor.compact('a', given(rows)),
			compactor.compact('b', given(rowsOf(['x']))),
			compactor.compact('a', given([{ seq: 5, bytes: Uint8Array.of(1, 2, 3) }]))
		]);
		expect(outcomes[0]).toEqual(compactRows(rows));
		expect(outcomes[2]!.unreadable).toEqual([5]);
		expect(rows[0]!.bytes.length).toBeGreaterThan(0);
	});

	it.each([
		['dies', 'process.exit(3)', 'ended with 3'],
		['throws', 'throw new Error("no such thing")', 'no such thing'],
		['hangs', 'for (;;) {}', 'no answer in 300 ms'],
		['eats memory', 'const all = []; for (;;) all.push({ n: all.length })', 'memory limit']
	])(
		'[KEEP-3] one that %s is told of and replaced, and its room spared for a while',
		async (_, does, reason) => {
			const isBad = 'if (rows[0].seq === 66) {';
			const entry = threadThat(`${isBad} ${does} } else parentPort.postMessage(null)`);
			const isEating = reason === 'memory limit';
			const compactor = start({
				entry,
				heapMb: 20,
				timeoutMs: isEating ? 30_000 : 300,
				sparedMs: 1000
			});
			const bad = [{ seq: 66, bytes: Uint8Array.of(0, 0) }];
			const [first, other] = await Promise.allSettled([
				compactor.compact('bad', given(bad)),
				compactor.compact('good', given(rows))
			]);
			expect(String((first as PromiseRejectedResult).reason)).toContain(reason);
			expect(other).toEqual({ status: 'fulfilled', value: null });
			await expect(compactor.compact('bad', given(rows))).rejects.toThrow('failed lately');
			await new Promise((resolve) => setTimeout(resolve, 1100));
			expect(await compactor.compact('bad', given(rows))).toBeNull();
		}
	);

	it('[KEEP-3] a thread that is ended for rest harms no room that comes meanwhile', async () => {
		const compactor = start({ entry: threadThat('parentPort.postMessage(null)'), restMs: 30 });
		for (let i = 0; i < 40; i++) {
			expect(await compactor.compact(`room${i}`, given(rows))).toBeNull();
			const restedAt = performance.now() + 29 + (i % 8) / 2;
			await until(() => performance.now() > restedAt);
		}
	});

	it('[KEEP-4] reads the rows of a room when its turn comes, so that one room at a time is in memory', async () => {
		const compactor = start({ entry: threadThat('parentPort.postMessage(null)') });
		const events: string[] = [];
		const compact = async (room: string) => {
			await compactor.compact(room, () => {
				events.push(`${room} read`);
				return Promise.resolve(rows);
			});
			events.push(`${room} done`);
		};
		await Promise.all([compact('a'), compact('b')]);
		expect(events).toEqual(['a read', 'a done', 'b read', 'b done']);
	});

	it('[KEEP-3] a room whose rows could not be read is not spared for it', async () => {
		const compactor = start({ entry: threadThat('parentPort.postMessage(null)') });
		const failing = compactor.compact('a', () => Promise.reject(new Error('disk')));
		await expect(failing).rejects.toThrow('disk');
		expect(await compactor.compact('a', given(rows))).toBeNull();
	});

	it('[KEEP-4] without its file there is no start, instead of rooms that are never compacted', () => {
		const entry = new URL('./noSuchThread.js', import.meta.url);
		expect(() => createCompactor({ entry })).toThrow(/noSuchThread\.js.* is missing/);
	});

	it('ends at once when the relay ends', async () => {
		const compactor = start({ entry: threadThat('for (;;) {}') });
		const waiting = [compactor.compact('a', given(rows)), compactor.compact('b', given(rows))];
		const outcomes = Promise.allSettled(waiting);
		await new Promise((resolve) => setTimeout(resolve, 200));
		await compactor.close();
		expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});
});

describe('what a document shows', () => {
	it('[KEEP-1] is told alike however its items are cut, and apart by each thing in it', () => {
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		for (const word of ['Grow ', 'weekly ', 'actives']) doc.getText('t').insert(0, word);
		doc.getText('t').format(0, 4, { bold: true });
		doc.getText('t').delete(2, 3);
		doc.getMap('m').set('k', new Y.Map([['deep', new Y.Array()]]));
		doc
			.getArray('a')
			.push([{ big: 1n, none: undefined }, null, { x: [1] }, new Uint8Array([1, 2])]);
		doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('words')]);
		const [apart, merged] = [new Y.Doc(), new Y.Doc()];
		for (const update of updates) Y.applyUpdate(apart, update);
		Y.applyUpdate(merged, mergeAll(updates));
		expect(digestOf(apart)).toBe(digestOf(doc));
		expect(digestOf(merged)).toBe(digestOf(doc));
		const changes: ((doc: Y.Doc) => void)[] = [
			(d) => d.getText('t').insert(3, '!'),
			(d) => d.getText('t').format(0, 2, { bold: null }),
			(d) => d.getMap('m').set('k2', 1),
			(d) => d.getMap('m').delete('k'),
			(d) => (d.getMap('m').get('k') as Y.Map<Y.Array<number>>).get('deep')!.push([0]),
			(d) => d.getArray('a').delete(1),
			(d) => d.getArray('a').push([0]),
			(d) => d.getXmlFragment('x').delete(0, 1),
			(d) => d.getArray('b').push([0])
		];
		const digests = changes.map((change) => {
			const changed = new Y.Doc();
			Y.applyUpdate(changed, Y.encodeStateAsUpdate(doc));
			change(changed);
			return digestOf(changed);
		});
		expect(new Set([...digests, digestOf(doc)]).size).toBe(changes.length + 1);
	});
});

describe('rooms at rest', () => {
	/** Two people write and delete for some hundred edits. */
	async function writeALot(url: string, edits: number) {
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		const client = await new RawClient(url, team.room, team.asMember).shakeHands();
		for (let i = 0; i < edits; i++) {
			if (i % 3 === 0) doc.getText('t').insert(0, 'taken back again ');
			else if (i % 3 === 1) doc.getText('t').delete(0, 'taken back again '.length);
			else doc.getText('t').insert(0, `w${i} `);
		}
		for (const update of updates) client.send(writeUpdate(update));
		client.send(writeAck(Uint8Array.of(1)));
		await client.received('ack');
		return { doc, client };
	}

	async function leave(client: RawClient, relay: { stats(): { rooms: number } }) {
		client.socket.close();
		await until(() => relay.stats().rooms === 0);
	}

	async function textIn(store: Store) {
		const doc = new Y.Doc();
		for (const { bytes } of await store.load(team.room)) Y.applyUpdate(doc, bytes);
		return doc.getText('t').toJSON();
	}

	it('[KEEP-4] a room that everybody left is one row without what was deleted, and opens as it was', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store, limits: { idleMs: 30, messageBurst: 1e6 } });
		const { doc, client } = await writeALot(relay.url, 300);
		const before = (await store.usage(team.teamId)).bytes;
		await leave(client, relay);
		const rows = await store.load(team.room);
		expect(rows.length).toBe(1);
		expect(Buffer.from(rows[0]!.bytes).includes('taken back')).toBe(false);
		expect((await store.usage(team.teamId)).bytes).toBeLessThan(before / 2);
		expect(await textIn(store)).toBe(doc.getText('t').toJSON());
		const back = connect(relay.url, team.room, team.asMember);
		await synced(back);
		expect(back.doc.getText('t').toJSON()).toBe(doc.getText('t').toJSON());
	});

	it('[KEEP-4] a room that is written in all day is compacted meanwhile, and nobody in it notices', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store, limits: { messageBurst: 1e6 } });
		const witness = connect(relay.url, team.room, team.asMember);
		const { doc, client } = await writeALot(relay.url, 1200);
		await until(() => relay.lines.some((line) => line.includes('"compacted"')));
		const late = connect(relay.url, team.room, team.asReader);
		await synced(late);
		expect(late.doc.getText('t').toJSON()).toBe(doc.getText('t').toJSON());
		expect(witness.doc.getText('t').toJSON()).toBe(doc.getText('t').toJSON());
		expect(client.closeCode).toBeNull();
	});

	it('[STATE-1] the day’s state is what the room was when it was left', async () => {
		let now = Date.UTC(2026, 10, 26, 9);
		const store = createMemoryStore(() => now);
		const relay = await startRelay({ store, now: () => now, limits: { idleMs: 30 } });
		const first = await writeALot(relay.url, 3);
		await leave(first.client, relay);
		now += 86_400_000;
		const reader = await new RawClient(relay.url, team.room, team.asReader).opened();
		await leave(reader, relay);
		expect((await store.states(team.room)).map((state) => state.dayOn)).toEqual(['2026-11-26']);
		const second = await writeALot(relay.url, 4);
		await leave(second.client, relay);
		expect((await store.states(team.room)).map((state) => state.dayOn)).toEqual([
			'2026-11-27',
			'2026-11-26'
		]);
		const kept = new Y.Doc();
		Y.applyUpdate(kept, (await store.state(team.room, '2026-11-26'))!);
		expect(kept.getText('t').toJSON()).toBe(first.doc.getText('t').toJSON());
	});

	it('[STATE-1] after a crash, the last state of a former day is made before that of a new one', async () => {
		let now = Date.UTC(2026, 10, 26, 9);
		const store = createMemoryStore(() => now);
		for (const { bytes } of rowsOf(['one ', 'two '])) {
			await store.append([{ room: team.room, bytes }]);
		}
		now += 86_400_000;
		const relay = await startRelay({ store, now: () => now });
		await synced(connect(relay.url, team.room, team.asMember));
		await until(() => relay.lines.some((line) => line.includes('"compacted"')));
		expect((await store.states(team.room)).map((state) => state.dayOn)).toEqual(['2026-11-26']);
	});
});
