import { readFrame, writeAck, writeStep1, writeStep2, writeUpdate } from '#lib/protocol/frames.ts';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { atEnd, until } from './harness.ts';

const AHEAD = 4;

/**
 * A person with a document who writes word after word, some ahead of what is acknowledged, and never
 * waits for anything: so the relay can be killed at any moment, in the middle of the greeting too.
 */
export class Writer {
	readonly doc = new Y.Doc();
	/** The words of which the relay said that they are on its disk. */
	readonly acknowledged = new Set<string>();
	/** Why the last connection ended; null while it lasts. */
	closeCode: number | null = null;
	isGreeted = false;
	readonly #name: string;
	#socket: WebSocket | null = null;
	#written = 0;

	constructor(name: string) {
		this.#name = name;
		this.doc.on('update', (update: Uint8Array, origin) => {
			if (origin !== this) this.#send(writeUpdate(update));
		});
	}

	/** Enters a room; writes from then on unless it only came to read. */
	connect(url: string, room: string, protocols: string[], mayWrite = true): void {
		const socket = new WebSocket(`${url}/${room}`, protocols);
		this.closeCode = null;
		this.isGreeted = false;
		this.#socket = socket;
		socket.on('open', () => this.#send(writeStep1(Y.encodeStateVector(this.doc))));
		socket.on('message', (data: Buffer) => this.#hear(new Uint8Array(data), mayWrite));
		socket.on('error', () => {});
		socket.on('close', (code) => (this.closeCode = code));
		atEnd(() => socket.terminate());
	}

	leave(): void {
		this.#socket?.terminate();
	}

	#hear(bytes: Uint8Array, mayWrite: boolean): void {
		const frame = readFrame(bytes);
		switch (frame?.type) {
			case 'step1':
				this.#send(writeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
				for (let i = 0; mayWrite && i < AHEAD; i++) this.#write();
				return;
			case 'step2':
				this.isGreeted = true;
				return Y.applyUpdate(this.doc, frame.update, this);
			case 'update':
				return Y.applyUpdate(this.doc, frame.update, this);
			case 'ack':
				this.acknowledged.add(this.#word(Buffer.from(frame.payload).readUInt32LE()));
				return this.#write();
			case undefined:
				throw new Error('the relay sent a frame that is none');
		}
	}

	#write(): void {
		if (this.#socket?.readyState !== WebSocket.OPEN) return;
		const i = this.#written++;
		const text = this.doc.getText('text');
		this.doc.transact(() => {
			this.doc.getMap('words').set(this.#word(i), i);
			text.insert((i * 7919) % (text.length + 1), 'word');
			if (i % 3 === 0) text.delete(0, Math.min(text.length, 5));
		});
		this.#send(writeAck(new Uint8Array(Uint32Array.of(i).buffer)));
	}

	#word(i: number): string {
		return `${this.#name}-${i}`;
	}

	#send(message: Uint8Array): void {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(message);
	}
}

/** A room as somebody reads it who was never there before. */
export async function readRoom(url: string, room: string, protocols: string[]): Promise<Y.Doc> {
	const reader = new Writer('reader');
	reader.connect(url, room, protocols, false);
	await until(() => reader.isGreeted, 20_000);
	reader.leave();
	return reader.doc;
}

/** What a document holds, to be compared. */
export function contentOf(doc: Y.Doc): unknown {
	return {
		words: doc.getMap('words').toJSON(),
		text: doc.getText('text').toJSON(),
		vector: Y.decodeStateVector(Y.encodeStateVector(doc))
	};
}
