import { readFrame } from '#lib/protocol/frames.ts';
import { readLimits, type Limits } from '#lib/protocol/limits.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCommitter } from '../../server/committer.ts';
import { createCompactor } from '../../server/compactor.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { createMeters } from '../../server/meters.ts';
import { openRoom, type Room } from '../../server/room.ts';
import type { Store } from '../../server/store.ts';
import { atEnd, createTeam, recordUpdates, until } from './harness.ts';

const team = createTeam(1);

async function open(
	trouble: Partial<Store> = {},
	limits: Partial<Limits> = {},
	now: () => number = Date.now
) {
	const inner = createMemoryStore(now);
	const store = { ...inner, ...trouble };
	const compactor = createCompactor();
	const committer = createCommitter(store, { probeMs: 5 });
	atEnd(() => compactor.close());
	atEnd(() => committer.stop());
	const room = await openRoom(team.room, {
		store,
		committer,
		compactor,
		meters: createMeters(store),
		limits: { ...readLimits({}), ...limits },
		log: () => {},
		now
	});
	atEnd(() => room.dispose());
	const doc = new Y.Doc();
	const updates = recordUpdates(doc);
	/** Hands the room what a document of its own says to one more change. */
	function change(change: (text: Y.Text) => void) {
		change(doc.getText('t'));
		const bytes = updates.at(-1)!;
		const checked = validateUpdate(bytes);
		if (!checked.ok) throw new Error(checked.why);
		return room.accept(bytes, checked.update);
	}
	const write = (text = 'words ') => change((t) => t.insert(0, text));
	const erase = (length: number) => change((t) => t.delete(0, length));
	return {
		room,
		doc,
		erase,
		write,
		committer,
		compactor,
		rows: async () => (await inner.load(team.room)).length,
		days: async () => (await inner.states(team.room)).map(({ dayOn }) => dayOn)
	};
}

/** A verb that fails the first time. */
function failingOnce<A extends unknown[], R>(verb: (...args: A) => Promise<R>) {
	let calls = 0;
	return (...args: A) => (calls++ === 0 ? Promise.reject(new Error('disk')) : verb(...args));
}

const noChange = () => Promise.resolve(null);

describe('a room whose compaction failed', () => {
	it('[KEEP-3] is as untidy as before, and tidied the next time', async () => {
		const { room, write, rows } = await open({ lastChange: failingOnce(noChange) });
		for (let i = 0; i < 3; i++) write();
		await room.committed();
		await room.tidy();
		expect(await rows()).toBe(3);
		await room.tidy();
		expect(await rows()).toBe(1);
	});

	it('[LIMIT-3] says "try again" while it is full, not "never"', async () => {
		const trouble = { lastChange: failingOnce(noChange) };
		const { room, write } = await open(trouble, { roomBytes: 1000 });
		for (let i = 0; i < 2; i++) expect(write('x'.repeat(300))).toBe('ok');
		await room.committed();
		await room.tidy();
		expect(write('x'.repeat(600))).toBe('busy');
		await room.tidy();
		await room.tidy();
		expect(write('x'.repeat(600))).toBe('full');
	});
});

it('[KEEP-3] what a room takes while it is compacted is compacted the next time', async () => {
	const { room, write, rows } = await open();
	for (let i = 0; i < 3; i++) write();
	await room.committed();
	const tidied = room.tidy();
	await Promise.resolve();
	for (let i = 0; i < 2; i++) write();
	await tidied;
	await room.committed();
	expect(await rows()).toBe(3);
	await room.tidy();
	expect(await rows()).toBe(1);
});

it('[KEEP-4] what is left in a room whose compaction is under way is compacted after it', async () => {
	const { promise: told, resolve: tell } = Promise.withResolvers<null>();
	const { room, write, rows } = await open({ lastChange: () => told });
	for (let i = 0; i < 3; i++) write();
	await room.committed();
	const first = room.tidy();
	const second = room.tidy();
	tell(null);
	await second;
	expect(await rows()).toBe(1);
	await first;

	const again = room.tidy();
	write();
	await room.committed();
	await room.tidy();
	await again;
	expect(await rows()).toBe(1);
});

it('[STATE-1] a room whose turn comes after midnight, and after new words, keeps the day that ended', async () => {
	let now = Date.UTC(2026, 10, 26, 23, 59, 30);
	const { room, write, compactor, days } = await open({}, {}, () => now);
	write();
	await room.committed();
	const { promise: others, resolve: endOthers } = Promise.withResolvers<[]>();
	const before = compactor.compact('others', () => others);
	const tidied = room.tidy();
	now += 60_000;
	write();
	await room.committed();
	endOthers([]);
	await Promise.all([before, tidied]);
	expect(await days()).toEqual(['2026-11-26']);
});

describe('what came into a great room since it was compacted', () => {
	async function greatRoom() {
		const { room, doc, write, erase } = await open();
		write('base '.repeat(60_000));
		const had = Y.encodeStateAsUpdate(doc);
		erase(3);
		await room.committed();
		await room.tidy();
		const ofBase = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(had));
		for (let i = 0; i < 3; i++) write(`${i} more `.repeat(20_000));
		await room.committed();
		return { room, doc, write, had, ofBase };
	}

	/** What one who has this much has after the answer. */
	function textAfter(
		had: Uint8Array[],
		{ great, answer }: Awaited<ReturnType<Room['missingFor']>>
	) {
		const doc = new Y.Doc();
		for (const update of had) Y.applyUpdate(doc, update);
		for (const frame of great) {
			const message = readFrame(new Uint8Array(frame.subarray(10)));
			if (message?.type !== 'update') throw new Error('not an update');
			Y.applyUpdate(doc, message.update);
		}
		Y.applyUpdate(doc, answer);
		return doc.getText('t').toJSON();
	}

	it('[KEEP-5] is made into a frame once for all who ask, and anew when something came', async () => {
		const { room, doc, write, ofBase } = await greatRoom();
		const [first, second] = [await room.missingFor(new Map()), await room.missingFor(new Map())];
		expect(first.great.length).toBe(2);
		first.great.forEach((frame, i) => expect(second.great[i]).toBe(frame));
		expect(textAfter([], first)).toBe(doc.getText('t').toJSON());
		expect(first.answer.length).toBeLessThan(10);
		const back = await room.missingFor(ofBase);
		expect(back.great[0]).toBe(first.great[1]);

		write('the last words ');
		await room.committed();
		const later = await room.missingFor(new Map());
		expect(later.great[0]).toBe(first.great[0]);
		expect(textAfter([], later)).toContain('the last words');
	});

	it('[KEEP-5] reaches one who has the rest, together with what was deleted there', async () => {
		const { room, doc, had, ofBase } = await greatRoom();
		const answer = await room.missingFor(ofBase);
		expect(answer.great.length).toBe(1);
		expect(textAfter([had], answer)).toBe(doc.getText('t').toJSON());
	});
});

it('[ACK-5] a room whose commit failed takes nothing more, even when the disk works again', async () => {
	const append = failingOnce(() => Promise.resolve());
	const { room, write, committer } = await open({ append });
	write();
	await expect(room.committed()).rejects.toThrow('disk');
	await until(() => !committer.isFailing);
	expect(write()).toBe('cannot-store');
	expect(room.isBroken).toBe(true);
});
