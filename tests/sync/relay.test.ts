import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { codeOf } from '#lib/protocol/codes.ts';
import {
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { writeAwareness } from '#lib/protocol/awareness.ts';
import { createPresence } from '#lib/sync/presence.ts';
import { openRelay, type RelayOptions, type RelayReplica } from '#lib/sync/relay.ts';
import { startRelay } from './scriptedRelay.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

async function relay(script?: { greets?: boolean; accepts?: boolean }) {
	const started = await startRelay(script);
	ends.push(() => started.close());
	return started;
}

function connect(doc: Y.Doc, url: string, options: Partial<RelayOptions> = {}): RelayReplica {
	const replica = openRelay(doc, {
		url,
		room: 'room',
		show: () => ({ token: 'token', record: null, permit: null }),
		WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
		...options
	});
	ends.push(() => {
		// Nothing is waited for: a test may have left something unacknowledged.
		void replica.close();
		doc.destroy();
	});
	return replica;
}

const until = (replica: RelayReplica, at: string) =>
	vi.waitFor(() => expect(replica.state.at).toBe(at), { timeout: 3000, interval: 5 });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const write = (doc: Y.Doc, word: string) => doc.getText('words').insert(0, word);

/** What a colleague's edit looks like on the wire. */
function editOf(word: string): Uint8Array {
	const doc = new Y.Doc();
	write(doc, word);
	return Y.encodeStateAsUpdate(doc);
}

test('[SAFE-1] "safe on the relay" is said when the relay has echoed, and not before', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	line.greet();
	const first = await line.heard('ack');
	expect(replica.state.at).toBe('behind');
	line.send(writeAck(first.payload));
	await until(replica, 'safe');
	write(doc, 'grow');
	expect(replica.state.at).toBe('behind');
	await line.heard('update');
	await pause(60);
	expect(replica.state.at).toBe('behind');
	const second = line.frames.filter((frame) => frame.type === 'ack').at(-1)!;
	line.send(writeAck(second.payload));
	await until(replica, 'safe');
});

test('[SAFE-2] nothing is asked to be acknowledged before offline edits have been uploaded', async () => {
	const doc = new Y.Doc();
	write(doc, 'written offline');
	const server = await relay();
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	await line.heard('step1');
	write(doc, 'and while connecting');
	await line.heard('update');
	await pause(60);
	expect(line.frames.map((frame) => frame.type)).not.toContain('ack');
	line.greet();
	await line.heard('ack');
	const types = line.frames.map((frame) => frame.type);
	expect(types.indexOf('step2')).toBeGreaterThan(-1);
	expect(types.indexOf('step2')).toBeLessThan(types.indexOf('ack'));
	const { update } = await line.heard('step2');
	const there = new Y.Doc();
	Y.applyUpdate(there, update);
	expect(there.getText('words').toJSON()).toBe('and while connectingwritten offline');
	expect(replica.state.at).toBe('behind');
});

test('[SAFE-3] an echo covers only the edits made before it was asked for', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	line.greet();
	const { payload } = await line.heard('ack');
	write(doc, 'later');
	line.send(writeAck(payload));
	await pause(60);
	expect(replica.state.at).toBe('behind');
});

test('[SAFE-4] "safe" does not outlive the connection, and an echo from a former one never counts', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	const first = await server.line(0);
	first.greet();
	const { payload } = await first.heard('ack');
	first.send(writeAck(payload));
	await until(replica, 'safe');
	first.socket.terminate();
	await vi.waitFor(() => expect(replica.state.at).not.toBe('safe'));
	const second = await server.line(1);
	second.greet();
	await second.heard('ack');
	second.send(writeAck(payload));
	second.send(writeAck(new Uint8Array()));
	await pause(60);
	expect(replica.state.at).toBe('behind');
});

test('[SAFE-4] a late echo from a former connection does not make up for what was not sent on this one', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	const first = await server.line(0);
	first.greet();
	const { payload } = await first.heard('ack');
	first.socket.terminate();
	const second = await server.line(1);
	second.send(writeStep2(editOf('a colleague')));
	second.send(writeAck(payload));
	await until(replica, 'behind');
	write(doc, 'more');
	await pause(60);
	expect(replica.state.at).toBe('behind');
	expect(second.frames.map((frame) => frame.type)).not.toContain('ack');
});

test('[SAFE-4] an acknowledgement the relay dropped is asked for again when it asks what we have', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	line.greet();
	await line.heard('ack');
	line.frames.length = 0;
	line.send(writeStep1(Y.encodeStateVector(new Y.Doc())));
	line.send(writeAck((await line.heard('ack')).payload));
	await until(replica, 'safe');
});

test('[SAFE-5] a viewer sends no content, and is safe after the first sync', async () => {
	const doc = new Y.Doc();
	write(doc, 'from the disk');
	const server = await relay();
	const replica = connect(doc, server.url, { role: 'view' });
	const line = await server.line(0);
	line.greet();
	await until(replica, 'safe');
	write(doc, 'more');
	await pause(60);
	expect(replica.state.at).toBe('safe');
	const types = line.frames.map((frame) => frame.type);
	expect(types.filter((type) => type !== 'step1')).toEqual([]);
});

