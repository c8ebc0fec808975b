import type { Append, Store } from './store.ts';

/** Gathers updates of all rooms into few transactions. */
export interface Committer {
	/** Resolves when the update is on the disk; all updates of one transaction share one promise. */
	add(room: string, bytes: Uint8Array): Promise<void>;
}

/**
 * The first update after a quiet moment is committed at the end of the current turn of the event
 * loop, the following ones every few milliseconds, so that a flush of the disk serves many of them.
 */
export function createCommitter(store: Store, everyMs = 5): Committer {
	let entries: Append[] = [];
	let outcome: PromiseWithResolvers<void> | null = null;
	let isCommitting = false;
	let committedAt = -Infinity;

	function schedule(): void {
		const waitMs = committedAt + everyMs - performance.now();
		if (waitMs > 0) setTimeout(() => void commit(), waitMs);
		else setImmediate(() => void commit());
	}

	async function commit(): Promise<void> {
		const batch = entries;
		const { resolve, reject } = outcome!;
		entries = [];
		outcome = null;
		isCommitting = true;
		try {
			await store.append(batch);
			resolve();
		} catch (error) {
			reject(error);
		}
		isCommitting = false;
		committedAt = performance.now();
		if (entries.length > 0) schedule();
	}

	return {
		add(room, bytes) {
			entries.push({ room, bytes });
			if (outcome) return outcome.promise;
			outcome = Promise.withResolvers<void>();
			if (!isCommitting) schedule();
			return outcome.promise;
		}
	};
}
