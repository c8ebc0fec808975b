import type { Metrics } from './metrics.ts';
import type { Answer } from './answer.ts';
import type { Relay } from './relay.ts';
import type { Store } from './store.ts';

/** What the operator's questions are answered from. */
export interface OperationsMeans {
	relay: Relay;
	store: Store;
	metrics: Metrics;
	now: () => number;
	/** Whether the server is on its way out. */
	isClosing: () => boolean;
	/** A probe flushes the disk, so askers within this time share one. Default 1 s. */
	probeEveryMs?: number;
}

/** Answers `/healthz`, `/readyz`, `/metrics` and `/time`; null for any other path. */
export function createOperations(means: OperationsMeans): (path: string) => Promise<Answer> | null {
	const { relay, store, metrics, now, probeEveryMs = 1000 } = means;
	let probing: Promise<boolean> | null = null;
	let probedAt = -Infinity;

	function isWritable(): Promise<boolean> {
		if (!probing || performance.now() - probedAt >= probeEveryMs) {
			probedAt = performance.now();
			probing = store.probe().then(
				() => true,
				() => false
			);
		}
		return probing;
	}

	async function readiness(): Promise<Answer> {
		if (means.isClosing()) return { status: 503, json: { ok: false, why: 'closing' } };
		if (await isWritable()) return { status: 200, json: { ok: true } };
		return { status: 503, json: { ok: false, why: 'disk' } };
	}

	return (path) => {
		if (path === '/healthz') {
			return Promise.resolve({ status: 200, json: { ok: true, ...relay.stats() } });
		}
		if (path === '/readyz') return readiness();
		if (path === '/time') return Promise.resolve({ status: 200, json: { now: now() } });
		if (path === '/metrics') return Promise.resolve({ status: 200, text: metrics.text() });
		return null;
	};
}