const broken: [string, Uint8Array | string][] = [
	['a text frame', 'hello'],
	['an empty frame', new Uint8Array()],
	['an unknown kind of sync message', new Uint8Array([0, 9, 1, 0])],
	['a cut sync message', new Uint8Array([0, 2, 200, 1])],
	['a question that cannot be read', writeStep1(new Uint8Array([9, 1]))],
	['an update that claims what is not there', writeUpdate(new Uint8Array([1, 255, 255, 3, 1, 0]))],
	['an update with bytes left over', writeUpdate(new Uint8Array([...editOf('bad'), 0]))]
];

test.each(broken)('[SAFE-6] %s closes the connection and is not applied', async (_, frame) => {
	const doc = new Y.Doc();
	const uncaught = vi.fn();
	process.on('uncaughtException', uncaught);
	ends.push(() => process.off('uncaughtException', uncaught));
	const server = await relay();
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	line.greet();
	line.send(writeUpdate(editOf('good')));
	line.send(frame);
	await until(replica, 'failed');
	expect(replica.state).toEqual({ at: 'failed', why: 'corrupt' });
	expect(replica.connected).toBe(false);
	expect(doc.getText('words').toJSON()).toBe('good');
	await vi.waitFor(() => expect(line.socket.readyState).toBe(WebSocket.CLOSED));
	replica.retry();
	(await server.line(1)).greet();
	await until(replica, 'behind');
	expect(uncaught).not.toHaveBeenCalled();
});

test('[SAFE-6] what a later relay may say, and a colleague’s broken presence, are passed over', async () => {
	const doc = new Y.Doc();
	const uncaught = vi.fn();
	process.on('uncaughtException', uncaught);
	ends.push(() => process.off('uncaughtException', uncaught));
	const presence = createPresence(doc);
	const server = await relay({ greets: true });
	const replica = connect(doc, server.url, { awareness: presence.awareness });
	const line = await server.line(0);
	await until(replica, 'safe');
	line.send(new Uint8Array([103, 1, 2, 3]));
	line.send(writeAwarenessFrame(writeAwareness([{ client: 7, clock: 1, state: '{"oops' }])));
	line.send(writeAwarenessFrame(new Uint8Array([3, 1])));
	line.send(writeUpdate(editOf('still listening')));
	await vi.waitFor(() => expect(doc.getText('words').toJSON()).toBe('still listening'));
	expect(replica.state.at).toBe('safe');
	expect(presence.others()).toEqual([]);
	expect(uncaught).not.toHaveBeenCalled();
});

test('[SAFE-7] a refusal is said with its reason and tried again slowly', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url, { refusedRetryMs: 150 });
	(await server.line(0)).socket.close(codeOf('unknown-team'));
	await until(replica, 'refused');
	expect(replica.state).toMatchObject({ at: 'refused', why: 'unknown-team' });
	await pause(80);
	expect(server.lines.length).toBe(1);
	const second = await server.line(1);
	expect(replica.state.at).toBe('refused');
	second.greet();
	await until(replica, 'behind');
});

test.each(['forbidden', 'deleted'] as const)(
	'[SAFE-7] a link that is %s is not tried again until a person asks',
	async (why) => {
		const doc = new Y.Doc();
		const server = await relay();
		const replica = connect(doc, server.url, { refusedRetryMs: 30 });
		(await server.line(0)).socket.close(codeOf(why));
		await until(replica, 'refused');
		await pause(300);
		expect(server.lines.length).toBe(1);
		replica.retry();
		(await server.line(1)).greet();
		await until(replica, 'behind');
	}
);

test('[SAFE-7] a relay that is busy is tried again, and its reason is no refusal', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url);
	(await server.line(0)).socket.close(codeOf('busy'));
	await until(replica, 'failed');
	expect(replica.state).toEqual({ at: 'failed', why: 'unreachable' });
	(await server.line(1)).greet();
	await until(replica, 'behind');
});

test('[SAFE-11] a relay that cannot store is said to be so until it has acknowledged again, and is not pressed', async () => {
	const doc = new Y.Doc();
	const server = await relay();
	const replica = connect(doc, server.url, { cannotStoreRetryMs: 150 });
	const said: string[] = [];
	replica.onChange(() => said.push(replica.state.at));
	const first = await server.line(0);
	first.greet();
	await until(replica, 'behind');
	first.socket.close(codeOf('cannot-store'));
	await until(replica, 'failed');
	expect(replica.state).toEqual({ at: 'failed', why: 'cannot-store' });
	await pause(80);
	expect(server.lines.length).toBe(1);
	said.length = 0;
	const second = await server.line(1);
	second.greet();
	const { payload } = await second.heard('ack');
	expect(replica.connected).toBe(true);
	expect(replica.state.at).toBe('failed');
	second.send(writeAck(payload));
	await until(replica, 'safe');
	expect(said.filter((at) => at !== 'failed')).toEqual(['safe']);
});

