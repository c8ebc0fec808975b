import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Compacted } from './compaction.ts';
import type { StoredRow } from './store.ts';

/** Melts the rows of rooms, one room after another, in a thread of its own. */
export interface Compactor {
	/**
	 * What `compactRows` says of a room's rows. Rejects when the thread dies, hangs or eats too much
	 * memory; a room for which that happened is not tried again for a while. `load` is called when the
	 * room's turn comes: many may wait, and their rows are not to wait with them in memory.
	 */
	compact(room: string, load: () => Promise<StoredRow[]>): Promise<Compacted | null>;
	/** Ends the thread; what is under way or waiting rejects. */
	close(): Promise<void>;
}

/** Bounds of the thread. A document takes up to some 25 times its bytes while it is built. */
export interface CompactorOptions {
	entry?: URL;
	heapMb?: number;
	/** For a small room; each MiB of it adds `msPerMiB`. */
	timeoutMs?: number;
	msPerMiB?: number;
	/** The thread is ended after so long without work, and gives back its memory. */
	restMs?: number;
	/** How long a room that failed is left alone. */
	sparedMs?: number;
}

// The sources end in .ts, the bundle in .js.
const extension = path.extname(import.meta.filename);
const ENTRY = pathToFileURL(path.join(import.meta.dirname, `compactionWorker${extension}`));

/**
 * Makes a compactor. The thread is started by the first room that needs it, and keeps no process alive.
 * Throws if its file is missing, as after half a build: else no room would ever be compacted, and nobody told.
 */
export function createCompactor({
	entry = ENTRY,
	heapMb = 512,
	timeoutMs = 10_000,
	msPerMiB = 5000,
	restMs = 10_000,
	sparedMs = 600_000
}: CompactorOptions = {}): Compactor {
	if (entry.protocol === 'file:' && !existsSync(entry)) {
		throw new Error(`${fileURLToPath(entry)} is missing; build again`);
	}
	const failedAt = new Map<string, number>();
	let worker: Worker | null = null;
	let answer: PromiseWithResolvers<Compacted | null> | null = null;
	let restTimer: NodeJS.Timeout | undefined;
	let queue: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	function start(): Worker {
		const thread = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
		thread.unref();
		// One that was ended goes on for a moment, beside the next room's.
		const isCurrent = () => worker === thread;
		thread.on('message', (outcome: Compacted | null) => isCurrent() && answer?.resolve(outcome));
		thread.on('error', (error: unknown) => isCurrent() && answer?.reject(error));
		thread.on('exit', (code) => {
			if (!isCurrent()) return;
			worker = null;
			answer?.reject(new Error(`the thread ended with ${code}`));
		});
		return thread;
	}

	async function end(): Promise<void> {
		clearTimeout(restTimer);
		const ended = worker;
		worker = null;
		await ended?.terminate();
	}

	async function ask(rows: StoredRow[], ms: number): Promise<Compacted | null> {
		const { promise, reject } = (answer = Promise.withResolvers());
		const timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms).unref();
		try {
			(worker ??= start()).postMessage(rows);
			return await promise;
		} finally {
			clearTimeout(timer);
			answer = null;
		}
	}

	async function run(room: string, load: () => Promise<StoredRow[]>): Promise<Compacted | null> {
		if (isClosed) throw new Error('the relay ends');
		if (Date.now() - (failedAt.get(room) ?? -Infinity) < sparedMs) throw new Error('failed lately');
		failedAt.delete(room);
		const rows = await load();
		if (isClosed) throw new Error('the relay ends');
		clearTimeout(restTimer);
		const mib = rows.reduce((sum, { bytes }) => sum + bytes.length, 0) / 2 ** 20;
		try {
			return await ask(rows, Math.round(timeoutMs + mib * msPerMiB));
		} catch (error) {
			if (!isClosed) failedAt.set(room, Date.now());
			await end();
			throw error;
		} finally {
			restTimer = setTimeout(() => void end(), restMs).unref();
		}
	}

	return {
		compact(room, load) {
			const outcome = queue.then(() => run(room, load));
			queue = outcome.catch(() => {});
			return outcome;
		},
		async close() {
			isClosed = true;
			answer?.reject(new Error('the relay ends'));
			await end();
		}
	};
}
