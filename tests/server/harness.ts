import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFrame, writeStep1, writeStep2, type Frame } from '#lib/protocol/frames.ts';
import { readLimits, type Limits } from '#lib/protocol/limits.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import { roomName } from '#lib/protocol/room.ts';
import { afterEach, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { CreationRule } from '../../server/creation.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { createRelay, type Relay } from '../../server/relay.ts';
import type { Store } from '../../server/store.ts';

// Real sockets and processes on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs when the test ends, whatever its outcome. */
export function atEnd(cleanup: () => unknown): void {
	cleanups.push(cleanup);
}

export interface RunningRelay extends Relay {
	url: string;
	lines: string[];
}

/** A relay on a free port of this machine, without the rest of the server. */
export async function startRelay(
	options: {
		store?: Store;
		limits?: Partial<Limits>;
		now?: () => number;
		isProxied?: boolean;
		creation?: CreationRule;
		origins?: string[];
	} = {}
): Promise<RunningRelay> {
	const lines: string[] = [];
	const limits = { ...readLimits({}), ...options.limits };
	const relay = createRelay(
		{
			limits,
			isProxied: options.isProxied,
			creation: options.creation,
			origins: options.origins
		},
		{
			store: options.store ?? createMemoryStore(),
			now: options.now,
			log: (event, fields) => lines.push(JSON.stringify({ event, ...fields }))
		}
	);
	const server = createServer();
	server.on('upgrade', (req, socket, head) => relay.handleUpgrade(req, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	let closing: Promise<void> | undefined;
	const close = () => (closing ??= relay.close().then(() => void server.close()));
	atEnd(close);
	const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`;
	return { ...relay, close, url, lines };
}

/** A team's secrets and its rooms. */
export function createTeam(fill: number, generation = 1) {
	const seed = new Uint8Array(32).fill(fill);
	const teamId = teamIdOf(publicKeyOf(seed));
	const { record, tokens } = createGeneration(seed, generation);
	return {
		seed,
		teamId,
		record,
		tokens,
		room: roomName(teamId, 'cycle', 'q1'),
		teamRoom: roomName(teamId, 'team'),
		workshopRoom: roomName(teamId, 'workshop', 'w1'),
		asMember: ['y.v1', `cap.${tokens.edit}`, `rec.${record}`],
		asReader: ['y.v1', `cap.${tokens.view}`]
	};
}

export type Team = ReturnType<typeof createTeam>;

/** A stock y-websocket client. */
export function connect(url: string, room: string, protocols: string[], doc = new Y.Doc()) {
	const provider = new WebsocketProvider(url, room, doc, {
		protocols,
		WebSocketPolyfill: WebSocket as never,
		disableBc: true,
		maxBackoffTime: 100
	});
	atEnd(() => provider.destroy());
	return { doc, provider, closed: new Promise<number>((r) => onClosed(provider, r)) };
}

function onClosed(provider: WebsocketProvider, resolve: (code: number) => void): void {
	provider.on('connection-close', (event) => {
		if (event) resolve(event.code);
	});
}

/** Resolves once a client has what the relay has. */
export async function synced({ provider }: { provider: WebsocketProvider }): Promise<void> {
	await until(() => provider.synced);
}

/** Resolves when something becomes true; fails after some seconds. */
export async function until(isTrue: () => boolean, timeoutMs = 10_000): Promise<void> {
	for (const end = Date.now() + timeoutMs; !isTrue();) {
		if (Date.now() > end) throw new Error(`never true: ${isTrue.toString()}`);
		await sleep(5);
	}
}

export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A client that speaks frame by frame and does nothing by itself. */
export class RawClient {
	readonly frames: Frame[] = [];
	readonly socket: WebSocket;
	closeCode: number | null = null;
	closeReason = '';

	constructor(
		url: string,
		room: string,
		protocols: string[],
		headers?: { [name: string]: string }
	) {
		this.socket = new WebSocket(`${url}/${room}`, protocols, { headers });
		this.socket.on('message', (data: Buffer) => {
			const frame = readFrame(new Uint8Array(data));
			if (frame) this.frames.push(frame);
		});
		this.socket.on('close', (code, reason) => {
			this.closeCode = code;
			this.closeReason = reason.toString();
		});
		this.socket.on('error', () => {});
		atEnd(() => this.socket.terminate());
	}

	async opened(): Promise<this> {
		await until(() => this.socket.readyState !== WebSocket.CONNECTING);
		return this;
	}

	/** Opens, asks for everything, and answers the relay's question with what the document holds. */
	async shakeHands(doc = new Y.Doc()): Promise<this> {
		await this.opened();
		this.send(writeStep1(Y.encodeStateVector(doc)));
		await this.received('step1');
		this.answer(doc);
		await this.received('step2');
		return this;
	}

	/** Answers the relay's last question. */
	answer(doc: Y.Doc): void {
		const asked = this.all('step1').at(-1)!;
		this.send(writeStep2(Y.encodeStateAsUpdate(doc, asked.stateVector)));
	}

	send(frame: Uint8Array | string): void {
		this.socket.send(frame);
	}

	all<T extends Frame['type']>(type: T): Extract<Frame, { type: T }>[] {
		return this.frames.filter((frame) => frame.type === type) as never;
	}

	async received(type: Frame['type'], count = 1): Promise<void> {
		await until(() => this.all(type).length >= count);
	}

	async closed(): Promise<number> {
		await until(() => this.closeCode !== null);
		return this.closeCode!;
	}
}

/** The updates a document writes from now on, as they would go over the wire. */
export function recordUpdates(doc: Y.Doc): Uint8Array[] {
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	return updates;
}
