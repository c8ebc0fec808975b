import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openDisk, type DiskReplica } from '#lib/sync/disk.ts';

const opened: DiskReplica[] = [];
let name = '';
let count = 0;

afterEach(async () => {
	vi.restoreAllMocks();
	for (const disk of opened.splice(0)) await disk.close();
	await asked(indexedDB.deleteDatabase(name));
	localStorage.clear();
});

function fresh(): { doc: Y.Doc; disk: DiskReplica } {
	name = `disk-test-${Date.now()}-${count++}`;
	return again();
}

/** The same database once more, as after a reload or in a second tab. */
function again(options = {}): { doc: Y.Doc; disk: DiskReplica } {
	const doc = new Y.Doc();
	const disk = openDisk(doc, name, { retryMs: 20, openTimeoutMs: 200, ...options });
	opened.push(disk);
	return { doc, disk };
}

function write(doc: Y.Doc, word: string): void {
	const text = doc.getText('words');
	text.insert(text.length, `${word} `);
}

const words = (doc: Y.Doc) => doc.getText('words').toJSON().trim();
const until = (disk: DiskReplica, at: string) =>
	vi.waitFor(() => expect(disk.state.at).toBe(at), { timeout: 3000, interval: 5 });

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('failed'));
	});
}

async function withRows<T>(use: (store: IDBObjectStore) => Promise<T>, store = 'updates') {
	const db = await asked(indexedDB.open(name));
	const result = await use(db.transaction(store, 'readwrite').objectStore(store));
	db.close();
	return result;
}

/** A method as the browser made it, to call from the one that stands in for it. */
function native<T extends object, K extends keyof T>(prototype: T, method: K): T[K] {
	return Object.getOwnPropertyDescriptor(prototype, method)?.value as T[K];
}

/** The next `add` is accepted, then its transaction is undone, as at a full disk. */
function abortNextWrite(): void {
	const add = native(IDBObjectStore.prototype, 'add');
	vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (
		this: IDBObjectStore,
		value: unknown
	) {
		const request = add.call(this, value);
		this.transaction.abort();
		return request;
	});
}

test('[DISK-1] what was acknowledged is there after a reload', async () => {
	const ana = fresh();
	await ana.disk.loaded;
	write(ana.doc, 'grow');
	expect(ana.disk.state.at).toBe('behind');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('grow');
});

test('[DISK-1] an edit made before the database opened is stored too', async () => {
	const ana = fresh();
	write(ana.doc, 'early');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('early');
});

test('[DISK-1] what the document held before the disk was opened is acknowledged too', async () => {
	name = `disk-test-${Date.now()}-${count++}`;
	const doc = new Y.Doc();
	write(doc, 'imported');
	const add = native(IDBObjectStore.prototype, 'add');
	// The row y-indexeddb adds on opening, unseen by anybody, is lost.
	vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore) {
		return add.call(this, new Uint8Array([0, 0]));
	});
	const disk = openDisk(doc, name);
	opened.push(disk);
	await until(disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('imported');
});

test('[DISK-2] an undone write is not called safe, and leaves no hole behind the next one', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	abortNextWrite();
	write(ana.doc, 'lost?');
	write(ana.doc, 'later');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('lost? later');
});

test('[DISK-2] a write whose bytes do not read back is not called safe', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	const get = native(IDBObjectStore.prototype, 'get');
	const states: string[] = [];
	// Another tab's bytes stand under the key.
	const spy = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
		this: IDBObjectStore
	) {
		return get.call(this, 1);
	});
	ana.disk.onChange(() => states.push(ana.disk.state.at));
	write(ana.doc, 'word');
	await until(ana.disk, 'failed');
	expect(ana.disk.state).toEqual({ at: 'failed', why: 'write-failed' });
	expect(states).not.toContain('safe');
	spy.mockRestore();
	await until(ana.disk, 'safe');
});

test('[DISK-3] a closed database never throws into the edit, and is opened again', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	const transaction = native(IDBDatabase.prototype, 'transaction');
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (
		this: IDBDatabase,
		...args
	) {
		this.close();
		return transaction.apply(this, args);
	});
	expect(() => write(ana.doc, 'kept')).not.toThrow();
	expect(ana.disk.state.at).not.toBe('safe');
	await until(ana.disk, 'safe');
	write(ana.doc, 'too');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('kept too');
});

test('[DISK-3] a database taken away by an upgrade in another tab is opened again', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	write(ana.doc, 'one');
	await until(ana.disk, 'safe');
	const newer = await asked(indexedDB.open(name, 2));
	expect(ana.disk.state.at).toBe('opening');
	newer.close();
	await until(ana.disk, 'safe');
	write(ana.doc, 'two');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('one two');
});

test('[DISK-3] a database that was emptied and closed underneath is filled again before "safe"', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	const used = vi.spyOn(IDBDatabase.prototype, 'transaction');
	write(ana.doc, 'cleared');
	await until(ana.disk, 'safe');
	const own = used.mock.contexts.at(-1) as IDBDatabase | undefined;
	await withRows((store) => asked(store.clear()));
	const add = native(IDBObjectStore.prototype, 'add');
	// The row y-indexeddb adds on opening, unseen by anybody, is lost.
	vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore) {
		return add.call(this, new Uint8Array([0, 0]));
	});
	own?.close();
	own?.dispatchEvent(new Event('close'));
	expect(ana.disk.state.at).toBe('opening');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('cleared');
});

