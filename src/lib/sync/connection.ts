import type { WebsocketProvider } from 'y-websocket';
import { generationIn, readCloseCode } from '#lib/protocol/codes.ts';
import { isOnline, watchNetwork } from './network.ts';
import type { Status } from './replica.ts';

/*
 * When to have a socket, and what to say while there is none. y-websocket opens sockets, backs off
 * and watches for silence; it does not hear the browser go offline, waits for ever for a socket that
 * does not open, and gives up for good at a code of 4400–4499.
 */

export interface Connection {
	/** Connects now, also after a refusal. */
	retry(): void;
	/** Ends the socket there is, and connects. */
	renew(): void;
	/** The other side makes no sense: closes, and comes back after a pause. */
	giveUpForNow(): void;
	/** Sends if a socket is open; otherwise the next handshake will. */
	send(frame: Uint8Array): void;
	close(): void;
}

export interface ConnectionOptions {
	connectTimeoutMs: number;
	refusedRetryMs: number;
	cannotStoreRetryMs: number;
}

export interface ConnectionEvents {
	connecting(socket: WebSocket): void;
	connected(): void;
	/** Called before the state changes. True if the relay had spoken on that socket. */
	closed(): boolean;
}

export function openConnection(
	provider: WebsocketProvider,
	status: Status,
	options: ConnectionOptions,
	on: ConnectionEvents
): Connection {
	let isFinal = false;
	let closed = false;
	let connectTimer: ReturnType<typeof setTimeout> | undefined;
	let retryTimer: ReturnType<typeof setTimeout> | undefined;
	const page = new AbortController();

	function connect(): void {
		clearTimeout(retryTimer);
		if (closed) return;
		if (!isOnline()) return status.set({ at: 'off' });
		if (status.state.at === 'off') status.set({ at: 'opening' });
		try {
			provider.connect();
		} catch {
			// The browser forbids the address, for example ws: from a page over https.
			status.set({ at: 'failed', why: 'unreachable' });
		}
	}

	function connectIn(ms: number): void {
		clearTimeout(retryTimer);
		retryTimer = setTimeout(connect, ms);
	}

	function onClosed(event: CloseEvent | null): void {
		clearTimeout(connectTimer);
		const hadSpoken = on.closed();
		const code = readCloseCode(event?.code ?? 1006);
		if (closed || !isOnline()) status.set({ at: 'off' });
		else if (code.why === 'cannot-store') {
			// Sooner would only press a relay that has trouble already.
			provider.shouldConnect = false;
			status.set({ at: 'failed', why: code.why });
			connectIn(options.cannotStoreRetryMs);
		} else if (!code.final) {
			status.set(hadSpoken ? { at: 'opening' } : { at: 'failed', why: 'unreachable' });
		} else {
			const generation = generationIn(event?.reason ?? '');
			status.set({ at: 'refused', why: code.why, generation });
			// A revoked link and a deleted team stay so; the others end when somebody acts elsewhere.
			isFinal = code.why === 'forbidden' || code.why === 'deleted';
			if (!isFinal) connectIn(options.refusedRetryMs);
		}
		if (hadSpoken) status.notify();
	}

	provider.on('status', ({ status: now }) => {
		if (now === 'connecting' && provider.ws) {
			connectTimer = setTimeout(() => {
				provider.disconnect();
				// The back-off that began with this goes on.
				provider.shouldConnect = true;
			}, options.connectTimeoutMs);
			on.connecting(provider.ws);
		} else if (now === 'connected') {
			clearTimeout(connectTimer);
			on.connected();
		}
	});
	provider.on('connection-close', onClosed);
	watchNetwork(
		{
			offline() {
				clearTimeout(retryTimer);
				provider.disconnect();
				status.set({ at: 'off' });
			},
			// A link that was taken away is not tried again by looking at the page.
			wake: () => isFinal || connect()
		},
		page.signal
	);
	connect();

	return {
		retry() {
			isFinal = false;
			connect();
		},
		renew() {
			isFinal = false;
			provider.disconnect();
			connect();
		},
		giveUpForNow() {
			provider.disconnect();
			status.set({ at: 'failed', why: 'corrupt' });
			connectIn(provider.maxBackoffTime);
		},
		send(frame) {
			const socket = provider.ws;
			if (!provider.wsconnected || socket?.readyState !== 1) return;
			socket.send(frame as Uint8Array<ArrayBuffer>);
		},
		close() {
			closed = true;
			page.abort();
			clearTimeout(retryTimer);
			provider.destroy();
			status.set({ at: 'off' });
		}
	};
}
