import { connect, type Socket } from 'node:net';
import * as Y from 'yjs';
import { Cursor } from '../../../src/lib/protocol/cursor.ts';
import type { Contestant } from './servers.ts';

// A WebSocket client as light as one can be: the bytes of its frames are made beforehand, what arrives
// is cut into frames in one shared buffer and looked at no further than counting needs. So the load
// does not take the processor from what is measured.

const BINARY = 0x82;
const PONG = 0x8a;
const readBuffer = Buffer.alloc(1024 * 1024);

/** Bytes of an update that arrived, valid until the handler returns. */
type OnUpdate = (update: Uint8Array) => void;

/** A message as a client's frame. The mask is all zeros, which leaves the bytes as they are. */
function frameOf(message: Uint8Array, first = BINARY): Buffer {
	const { length } = message;
	const header = length < 126 ? 2 : length < 65536 ? 4 : 10;
	const frame = Buffer.alloc(header + 4 + length);
	frame[0] = first;
	if (length < 126) {
		frame[1] = 0x80 | length;
	} else if (length < 65536) {
		frame[1] = 0x80 | 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 0x80 | 127;
		frame.writeUInt32BE(length, 6);
	}
	frame.set(message, header + 4);
	return frame;
}

function varUint(value: number): number[] {
	const bytes: number[] = [];
	for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
	return [...bytes, value];
}

/** One connection to one room. */
export class Client {
	/** Bytes of updates received so far, those of the first answer included. */
	updateBytes = 0;
	closeCode: number | null = null;
	/** When the server answered what it holds, by performance.now(). */
	answeredAt: number | null = null;
	onUpdate: OnUpdate = () => {};
	readonly #socket: Socket;
	readonly #dialect: Contestant['dialect'];
	/** Hocuspocus names the document in front of every message. */
	readonly #prefix: Uint8Array;
	readonly #resolveOpen: () => void;
	readonly opened: Promise<void>;
	#rest: Buffer | null = null;
	#isUpgraded = false;

	constructor(port: number, { dialect, roomOf }: Contestant, room: number) {
		const { path, protocols } = roomOf(room);
		const name = Buffer.from(path.slice(1));
		this.#dialect = dialect;
		this.#prefix =
			dialect === 'hocuspocus' ? Uint8Array.of(...varUint(name.length), ...name) : new Uint8Array();
		const { promise, resolve } = Promise.withResolvers<void>();
		this.opened = promise;
		this.#resolveOpen = resolve;
		this.#socket = connect({
			port,
			host: '127.0.0.1',
			noDelay: true,
			onread: {
				buffer: readBuffer,
				callback: (length, buffer) => {
					this.#read((buffer as Buffer).subarray(0, length));
					return true;
				}
			}
		});
		this.#socket.on('error', () => {});
		this.#socket.on('close', () => (this.closeCode ??= 1006));
		this.#socket.write(
			`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
				`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n` +
				(protocols.length > 0 ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : '') +
				'\r\n'
		);
	}

	/** An update as the bytes to be written, made beforehand. */
	frameOfUpdate(update: Uint8Array): Buffer {
		return frameOf(Uint8Array.of(...this.#prefix, 0, 2, ...varUint(update.length), ...update));
	}

	write(frame: Buffer): void {
		this.#socket.write(frame);
	}

	/** Gone without a goodbye. */
	end(): void {
		this.#socket.destroy();
	}

	#send(...message: number[]): void {
		this.#socket.write(frameOf(Uint8Array.of(...this.#prefix, ...message)));
	}

	#greet(): void {
		if (this.#dialect === 'echo') return this.#answered();
		if (this.#dialect === 'hocuspocus') this.#send(2, 0, 1, 120);
		this.#send(0, 0, 1, 0);
	}

	#answered(): void {
		this.answeredAt ??= performance.now();
		this.#resolveOpen();
	}

	#read(chunk: Buffer): void {
		let bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
		if (!this.#isUpgraded) {
			const end = bytes.indexOf('\r\n\r\n');
			if (end < 0) return this.#keep(bytes);
			if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return this.end();
			this.#isUpgraded = true;
			this.#greet();
			bytes = bytes.subarray(end + 4);
		}
		let at = 0;
		for (;;) {
			if (bytes.length - at < 2) break;
			let length = bytes[at + 1]! & 0x7f;
			let header = 2;
			if (length === 126) {
				if (bytes.length - at < 4) break;
				length = bytes.readUInt16BE(at + 2);
				header = 4;
			} else if (length === 127) {
				if (bytes.length - at < 10) break;
				length = bytes.readUInt32BE(at + 6);
				header = 10;
			}
			if (bytes.length - at < header + length) break;
			const body = bytes.subarray(at + header, at + header + length);
			at += header + length;
			this.#take(bytes[at - length - header]! & 0xf, body);
		}
		this.#keep(bytes.subarray(at));
	}

	#keep(rest: Buffer): void {
		this.#rest = rest.length > 0 ? Buffer.from(rest) : null;
	}

	#take(opcode: number, body: Buffer): void {
		if (opcode === 9) this.#socket.write(frameOf(body, PONG));
		if (opcode === 8) this.closeCode = body.length >= 2 ? body.readUInt16BE(0) : 1005;
		if (opcode !== 2) return;
		const cursor = new Cursor(body);
		cursor.at = this.#prefix.length;
		const type = cursor.varUint();
		if (type !== 0 && type !== 4) return;
		const kind = cursor.varUint();
		// Whatever is asked: there is nothing to add.
		if (kind === 0) return this.#send(0, 1, 2, 0, 0);
		const update = cursor.varBytes();
		this.updateBytes += update.length;
		this.onUpdate(update);
		if (kind === 1) this.#answered();
	}
}

/** Counts edits of one clock each in the updates of a room; equal frames in a row are read once. */
export class EditReader {
	#last: Buffer | null = null;
	#edits: [client: number, from: number, to: number][] = [];

	/** Client and clocks `from` … `to - 1` of what an update brings. */
	read(update: Uint8Array): readonly (readonly [client: number, from: number, to: number])[] {
		if (this.#last?.equals(update)) return this.#edits;
		this.#last = Buffer.from(update);
		const { from, to } = Y.parseUpdateMeta(update);
		this.#edits = [...to].map(([client, end]) => [client, from.get(client) ?? 0, end]);
		return this.#edits;
	}
}