test('[DISK-4] corrupted rows are put aside, kept, and the rest loads', async () => {
	const ana = fresh();
	await ana.disk.loaded;
	write(ana.doc, 'sound');
	await ana.disk.close();
	const bad = [new Uint8Array([1, 1, 200, 3, 9, 250, 255, 255, 15]), 'not bytes'];
	await withRows(async (store) => {
		for (const row of bad) await asked(store.add(row));
	});
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('sound');
	expect(later.disk.quarantined).toBe(2);
	await until(later.disk, 'safe');
	const kept = await withRows((store) => asked(store.getAll()), 'quarantine');
	expect(kept.map((row: { value: unknown }) => row.value)).toEqual(bad);
	await later.disk.close();
	const third = again();
	await third.disk.loaded;
	expect(third.disk.quarantined).toBe(0);
});

test('[DISK-5] a database that never opens does not keep the app waiting, and is taken when it does', async () => {
	const open = indexedDB.open.bind(indexedDB);
	const held = Object.assign(new EventTarget(), {}) as unknown as IDBOpenDBRequest;
	const spy = vi.spyOn(IDBFactory.prototype, 'open').mockReturnValueOnce(held);
	const ana = fresh();
	await ana.disk.loaded;
	expect(ana.disk.state).toEqual({ at: 'failed', why: 'blocked' });
	write(ana.doc, 'in memory');
	spy.mockRestore();
	const late = open(name);
	late.onupgradeneeded = () => {
		late.result.createObjectStore('updates', { autoIncrement: true });
		late.result.createObjectStore('custom');
	};
	const db = await asked(late);
	Object.assign(held, { result: db });
	held.onsuccess?.(new Event('success'));
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('in memory');
});

test('[DISK-5] a browser that refuses storage is said, and memory goes on', async () => {
	const spy = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
		throw new DOMException('refused', 'SecurityError');
	});
	const ana = fresh();
	await ana.disk.loaded;
	expect(ana.disk.state).toEqual({ at: 'failed', why: 'no-storage' });
	expect(() => write(ana.doc, 'word')).not.toThrow();
	await ana.disk.flush();
	spy.mockRestore();
	await until(ana.disk, 'safe');
});

test('[DISK-6] a full disk is said, and tried again when something changed', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	write(ana.doc, 'one');
	await until(ana.disk, 'failed');
	expect(ana.disk.state).toEqual({ at: 'failed', why: 'quota' });
	spy.mockRestore();
	write(ana.doc, 'two');
	await until(ana.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('one two');
});

test('[DISK-7] a page that hides hands everything over at once, past a write under way', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	const add = vi.spyOn(IDBObjectStore.prototype, 'add');
	const commit = vi.spyOn(IDBTransaction.prototype, 'commit');
	write(ana.doc, 'one');
	write(ana.doc, 'two');
	expect(add).toHaveBeenCalledTimes(1);
	dispatchEvent(new Event('pagehide'));
	expect(add).toHaveBeenCalledTimes(2);
	expect(commit).toHaveBeenCalledTimes(2);
	await until(ana.disk, 'safe');
});

test('[DISK-8] many rows become one, and nothing is lost by it', async () => {
	const ana = fresh();
	await until(ana.disk, 'safe');
	for (let i = 0; i < 80; i++) write(ana.doc, `${i}`);
	await ana.disk.close();
	const later = again();
	await until(later.disk, 'safe');
	await vi.waitFor(async () => {
		expect(await withRows((store) => asked(store.count()))).toBe(1);
	});
	const third = again();
	await third.disk.loaded;
	expect(words(third.doc)).toBe(words(ana.doc));
});

test('[DISK-8] what was loaded is not stored once more', async () => {
	const ana = fresh();
	await ana.disk.loaded;
	write(ana.doc, 'once');
	await ana.disk.close();
	const later = again();
	await until(later.disk, 'safe');
	const rows = (await withRows((store) => asked(store.getAll()))) as Uint8Array[];
	expect(rows.filter((row) => row.length > 2).length).toBe(1);
});

test('[DISK-9] forgetting removes the document, and no other tab stores it anew', async () => {
	const ana = fresh();
	await ana.disk.loaded;
	write(ana.doc, 'secret');
	await until(ana.disk, 'safe');
	const tab = again();
	await until(tab.disk, 'safe');
	await ana.disk.forget();
	expect(tab.disk.state.at).toBe('off');
	write(tab.doc, 'more');
	await tab.disk.flush();
	dispatchEvent(new Event('pagehide'));
	const databases = await indexedDB.databases();
	expect(databases.map((database) => database.name)).not.toContain(name);
	expect(localStorage).toHaveLength(0);
});

test('[DISK-1] two tabs that write at once lose nothing of each other', async () => {
	const ana = fresh();
	const tab = again();
	await Promise.all([ana.disk.loaded, tab.disk.loaded]);
	for (let i = 0; i < 5; i++) {
		write(ana.doc, `a${i}`);
		write(tab.doc, `b${i}`);
	}
	await until(ana.disk, 'safe');
	await until(tab.disk, 'safe');
	const later = again();
	await later.disk.loaded;
	const found = words(later.doc).split(' ').sort();
	expect(found).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4']);
});
