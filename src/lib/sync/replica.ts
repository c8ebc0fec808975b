import type { RefusedWhy } from '#lib/protocol/codes.ts';

/**
 * Why a replica cannot hold the document for now. It keeps trying by itself.
 * - `no-storage`: the browser gives this page no database (private window, switched off)
 * - `blocked`: the database did not open in time (held by another tab, a slow disk)
 * - `quota`: the disk is full; `write-failed`: a write was undone or did not read back
 * - `corrupt`: what is stored could not be loaded
 * - `unreachable`: no connection to the relay; `cannot-store`: the relay's disk is full or fails
 */
export type FailedWhy =
	'no-storage' | 'blocked' | 'quota' | 'write-failed' | 'corrupt' | 'unreachable' | 'cannot-store';

/**
 * What one replica (this disk, the relay) can say of everything in the document up to now.
 * `off`: not asked to hold it (offline, closed) · `opening`: nothing known yet · `behind`: holds
 * less than memory does, or has not said otherwise · `safe`: acknowledged everything.
 */
export type ReplicaState =
	| { at: 'off' }
	| { at: 'opening' }
	| { at: 'behind' }
	| { at: 'safe' }
	/** `generation`: of the record that has no place for this token; null where the relay says none. */
	| { at: 'refused'; why: RefusedWhy; generation: number | null }
	| { at: 'failed'; why: FailedWhy };

/** A place that holds the document. `onChange` returns how to stop listening. */
export interface Replica {
	readonly state: ReplicaState;
	onChange(fn: () => void): () => void;
	/** Stops for good, after handing over what can still be handed over. Never rejects. */
	close(): Promise<void>;
}

/** The state of a replica and those who watch it. */
export interface Status {
	readonly state: ReplicaState;
	/** Tells the listeners, unless nothing changed. */
	readonly set: (next: ReplicaState) => void;
	/** Tells the listeners though the state is the same: a fact beside it changed. */
	readonly notify: () => void;
	readonly onChange: (fn: () => void) => () => void;
	/** Resolves once the state is such, or when the time is over. */
	until(isSuch: (at: ReplicaState['at']) => boolean, ms: number): Promise<void>;
}

/**
 * A listener that throws is reported as an uncaught error and disturbs nobody: states change inside
 * the editor's transactions, which must not fail because a screen did.
 */
export function createStatus(first: ReplicaState): Status {
	let state = first;
	const listeners = new Set<() => void>();

	function notify(): void {
		for (const listener of [...listeners]) {
			try {
				listener();
			} catch (error) {
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}

	function onChange(fn: () => void): () => void {
		listeners.add(fn);
		return () => listeners.delete(fn);
	}

	return {
		get state() {
			return state;
		},
		set(next) {
			if (isSame(state, next)) return;
			state = next;
			notify();
		},
		notify,
		onChange,
		until(isSuch, ms) {
			return new Promise((resolve) => {
				const timer = setTimeout(done, ms);
				const stop = onChange(() => isSuch(state.at) && done());
				if (isSuch(state.at)) done();
				function done(): void {
					clearTimeout(timer);
					stop();
					resolve();
				}
			});
		}
	};
}

function isSame(a: ReplicaState, b: ReplicaState): boolean {
	const detail = (state: ReplicaState) => [
		'why' in state ? state.why : '',
		'generation' in state ? state.generation : null
	];
	return a.at === b.at && detail(a).join() === detail(b).join();
}
