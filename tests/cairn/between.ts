import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { readFrame, type Frame } from '#lib/protocol/frames.ts';
import type { RelayAddress } from '../team/people.ts';

/** What becomes of a frame on its way to the relay. */
export type Way = 'pass' | 'drop' | { close: number } | Promise<void>;

/**
 * Stands between a client and a real relay, and passes on what both say; `way` is asked of each frame to the relay.
 * After a promise what was said meanwhile follows in its order. `asked` is given the answer to each request other than
 * for a socket, none of which is passed on. Gives the address to name as the relay's.
 */
export async function standBetween(
	relay: RelayAddress,
	way: (room: string, frame: Frame | null) => Way,
	asked: (answer: ServerResponse) => void = (answer) => answer.writeHead(404).end()
): Promise<string> {
	const http = createServer((_, answer) => asked(answer));
	const server = new WebSocketServer({ server: http });
	server.on('connection', (client, request) => {
		const room = request.url?.split('/').at(-1) ?? '';
		const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
		const upstream = new WebSocket(`${relay.url}/${room}`, offered);
		const isOpen = new Promise<void>((resolve) => upstream.on('open', resolve));
		let before = isOpen;
		client.on('message', (data: Buffer) => {
			const found = way(room, readFrame(new Uint8Array(data)));
			if (found === 'drop') return;
			if (typeof found === 'object' && 'close' in found) return void client.close(found.close);
			before = before
				.then(() => (found === 'pass' ? undefined : found))
				.then(() => {
					upstream.send(data);
				});
		});
		upstream.on('message', (data: Buffer) => {
			client.send(data);
		});
		upstream.on('close', (code) => {
			if (code >= 3000) client.close(code);
			else client.terminate();
		});
		upstream.on('error', () => {
			client.terminate();
		});
		client.on('close', () => {
			upstream.terminate();
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		for (const client of server.clients) client.terminate();
		http.closeAllConnections();
		http.close();
	});
	return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}
