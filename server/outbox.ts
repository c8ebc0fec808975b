import type { Duplex } from 'node:stream';
import { writeUpdate } from '#lib/protocol/frames.ts';
import type { WebSocket } from 'ws';
import { mergeAll } from './compaction.ts';
import { frameOf } from './wire.ts';

const NOTHING = Buffer.alloc(0);

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
	readonly #wire: Duplex;
	readonly #options: OutboxOptions;
	#missed: Uint8Array[] | null = [];
	#missedBytes = 0;
	#slowTimer: NodeJS.Timeout | undefined;

	/** @param wire what the socket writes to; it must not compress, or frames would overtake each other */
	constructor(socket: WebSocket, wire: Duplex, options: OutboxOptions) {
		this.#socket = socket;
		this.#wire = wire;
		this.#options = options;
	}

	/** Sends a message whatever the state of the reader: answers, acknowledgements. */
	send(message: Uint8Array): void {
		this.#write(frameOf(message));
	}

	/** Sends a message that is a frame already, whatever the state of the reader. */
	sendFrame(frame: Buffer): void {
		this.#write(frame);
	}

	/** Resolves when the reader is not slow; at once for most. */
	async isRead(): Promise<void> {
		if (!this.#isSlow()) return;
		await new Promise<void>((resolve) => this.#wire.write(NOTHING, () => resolve()));
	}

	/** Sends presence, unless the reader is slow: the next renewal comes anyway. `frame` as `frameOf` makes it. */
	sendPresence(frame: Buffer): void {
		if (!this.#isSlow()) this.#write(frame);
	}

	/** Sends an update, or remembers it; `frame` is the update as `frameOf` makes it, once for all readers. */
	sendUpdate(update: Uint8Array, frame: Buffer): void {
		if (!this.#isSlow()) return this.#write(frame);
		this.#missedBytes += update.length;
		if (this.#missedBytes > this.#options.slowBytes) this.#missed = null;
		else this.#missed?.push(update);
	}

	/** Forgets everything; the connection is closed. */
	stop(): void {
		clearTimeout(this.#slowTimer);
		this.#missed = [];
	}

	#write(frame: Buffer): void {
		if (this.#socket.readyState !== this.#socket.OPEN) return;
		if (this.#wire.writableLength > this.#options.maxBytes) return this.#options.onStuck();
		this.#wire.write(frame);
	}

	#isSlow(): boolean {
		if (this.#slowTimer) return true;
		if (this.#wire.writableLength < this.#options.slowBytes) return false;
		this.#slowTimer = setTimeout(() => this.#options.onStuck(), this.#options.slowMs);
		// Written once all before it has gone out.
		this.#wire.write(NOTHING, (error) => {
			if (!error) void this.#catchUp();
		});
		return true;
	}

	async #catchUp(): Promise<void> {
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
	}

	// What came while the whole room was being read.
	#sendRemembered(): void {
		const late = this.#missed;
		this.#missed = [];
		if (late === null) this.#options.onStuck();
		else if (late.length > 0) this.send(writeUpdate(mergeAll(late)));
	}
}
