import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { createLastLetters } from './lastLetters.ts';
import { createOutbox, whyOf } from './outbox.ts';
import { watchPage } from './page.ts';
import { createStatus, type FailedWhy, type Replica } from './replica.ts';
import { openRows, quarantineRows, removeRows } from './rows.ts';

/*
 * y-indexeddb loads the document and lays out the database. It writes without looking (an aborted
 * write leaves it "synced", a closed database throws into the editor's transaction), so its listener
 * is taken off and the outbox writes, reading back before anything counts.
 */

export interface DiskReplica extends Replica {
	/**
	 * Settles, always: when what the disk holds is in the document, or when that could not be had
	 * (then the state says why, and the document fills later if the disk comes back).
	 */
	readonly loaded: Promise<void>;
	/** How many stored rows were unreadable and put aside; 0 is the rule. */
	readonly quarantined: number;
	/** Hands over everything now; settles when it is acknowledged or has failed. */
	flush(): Promise<void>;
	/** Closes and removes the document from this device. Never rejects. */
	forget(): Promise<void>;
}

/** Keeps a document on this device under a name, as `openDisk` does in a browser. */
export type OpenDisk = (doc: Y.Doc, name: string) => DiskReplica;

export interface DiskOptions {
	/** How long `loaded` waits for a database that does not open; default 8000. */
	openTimeoutMs?: number;
	/** First pause before a failure is tried again; doubles up to 30 s. Default 1000. */
	retryMs?: number;
}

const longestRetryMs = 30_000;
const closeWithinMs = 2000;
const rowsToCompactAtOpening = 64;

/**
 * Keeps a document on this device under `name`. Never throws into a transaction of the document;
 * without storage the document lives on in memory, and the state says so.
 */
export function openDisk(doc: Y.Doc, name: string, options: DiskOptions = {}): DiskReplica {
	const { openTimeoutMs = 8000, retryMs = 1000 } = options;
	const status = createStatus({ at: 'opening' });
	const outbox = createOutbox(doc, status, retryMs, reopen);
	const lastLetters = createLastLetters(name);
	let provider: IndexeddbPersistence | null = null;
	let quarantined = 0;
	let openings = 0;
	let closed = false;
	let openTimer: ReturnType<typeof setTimeout> | undefined;
	let reopenTimer: ReturnType<typeof setTimeout> | undefined;

	let isLoaded = false;
	let resolveLoaded = () => {};
	const loaded = new Promise<void>((resolve) => (resolveLoaded = resolve));
	/** Where somebody listens, Yjs spells out once more all that was loaded: nobody does for just that transaction. */
	const listen = ({ origin }: Y.Transaction) => {
		if (provider !== null && origin === provider) doc.off('update', onUpdate);
		else doc.on('update', onUpdate);
	};
	const onUpdate = (update: Uint8Array) => {
		outbox.push(update);
		// What other listeners still write as the page goes comes after the note was left.
		if (page.isHidden()) leaveLetters();
	};
	const onDestroy = () => void close();
	const page = watchPage(() => {
		void outbox.flush();
		leaveLetters();
	});

	/** What the disk holds is in the document, or cannot be had for now: the last letters come on top. */
	function settleLoaded(): void {
		if (isLoaded) return;
		isLoaded = true;
		if (!closed) for (const update of lastLetters.find()) Y.applyUpdate(doc, update, lastLetters);
		resolveLoaded();
	}

	function leaveLetters(): void {
		const unsaved = outbox.unsaved();
		if (unsaved) lastLetters.leave(unsaved);
	}

	function withdrawLetters(): void {
		if (status.state.at !== 'safe') return;
		// Letters that still miss what they stand beside are in no row, so their note is kept.
		const { pendingStructs, pendingDs } = doc.store;
		lastLetters.withdraw({ found: pendingStructs === null && pendingDs === null });
	}

	async function open(): Promise<void> {
		const found = await prepare(name);
		if ('why' in found) return onOpenFailed(found.why);
		if (closed) return;
		quarantined += found.moved;
		provider = new IndexeddbPersistence(name, doc);
		doc.off('update', provider._storeUpdate);
		const db = await provider._db;
		await provider.whenSynced;
		if (closed) return void provider.destroy();
		doc.on('update', onUpdate);
		openings = 0;
		db.addEventListener('close', reopen);
		db.addEventListener('versionchange', (event) => {
			// Deleted on purpose in another tab: to store it anew would undo that.
			if (event.newVersion === null) forgottenElsewhere();
			else reopen();
		});
		settleLoaded();
		outbox.use(db);
		if (found.rows > rowsToCompactAtOpening) outbox.compactSoon();
	}

	function forgottenElsewhere(): void {
		void stop();
		lastLetters.forget();
	}

	function onOpenFailed(why: FailedWhy): void {
		if (closed) return;
		status.set({ at: 'failed', why });
		settleLoaded();
		if (typeof indexedDB === 'undefined') return;
		reopenTimer = setTimeout(start, Math.min(retryMs * 2 ** openings++, longestRetryMs));
	}

	/** The connection is gone, and what it held may be gone with it. */
	function reopen(): void {
		if (closed || !provider) return;
		const gone = provider;
		provider = null;
		outbox.use(null);
		status.set({ at: 'opening' });
		gone.destroy().catch(() => {});
		start();
	}

	function start(): void {
		openTimer = setTimeout(() => {
			if (status.state.at === 'opening') status.set({ at: 'failed', why: 'blocked' });
			settleLoaded();
		}, openTimeoutMs);
		open()
			.catch(() => onOpenFailed('no-storage'))
			.finally(() => clearTimeout(openTimer));
	}

	async function stop(): Promise<void> {
		if (closed) return;
		closed = true;
		clearTimeout(openTimer);
		clearTimeout(reopenTimer);
		doc.off('beforeTransaction', listen);
		doc.off('update', onUpdate);
		doc.off('destroy', onDestroy);
		page.stop();
		outbox.stop();
		status.set({ at: 'off' });
		settleLoaded();
		if (provider) await within(closeWithinMs, provider.destroy());
	}

	async function close(): Promise<void> {
		if (closed) return;
		await within(closeWithinMs, outbox.flush());
		if (!closed) leaveLetters();
		await stop();
	}

	doc.on('beforeTransaction', listen);
	doc.on('destroy', onDestroy);
	status.onChange(withdrawLetters);
	start();

	return {
		get state() {
			return status.state;
		},
		get quarantined() {
			return quarantined;
		},
		loaded,
		onChange: status.onChange,
		flush: () => outbox.flush(),
		close,
		async forget() {
			await stop();
			await within(closeWithinMs, removeRows(name));
			// Last, when no other tab holds the document any more and could leave a note.
			lastLetters.forget();
		}
	};
}

/** Opens the database once to look at its rows, before y-indexeddb applies them unseen. */
async function prepare(
	name: string
): Promise<{ rows: number; moved: number } | { why: FailedWhy }> {
	let db: IDBDatabase;
	try {
		db = await openRows(name);
	} catch (error) {
		return { why: whyOf(error) === 'quota' ? 'quota' : 'no-storage' };
	}
	try {
		return await quarantineRows(db);
	} catch (error) {
		return { why: whyOf(error) === 'quota' ? 'quota' : 'corrupt' };
	} finally {
		db.close();
	}
}

/** Resolves when the promise settles, either way, or when the time is over. */
function within(ms: number, promise: Promise<unknown>): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		const settle = () => {
			clearTimeout(timer);
			resolve();
		};
		promise.then(settle, settle);
	});
}
