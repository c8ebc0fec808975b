import type * as Y from 'yjs';
import type { DeviceStore } from '#lib/device/store.ts';
import { hasSignatures, loadSignatures } from '#lib/doc/agreement.ts';
import { loggedKeyResults, readLog } from '#lib/doc/checkIns.ts';
import { readCycle, type CycleSnapshot } from '#lib/doc/cycle.ts';
import { holdsUnseen } from '#lib/doc/planVersions.ts';
import { readTree } from '#lib/doc/tree.ts';
import { type SameAs, withoutSelfConflicts } from './onePerson.ts';
import { breath, inSlices } from './pace.ts';
import { keepSignatures, recallSignatures } from './signatures.ts';

/** One cycle's document as it reads now, read once for as long as it is the same. */
export interface CycleReader {
	read: () => CycleSnapshot;
	/** Something that it is read from is another. */
	forget: () => void;
	stop: () => void;
}

interface Given {
	store: Pick<DeviceStore, 'getSetting' | 'putSetting'>;
	/** Who is one with whom. */
	sameAs: () => SameAs;
	/** What came and could not be checked at first is read by now. */
	onChecked: () => void;
}

/** What no screen waits for comes once it stands, and is asked for again where it did not come. In ms. */
const quietMs = 1000;
const againMs = 10_000;

/** Begins to fetch what an agreed plan is read with, beside the document itself. */
export function prepareReader({ store }: Pick<Given, 'store'>): Promise<void> {
	return recallSignatures(store);
}

/**
 * Reads a document for the first time, bit by bit. Who agreed is checked before an agreed plan is read, unless that was
 * done on an earlier day: `prepared` tells.
 */
export async function openReader(
	doc: Y.Doc,
	{ store, sameAs, onChecked }: Given,
	prepared: Promise<void>
): Promise<CycleReader> {
	let snapshot: CycleSnapshot | null = null;
	let isUnseen = false;
	let isStopped = false;
	const isWaiting = (): boolean => !hasSignatures() && holdsUnseen(readTree(doc).values());
	await prepared;
	const signatures = keepSignatures(store);
	if (isWaiting()) await loadSignatures();
	await breath();
	let timer = setTimeout(check, quietMs);
	await readAhead(doc);
	await breath();
	doc.on('update', forget);
	read();
	await breath();
	return {
		read,
		forget,
		stop() {
			isStopped = true;
			clearTimeout(timer);
			signatures.stop();
		}
	};

	function read(): CycleSnapshot {
		if (snapshot) return snapshot;
		isUnseen = isWaiting();
		// Somebody agrees while one looks on: that is not to wait for its turn.
		if (isUnseen) check();
		snapshot = withoutSelfConflicts(readCycle(doc), sameAs());
		signatures.look();
		return snapshot;
	}
	function forget(): void {
		snapshot = null;
	}
	function check(): void {
		clearTimeout(timer);
		void loadSignatures().then(
			() => {
				if (!isUnseen) return;
				forget();
				onChecked();
			},
			() => {
				if (!isStopped) timer = setTimeout(check, againMs);
			}
		);
	}
}

/** Reads the logs, thousands of entries; from then on they are read already. */
async function readAhead(doc: Y.Doc): Promise<void> {
	const logs = loggedKeyResults(doc);
	await inSlices(() => {
		const id = logs.pop();
		if (id !== undefined) readLog(doc, id);
		return logs.length > 0 ? 'more' : 'done';
	});
}
