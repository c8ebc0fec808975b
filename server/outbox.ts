import { writeUpdate } from '#lib/protocol/frames.ts';
import type { WebSocket } from 'ws';
import { mergeAll } from './compaction.ts';

/** What an outbox needs to know of its surroundings. */
export interface OutboxOptions {
	/** Unsent bytes from which on a reader counts as slow. */
	slowBytes: number;
	/** Unsent bytes that nobody may exceed, whatever they asked for. */
	maxBytes: number;
	/** How long a reader may stay slow, in ms. */
	slowMs: number;
	/** The whole room as one update, for a reader who missed too much to be told piece by piece. */
	readAll(): Promise<Uint8Array>;
	/** Called when a reader stayed slow for too long. */
	onStuck(): void;
}

/**
 * Sends to one reader without ever piling up more than it reads: from `slowBytes` unsent bytes on,
 * updates are remembered instead (they are shared with the room, not copied) and sent merged once
 * the reader has caught up; presence is left out meanwhile.
 */
export class Outbox {
	readonly #socket: WebSocket;
	readonly #options: OutboxOptions;
	#missed: Uint8Array[] | null = [];
	#missedBytes = 0;
	#slowTimer: NodeJS.Timeout | undefined;
	#isCatchingUp = false;

	constructor(socket: WebSocket, options: OutboxOptions) {
		this.#socket = socket;
		this.#options = options;
	}

	/** Sends a frame whatever the state of the reader: answers, acknowledgements. */
	send(frame: Uint8Array): void {
		if (this.#socket.readyState !== this.#socket.OPEN) return;
		if (this.#socket.bufferedAmount > this.#options.maxBytes) return this.#options.onStuck();
		this.#socket.send(frame, this.#onSent);
	}

	/** Sends presence, unless the reader is slow: the next renewal comes anyway. */
	sendPresence(frame: Uint8Array): void {
		if (!this.#isSlow()) this.send(frame);
	}

	/** Sends an update, or remembers it; `frame` is the update as a frame, made once for all readers. */
	sendUpdate(update: Uint8Array, frame: Uint8Array): void {
		if (!this.#isSlow()) return this.send(frame);
		this.#missedBytes += update.length;
		if (this.#missedBytes > this.#options.slowBytes) this.#missed = null;
		else this.#missed?.push(update);
	}

	/** Forgets everything; the connection is closed. */
	stop(): void {
		clearTimeout(this.#slowTimer);
		this.#missed = [];
	}

	#isSlow(): boolean {
		if (this.#slowTimer) return true;
		if (this.#socket.bufferedAmount < this.#options.slowBytes) return false;
		this.#slowTimer = setTimeout(() => this.#options.onStuck(), this.#options.slowMs);
		return true;
	}

	readonly #onSent = (): void => {
		const isDrained = this.#socket.bufferedAmount < this.#options.slowBytes / 4;
		if (this.#slowTimer && isDrained && !this.#isCatchingUp) void this.#catchUp();
	};

	async #catchUp(): Promise<void> {
		this.#isCatchingUp = true;
		const missed = this.#missed;
		this.#missed = [];
		this.#missedBytes = 0;
		try {
			const update = missed ? mergeAll(missed) : await this.#options.readAll();
			clearTimeout(this.#slowTimer);
			this.#slowTimer = undefined;
			this.send(writeUpdate(update));
			this.#sendRemembered();
		} catch {
			this.#options.onStuck();
		}
		this.#isCatchingUp = false;
	}

	// What came while the whole room was being read.
	#sendRemembered(): void {
		const late = this.#missed;
		this.#missed = [];
		if (late === null) this.#options.onStuck();
		else if (late.length > 0) this.send(writeUpdate(mergeAll(late)));
	}
}
