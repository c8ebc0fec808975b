import type { BrowserContext, Page } from '@playwright/test';
import { readFrame, type Frame } from '#lib/protocol/frames.ts';

/** Whatever comes and goes between one browser and the network, from the moment on at which the ear was lent. */
export interface Ear {
	/** Every frame and request that left, as text. */
	sent: () => string;
	/** Every frame that came. */
	received: () => string;
	/** What was said in the rooms of this kind, such as `workshop`, in both directions. */
	frames: (room: string) => { isSent: boolean; frame: Frame }[];
}

/** Listens to a browser before it has opened anything. */
export function lendEar(page: Page): Ear {
	const context: BrowserContext = page.context();
	let sent = '';
	let received = '';
	const frames: { room: string; isSent: boolean; bytes: Buffer }[] = [];
	page.on('websocket', (socket) => {
		const room = new URL(socket.url()).pathname;
		const note = (isSent: boolean, payload: string | Buffer): void => {
			const bytes = Buffer.from(payload as Buffer);
			if (isSent) sent += bytes.toString('latin1');
			else received += bytes.toString('latin1');
			frames.push({ room, isSent, bytes });
		};
		socket.on('framesent', ({ payload }) => note(true, payload));
		socket.on('framereceived', ({ payload }) => note(false, payload));
	});
	// The worker's own requests, too.
	context.on('request', (request) => (sent += `${request.url()} ${request.postData() ?? ''}`));
	return {
		sent: () => sent,
		received: () => received,
		frames: (room) =>
			frames.flatMap(({ room: of, isSent, bytes }) => {
				const frame = of.includes(room) ? readFrame(bytes) : null;
				return frame ? [{ isSent, frame }] : [];
			})
	};
}

/** Every row of every database of a page, and what else it keeps, as text. */
export function storedIn(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('refused'));
			});
		let text = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
		for (const { name } of await indexedDB.databases()) {
			const db = await asked(indexedDB.open(name ?? ''));
			for (const store of db.objectStoreNames) {
				const rows = await asked(db.transaction(store).objectStore(store).getAll());
				text += JSON.stringify(rows, (_, value: unknown) =>
					value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value
				);
			}
			db.close();
		}
		return text;
	});
}
