import type { Metrics } from './metrics.ts';
import type { Store } from './store.ts';

/** A store that counts what it does, so that nothing else has to. */
export function meterStore(store: Store, metrics: Metrics): Store {
	async function watch<T>(call: string, work: Promise<T>): Promise<T> {
		try {
			return await work;
		} catch (error) {
			metrics.count('cairn_disk_failures_total', 1, call);
			throw error;
		}
	}

	return {
		...store,
		async load(room) {
			metrics.count('cairn_room_opens_total');
			return watch('load', store.load(room));
		},
		async append(entries) {
			const began = performance.now();
			await watch('append', store.append(entries));
			metrics.observe('cairn_commit_seconds', (performance.now() - began) / 1000);
			metrics.count('cairn_updates_total', entries.length);
			metrics.count(
				'cairn_update_bytes_total',
				entries.reduce((sum, { bytes }) => sum + bytes.length, 0)
			);
		},
		async compact(room, compaction) {
			const seq = await watch('compact', store.compact(room, compaction));
			if (seq !== null) {
				metrics.count('cairn_compactions_total');
				metrics.count('cairn_quarantined_rows_total', compaction.quarantined.length);
			}
			return seq;
		},
		async quarantine(room, seqs) {
			await watch('quarantine', store.quarantine(room, seqs));
			metrics.count('cairn_quarantined_rows_total', seqs.length);
		}
	};
}