test('[SAFE-8] a socket that does not open is given up, and tried again', async () => {
	const doc = new Y.Doc();
	const server = await relay({ accepts: false });
	const replica = connect(doc, server.url, { connectTimeoutMs: 50 });
	expect(replica.state.at).toBe('opening');
	await until(replica, 'failed');
	expect(replica.state).toEqual({ at: 'failed', why: 'unreachable' });
	expect(replica.connected).toBe(false);
	await vi.waitFor(() => expect(server.knocks).toBeGreaterThan(1), { timeout: 3000 });
});

test('[SAFE-2] an edit too long for an update is sent as a whole answer', async () => {
	const doc = new Y.Doc();
	write(doc, 'short');
	const server = await relay({ greets: true });
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	await until(replica, 'safe');
	line.frames.length = 0;
	write(doc, 'x'.repeat(LIMITS.updateBytes.value));
	const { update } = await line.heard('step2');
	const there = new Y.Doc();
	Y.applyUpdate(there, update);
	expect(there.getText('words').length).toBe(LIMITS.updateBytes.value + 'short'.length);
	expect(line.frames.map((frame) => frame.type)).not.toContain('update');
	await until(replica, 'safe');
});

test('[SAFE-9] the token and the record of this moment are presented at each connect', async () => {
	const doc = new Y.Doc();
	let record: string | null = null;
	const server = await relay();
	connect(doc, server.url, { show: () => ({ token: 'token', record, permit: null }) });
	const first = await server.line(0);
	expect(first.protocols).toEqual(['y.v1', 'cap.token']);
	record = 'newer';
	first.socket.terminate();
	expect((await server.line(1)).protocols).toEqual(['y.v1', 'cap.token', 'rec.newer']);
});

test('[PRESENCE-1] after a reconnect this tab is announced under a clock that is news to everybody', async () => {
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	const server = await relay({ greets: true });
	presence.set({ person: 'ana', name: 'Ana', colour: 3, place: 'plan', caret: null });
	connect(doc, server.url, { awareness: presence.awareness });
	const peer = createPresence(new Y.Doc());
	ends.push(() => peer.close());
	const { applyAwarenessUpdate, removeAwarenessStates } = await import('y-protocols/awareness');
	const hear = (entries: Uint8Array) => applyAwarenessUpdate(peer.awareness, entries, 'relay');
	const first = await server.line(0);
	hear((await first.heard('awareness')).entries);
	await pause(30);
	for (const frame of first.frames) if (frame.type === 'awareness') hear(frame.entries);
	expect(peer.others().map((other) => other.name)).toEqual(['Ana']);
	// The relay tells that she left, under the clock after her last one.
	const clock = peer.awareness.meta.get(doc.clientID)!.clock + 1;
	hear(writeAwareness([{ client: doc.clientID, clock, state: 'null' }]));
	removeAwarenessStates(peer.awareness, [doc.clientID], 'relay');
	expect(peer.others()).toEqual([]);
	first.socket.terminate();
	const second = await server.line(1);
	await second.heard('awareness');
	await pause(30);
	for (const frame of second.frames) if (frame.type === 'awareness') hear(frame.entries);
	expect(peer.others().map((other) => other.name)).toEqual(['Ana']);
});

test('[PRESENCE-2] only this tab’s own presence is sent, never what was heard', async () => {
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	presence.set({ person: 'ana', name: 'Ana', colour: 3, place: 'plan', caret: null });
	const server = await relay({ greets: true });
	const replica = connect(doc, server.url, { awareness: presence.awareness });
	const line = await server.line(0);
	await until(replica, 'safe');
	const state = JSON.stringify({ person: 'ben', name: 'Ben' });
	line.send(writeAwarenessFrame(writeAwareness([{ client: 7, clock: 1, state }])));
	line.send(new Uint8Array([3]));
	await vi.waitFor(() => expect(presence.others().length).toBe(1));
	await pause(30);
	const { readAwareness } = await import('#lib/protocol/awareness.ts');
	const clients = line.frames.flatMap((frame) =>
		frame.type === 'awareness' ? readAwareness(frame.entries)!.map((entry) => entry.client) : []
	);
	expect(new Set(clients)).toEqual(new Set([doc.clientID]));
});

test('[TABS-1] an edit that came from another tab goes on to the relay and is acknowledged', async () => {
	const doc = new Y.Doc();
	const server = await relay({ greets: true });
	const replica = connect(doc, server.url);
	const line = await server.line(0);
	await until(replica, 'safe');
	Y.applyUpdate(doc, editOf('from a tab'), 'another tab');
	expect(replica.state.at).toBe('behind');
	const { update } = await line.heard('update');
	const there = new Y.Doc();
	Y.applyUpdate(there, update);
	expect(there.getText('words').toJSON()).toBe('from a tab');
	await until(replica, 'safe');
});
