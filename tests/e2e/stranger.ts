import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { writeStep1 } from '#lib/protocol/frames.ts';

/** How a relay answered somebody who came without the app. */
export interface Answer {
	/** The close code. */
	code: number;
	/** How many frames were sent before it. */
	frames: number;
}

/**
 * Knocks at a room with a bare socket and asks for everything in it. `url` is the app's address;
 * `show` is what is offered beside the protocol, such as `cap.…`. Fails if it is let in for good.
 */
export function knock(url: string, room: string, show: string[]): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const address = `${url.replace(/^http/, 'ws')}/sync/${room}`;
		const socket = new WebSocket(address, ['y.v1', ...show]);
		let frames = 0;
		const letIn = setTimeout(() => {
			reject(new Error(`${room} let a stranger in and sent ${frames} frames`));
			socket.terminate();
		}, 10_000);
		socket.on('open', () => socket.send(writeStep1(Uint8Array.of(0))));
		socket.on('message', () => frames++);
		socket.on('error', reject);
		socket.on('close', (code) => {
			clearTimeout(letIn);
			resolve({ code, frames });
		});
	});
}

/** Overhears what a page's sockets show at the door from now on: one list per handshake. */
export async function overhear(page: Page): Promise<string[][]> {
	const shown: string[][] = [];
	const session = await page.context().newCDPSession(page);
	session.on('Network.webSocketWillSendHandshakeRequest', ({ request }) => {
		shown.push((request.headers['Sec-WebSocket-Protocol'] ?? '').split(/, */));
	});
	await session.send('Network.enable');
	return shown;
}
