import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { type Frame, readFrame, writeAck, writeStep1, writeStep2 } from '#lib/protocol/frames.ts';

/** One connection as the relay sees it. The test says what the relay does. */
interface Line {
	socket: ServerSocket;
	protocols: string[];
	frames: Frame[];
	send(frame: Uint8Array | string): void;
	/** The first frame of this type, when it has arrived. */
	heard<T extends Frame['type']>(type: T): Promise<Extract<Frame, { type: T }>>;
	/** Sends its question and its answer, as a relay does that has nothing yet. */
	greet(): void;
}

/** A relay that does only what its test says, on a real socket. `greets`: it shakes hands and echoes by itself. */
export async function startRelay({ greets = false, accepts = true } = {}) {
	const http = createServer();
	const server = new WebSocketServer({ noServer: true });
	const lines: Line[] = [];
	let knocks = 0;
	http.on('upgrade', (request, socket, head) => {
		knocks++;
		if (accepts) server.handleUpgrade(request, socket, head, (ws) => listen(ws, request.headers));
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

	function listen(socket: ServerSocket, headers: { 'sec-websocket-protocol'?: string }): void {
		const line: Line = {
			socket,
			protocols: (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim()),
			frames: [],
			send: (frame) => socket.send(frame),
			heard: (type) =>
				vi.waitFor(
					() => {
						const found = line.frames.find((frame) => frame.type === type);
						if (!found) throw new Error(`no ${type} was heard`);
						return found as never;
					},
					{ timeout: 2000, interval: 5 }
				),
			greet() {
				line.send(writeStep1(Y.encodeStateVector(new Y.Doc())));
				line.send(writeStep2(Y.encodeStateAsUpdate(new Y.Doc())));
			}
		};
		socket.on('message', (data: Buffer) => {
			const frame = readFrame(new Uint8Array(data));
			if (!frame) return;
			line.frames.push(frame);
			if (greets && frame.type === 'ack') line.send(writeAck(frame.payload));
		});
		lines.push(line);
		if (greets) line.greet();
	}

	return {
		url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`,
		lines,
		/** How many sockets asked to be opened. */
		get knocks() {
			return knocks;
		},
		/** The n-th connection, when it is there. */
		line: (index: number) =>
			vi.waitFor(
				() => {
					const line = lines[index];
					if (!line) throw new Error(`there is no connection ${index}`);
					return line;
				},
				{ timeout: 3000, interval: 5 }
			),
		close() {
			for (const { socket } of lines) socket.terminate();
			http.closeAllConnections();
			http.close();
		}
	};
}
