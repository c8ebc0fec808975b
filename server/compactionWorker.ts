import { parentPort } from 'node:worker_threads';
import { compactRows } from './compaction.ts';
import type { StoredRow } from './store.ts';

// The thread behind compactor.ts: rows in, what became of them out. An error it throws ends it.
parentPort!.on('message', (rows: StoredRow[]) => parentPort!.postMessage(compactRows(rows)));
