import * as Y from 'yjs';
import type { FailedWhy, Status } from './replica.ts';
import { compactRows, writeRows } from './rows.ts';

/*
 * Edits on their way to the disk. One transaction at a time; what is typed meanwhile goes with the
 * next. After any failed write the whole state is written before "safe" is said: one lost row is a
 * hole that no later row fills.
 */

export interface Outbox {
	push(update: Uint8Array): void;
	/** Writes into this database from now on; null: there is none, and nothing is known of the old. */
	use(db: IDBDatabase | null): void;
	/** Tries now; resolves when everything is acknowledged or a write has failed. */
	flush(): Promise<void>;
	/** All that the disk has not acknowledged, as one update; null: it has everything. */
	unsaved(): Uint8Array | null;
	/** Compacts the database when nothing else is under way. */
	compactSoon(): void;
	stop(): void;
}

const longestRetryMs = 30_000;
const rowsBeforeCompacting = 500;

/** `onClosed` is called when the database turns out to be closed; a failure of that kind is not counted. */
export function createOutbox(
	doc: Y.Doc,
	status: Status,
	retryMs: number,
	onClosed: () => void
): Outbox {
	let db: IDBDatabase | null = null;
	let queue: Uint8Array[] = [];
	// What was in memory before anybody listened is in no update that will come.
	let needsWhole = doc.store.clients.size > 0;
	let inFlight = 0;
	// What the disk held when it last held everything.
	let acknowledged: Uint8Array | undefined;
	let failures = 0;
	let rowsSinceCompacting = 0;
	const waiting = new Set<() => void>();
	status.onChange(wake);
	let retry: { dueAt: number; timer: ReturnType<typeof setTimeout> } | null = null;

	function pump(): void {
		if (inFlight === 0 && !retry) writeNow();
		say();
	}

	function writeNow(): void {
		clearRetry();
		if (!db || (!needsWhole && queue.length === 0)) return;
		const rows = needsWhole ? [Y.encodeStateAsUpdate(doc)] : queue;
		queue = [];
		needsWhole = false;
		inFlight++;
		rowsSinceCompacting += rows.length;
		const target = db;
		writeRows(target, rows)
			.then(
				() => void (failures = 0),
				(error: unknown) => onFailure(error, target)
			)
			.finally(() => {
				inFlight--;
				pump();
				wake();
				if (status.state.at === 'safe') compact();
			});
	}

	function onFailure(error: unknown, target: IDBDatabase): void {
		needsWhole = true;
		if (target !== db) return;
		if (nameOf(error) === 'InvalidStateError') {
			db = null;
			return onClosed();
		}
		failures++;
		const why = whyOf(error);
		// A single undone write is made good at once and is not worth a word, unless the disk is full.
		const isLasting = failures > 1 || why === 'quota';
		if (isLasting) status.set({ at: 'failed', why });
		tryIn(isLasting ? Math.min(retryMs * 2 ** (failures - 1), longestRetryMs) : 0);
	}

	function hasAll(): boolean {
		return inFlight === 0 && queue.length === 0 && !needsWhole;
	}

	function say(): void {
		if (!db) return;
		if (hasAll()) {
			acknowledged = Y.encodeStateVector(doc);
			status.set({ at: 'safe' });
		} else if (status.state.at !== 'failed' || failures === 0) status.set({ at: 'behind' });
	}

	function compact(): void {
		if (!db || rowsSinceCompacting < rowsBeforeCompacting) return;
		rowsSinceCompacting = 0;
		// Only tidying: when it fails nothing was replaced, and the next turn tries again.
		compactRows(db).catch(() => {});
	}

	function tryIn(ms: number): void {
		const dueAt = Date.now() + ms;
		if (retry && retry.dueAt <= dueAt) return;
		clearRetry();
		retry = { dueAt, timer: setTimeout(writeNow, ms) };
	}

	function wake(): void {
		if (inFlight > 0 || status.state.at === 'behind' || status.state.at === 'opening') return;
		for (const resolve of waiting) resolve();
		waiting.clear();
	}

	function clearRetry(): void {
		if (retry) clearTimeout(retry.timer);
		retry = null;
	}

	return {
		push(update) {
			if (!needsWhole) queue.push(update);
			if (failures > 0 && retry) tryIn(retryMs);
			pump();
		},
		use(next) {
			clearRetry();
			if (!next) needsWhole = true;
			db = next;
			pump();
		},
		flush() {
			writeNow();
			say();
			return new Promise((resolve) => {
				waiting.add(resolve);
				wake();
			});
		},
		unsaved: () => (hasAll() ? null : Y.encodeStateAsUpdate(doc, acknowledged)),
		compactSoon() {
			rowsSinceCompacting = rowsBeforeCompacting;
			if (status.state.at === 'safe') compact();
		},
		stop() {
			clearRetry();
			db = null;
		}
	};
}

/** 'quota' when the browser says the disk is full. */
export function whyOf(error: unknown): Extract<FailedWhy, 'quota' | 'write-failed'> {
	return nameOf(error) === 'QuotaExceededError' ? 'quota' : 'write-failed';
}

function nameOf(error: unknown): string {
	return error instanceof Error || error instanceof DOMException ? error.name : '';
}
