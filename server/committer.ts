import { reasonOf, type Log } from './log.ts';
import type { Append, Store } from './store.ts';

/** Gathers updates of all rooms into few transactions. */
export interface Committer {
	/** The last transaction failed, and so has every try since. */
	readonly isFailing: boolean;
	/** Resolves when the update is on the disk; all updates of one transaction share one promise. */
	add(room: string, bytes: Uint8Array): Promise<void>;
	/** Ends the tries; a disk that is failing is not asked again. */
	stop(): void;
}

/** How a committer keeps time, and whom it tells when the disk fails and when it works again. */
export interface CommitterOptions {
	everyMs?: number;
	/** How often a failing disk is tried. */
	probeMs?: number;
	log?: Log;
}

/**
 * The first update after a quiet moment is committed at the end of the current turn of the event
 * loop, the following ones every few milliseconds, so that a flush of the disk serves many of them.
 * A failing disk is tried with bytes of no meaning, so that no member has to be sent away for a try.
 */
export function createCommitter(
	store: Store,
	{ everyMs = 5, probeMs = 1000, log = () => {} }: CommitterOptions = {}
): Committer {
	let entries: Append[] = [];
	let outcome: PromiseWithResolvers<void> | null = null;
	let isCommitting = false;
	let committedAt = -Infinity;
	let probeTimer: NodeJS.Timeout | undefined;
	let isStopped = false;

	function onFailure(error: unknown): void {
		if (probeTimer || isStopped) return;
		log('cannot store', { reason: reasonOf(error) });
		probeTimer = setTimeout(() => void probe(), probeMs).unref();
	}

	async function probe(): Promise<void> {
		try {
			await store.probe();
			probeTimer = undefined;
			log('can store again');
		} catch {
			if (!isStopped) probeTimer = setTimeout(() => void probe(), probeMs).unref();
		}
	}

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
			onFailure(error);
			reject(error);
		}
		isCommitting = false;
		committedAt = performance.now();
		if (entries.length > 0) schedule();
	}

	return {
		get isFailing() {
			return probeTimer !== undefined;
		},
		add(room, bytes) {
			entries.push({ room, bytes });
			if (outcome) return outcome.promise;
			outcome = Promise.withResolvers<void>();
			if (!isCommitting) schedule();
			return outcome.promise;
		},
		stop() {
			isStopped = true;
			clearTimeout(probeTimer);
		}
	};
}
