import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { readAwareness, writeAwareness } from '#lib/protocol/awareness.ts';
import {
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';
import { roomName } from '#lib/protocol/room.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { tempDir } from './dataDir.ts';
import { atEnd, connect, createTeam, RawClient, sleep, synced, until } from './harness.ts';
import { startProcess } from './relayProcess.ts';

// Against a real relay in its own process, whose memory is looked at meanwhile.

const MiB = 2 ** 20;
const team = createTeam(1);
const otherTeam = createTeam(2);
// Ten thousand in the longer suites; each takes a file descriptor on both sides.
const halfOpen = Number(process.env.CAIRN_HALF_OPEN ?? 2000);

async function startWatched(env: { [name: string]: string } = {}) {
	const relay = await startProcess(tempDir(), env);
	const residentBytes = () => {
		const status = readFileSync(`/proc/${relay.pid}/status`, 'utf8');
		return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
	};
	let start = residentBytes();
	let most = start;
	const sampling = setInterval(() => (most = Math.max(most, residentBytes())), 50);
	atEnd(() => clearInterval(sampling));
	return {
		...relay,
		/** From here on growth counts. */
		mark: () => (start = most = residentBytes()),
		grownMiB: () => (most - start) / MiB
	};
}

/** A stock client in a room of another team, which is to notice nothing. */
async function enterWitness(url: string) {
	const [ana, ben] = [1, 2].map(() => connect(url, otherTeam.room, otherTeam.asMember));
	await Promise.all([synced(ana!), synced(ben!)]);
	let dropped = 0;
	for (const { provider } of [ana!, ben!]) provider.on('connection-close', () => dropped++);
	let written = 0;
	return {
		async isHeard(): Promise<boolean> {
			ana!.doc.getText('t').insert(0, 'x');
			written++;
			await until(() => ben!.doc.getText('t').length === written);
			return dropped === 0;
		}
	};
}

/** Sockets that say a part of something and wait. */
function halfOpenSockets(origin: string, count: number): Socket[] {
	const beginnings = ['', 'G', `GET /sync/${team.room} HTTP/1.1\r\nHost: x\r\n`];
	const port = Number(new URL(origin).port);
	return Array.from({ length: count }, (_, i) => {
		const socket = connectTcp({ port, host: '127.0.0.1' });
		socket.on('error', () => {});
		// Or the last words of the server would hold it open here.
		socket.resume();
		socket.write(beginnings[i % beginnings.length]!);
		atEnd(() => socket.destroy());
		return socket;
	});
}

/** Whether the server answers one who comes from an address of this machine. */
function isAnswered(origin: string, localAddress: string): Promise<boolean> {
	return new Promise((resolve) => {
		const asking = request(`${origin}/healthz`, { localAddress, agent: false }, (answer) => {
			answer.resume();
			resolve(answer.statusCode === 200);
		});
		asking.on('error', () => resolve(false));
		asking.end();
	});
}

function bigDocument(bytes: number): Y.Doc {
	const doc = new Y.Doc();
	for (let i = 0; i < bytes / 50_000; i++) doc.getArray('a').push([`${i}`.padEnd(50_000, 'x')]);
	return doc;
}

describe('floods', () => {
	it('[FLOOD-1] readers that ask for a great room again and again and never read cost it once, not each', async () => {
		const relay = await startWatched();
		const witness = await enterWitness(relay.url);
		const doc = bigDocument(3.5 * MiB);
		const writer = await new RawClient(relay.url, team.room, team.asMember).opened();
		await writer.received('step1');
		writer.send(writeStep2(Y.encodeStateAsUpdate(doc)));
		writer.send(writeAck(Uint8Array.of(1)));
		await writer.received('ack');
		relay.mark();
		const readers = await Promise.all(
			Array.from({ length: 80 }, () => new RawClient(relay.url, team.room, team.asReader).opened())
		);
		for (const { socket } of readers) socket.pause();
		for (let asked = 0; asked < 6; asked++) {
			for (const reader of readers) reader.send(writeStep1(Uint8Array.of(0)));
			await sleep(50);
		}
		expect(await witness.isHeard()).toBe(true);
		await sleep(500);
		expect(await witness.isHeard()).toBe(true);
		console.log(`80 readers of 3.5 MiB: ${relay.grownMiB().toFixed(0)} MiB more`);
		// One answer for each would be 280, all that they asked for 1,680.
		expect(relay.grownMiB()).toBeLessThan(60);
		const [first] = readers;
		first!.socket.resume();
		await first!.received('step2');
		const heard = new Y.Doc();
		for (const frame of first!.frames) {
			if (frame.type === 'update' || frame.type === 'step2') Y.applyUpdate(heard, frame.update);
		}
		expect(heard.getArray('a').length).toBe(doc.getArray('a').length);
	}, 60_000);

	it('[FLOOD-2] a storm of presence is gathered: everybody hears the latest of all, in few frames', async () => {
		const relay = await startWatched({ CAIRN_MESSAGE_RATE: '100000' });
		const witness = await enterWitness(relay.url);
		const members = await Promise.all(
			Array.from({ length: 30 }, () =>
				new RawClient(relay.url, team.room, team.asMember).shakeHands()
			)
		);
		relay.mark();
		const clocks = 100;
		const state = JSON.stringify({ name: 'x'.repeat(500) });
		for (let clock = 1; clock <= clocks; clock++) {
			members.forEach((member, client) =>
				member.send(writeAwarenessFrame(writeAwareness([{ client, clock, state }])))
			);
			if (clock % 10 === 0) await sleep(1);
		}
		const latest = (member: RawClient) => {
			const seen = new Map<number, number>();
			for (const frame of member.all('awareness')) {
				for (const { client, clock } of readAwareness(frame.entries)!) seen.set(client, clock);
			}
			return seen;
		};
		const isTold = (member: RawClient, self: number) => {
			const seen = latest(member);
			return members.every((_, client) => client === self || seen.get(client) === clocks);
		};
		await until(() => members.every(isTold), 20_000);
		expect(await witness.isHeard()).toBe(true);
		const frames = members.map((member) => member.all('awareness').length);
		// One by one it would be 2,900 for each.
		expect(Math.max(...frames)).toBeLessThan(clocks * 10);
		expect(relay.grownMiB()).toBeLessThan(100);
	}, 60_000);

	it(`[FLOOD-3] ${halfOpen} connections that say nothing, or half of something, keep nobody out`, async () => {
		const relay = await startWatched({
			CAIRN_HEADERS_MS: '5000',
			CAIRN_FIRST_MESSAGE_MS: '5000',
			// As if each came from an address of its own.
			CAIRN_MAX_ADDRESS_SOCKETS: '20000'
		});
		const witness = await enterWitness(relay.url);
		const port = Number(new URL(relay.url).port);
		const upgrade =
			`GET /sync/${team.room} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
			'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n' +
			`Sec-WebSocket-Protocol: ${team.asMember.join(', ')}\r\n\r\n`;
		const openings = ['', upgrade.slice(0, 60), upgrade];
		const sockets: Socket[] = [];
		atEnd(() => sockets.forEach((socket) => socket.destroy()));
		for (let i = 0; i < halfOpen; i++) {
			const socket = connectTcp({ port, host: '127.0.0.1' });
			socket.on('error', () => {});
			socket.resume();
			socket.write(openings[i % openings.length]!);
			sockets.push(socket);
			if (i % 100 === 99) await until(() => sockets.every(({ connecting }) => !connecting));
		}
		expect(await witness.isHeard()).toBe(true);
		// Some are turned away at once, the others after a while; then there is room for their neighbours.
		await until(() => sockets.every(({ destroyed }) => destroyed), 60_000);
		const member = await new RawClient(relay.url, team.teamRoom, team.asMember).shakeHands();
		expect(member.closeCode).toBeNull();
		console.log(`${halfOpen} half-open connections: ${relay.grownMiB().toFixed(0)} MiB more`);
		expect(relay.grownMiB()).toBeLessThan(64 + halfOpen / 50);
	}, 90_000);

	it('[FLOOD-4] many connections that flood at once are sent away, each by its own bound', async () => {
		const relay = await startWatched();
		const witness = await enterWitness(relay.url);
		const update = writeUpdate(Y.encodeStateAsUpdate(bigDocument(50_000)));
		const rooms = Array.from({ length: 10 }, (_, i) => roomName(team.teamId, 'cycle', `f${i}`));
		const flooders = await Promise.all(
			Array.from({ length: 50 }, (_, i) =>
				new RawClient(relay.url, rooms[i % rooms.length]!, team.asMember).opened()
			)
		);
		relay.mark();
		const messages = [update, Uint8Array.of(3), Uint8Array.of(99, 1), writeStep1(Uint8Array.of(0))];
		for (let round = 0; flooders.some(({ closeCode }) => closeCode === null); round++) {
			for (const { socket } of flooders) {
				if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > MiB) continue;
				for (let i = 0; i < 40; i++) socket.send(messages[(round + i) % messages.length]!);
			}
			await sleep(5);
		}
		expect(new Set(flooders.map(({ closeCode }) => closeCode))).toEqual(new Set([4508]));
		expect(await witness.isHeard()).toBe(true);
		console.log(`50 flooders: ${relay.grownMiB().toFixed(0)} MiB more`);
		expect(relay.grownMiB()).toBeLessThan(150);
	}, 90_000);
});

describe.skipIf(process.platform !== 'linux')('connections that never become any', () => {
	const closedOf = (sockets: Socket[]) => sockets.filter(({ closed }) => closed).length;

	it('[LIMIT-15] of one address are bounded and end by themselves, and others come in meanwhile', async () => {
		const { origin } = await startProcess(tempDir(), {
			CAIRN_HEADERS_MS: '4000',
			CAIRN_MAX_ADDRESS_SOCKETS: '20'
		});
		const sockets = halfOpenSockets(origin, 50);
		await until(() => closedOf(sockets) >= 30);
		expect(closedOf(sockets)).toBe(30);
		expect(await isAnswered(origin, '127.0.0.1')).toBe(false);
		expect(await isAnswered(origin, '127.0.0.2')).toBe(true);
		await until(() => closedOf(sockets) === 50, 20_000);
		// The server counts an end after its client has seen it.
		await expect.poll(() => isAnswered(origin, '127.0.0.1'), { timeout: 5000 }).toBe(true);
	}, 40_000);

	it('[LIMIT-15] the server as a whole holds so many sockets and no more', async () => {
		const { origin } = await startProcess(tempDir(), { CAIRN_MAX_SOCKETS: '20' });
		const sockets = halfOpenSockets(origin, 40);
		await until(() => closedOf(sockets) >= 20);
		expect(await isAnswered(origin, '127.0.0.2')).toBe(false);
		sockets.forEach((socket) => socket.destroy());
		await expect.poll(() => isAnswered(origin, '127.0.0.2')).toBe(true);
	});
});
