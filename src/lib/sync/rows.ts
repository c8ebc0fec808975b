import * as Y from 'yjs';
import { validateUpdate } from '#lib/protocol/validate.ts';

/*
 * The database of one document, as y-indexeddb lays it out (`updates`: one row an update, counted up;
 * `custom`), and beside it `quarantine`: rows that could not be read, kept for whoever can repair them.
 */

const updates = 'updates';
const quarantine = 'quarantine';

/** Opens the database, creating what is missing. Rejects with the browser's own error. */
export async function openRows(name: string): Promise<IDBDatabase> {
	const db = await openAt(name);
	if (db.objectStoreNames.contains(quarantine)) return db;
	const next = db.version + 1;
	db.close();
	return openAt(name, next);
}

/**
 * Moves every row that is not a sound update out of the way, in one transaction: y-indexeddb applies
 * rows unseen, and one that throws keeps all the others from loading, for ever.
 * Returns how many rows there are and how many were moved.
 */
export async function quarantineRows(db: IDBDatabase): Promise<{ rows: number; moved: number }> {
	const transaction = db.transaction([updates, quarantine], 'readwrite');
	const done = finished(transaction);
	const store = transaction.objectStore(updates);
	const { keys, values } = await readAll(store);
	let moved = 0;
	for (const [index, key] of keys.entries()) {
		const value: unknown = values[index];
		if (isSound(value)) continue;
		transaction.objectStore(quarantine).add({ key, value });
		store.delete(key);
		moved++;
	}
	await done;
	return { rows: keys.length, moved };
}

/**
 * Adds rows and resolves when a later transaction has read the same bytes back. The completion of
 * the write alone is a promise; another tab may have emptied the database since.
 */
export async function writeRows(db: IDBDatabase, rows: Uint8Array[]): Promise<void> {
	const transaction = db.transaction(updates, 'readwrite', { durability: 'strict' });
	const done = finished(transaction);
	const store = transaction.objectStore(updates);
	const requests = rows.map((row) => store.add(row));
	// A page that goes away takes every transaction down that was not told to commit.
	transaction.commit();
	await done;
	const again = db.transaction(updates, 'readonly').objectStore(updates);
	const found = await Promise.all(requests.map((request) => asked(again.get(request.result))));
	if (!found.every((value, index) => isEqual(value, rows[index]))) {
		throw new Error('what was written does not read back');
	}
}

/** Replaces all rows by one, in one transaction, unless a row among them is not sound. */
export async function compactRows(db: IDBDatabase): Promise<void> {
	const transaction = db.transaction(updates, 'readwrite', { durability: 'strict' });
	const done = finished(transaction);
	const store = transaction.objectStore(updates);
	const { keys, values } = await readAll(store);
	if (values.every(isSound)) {
		const scratch = new Y.Doc();
		scratch.transact(() => values.forEach((row) => Y.applyUpdate(scratch, row)));
		store.add(Y.encodeStateAsUpdate(scratch));
		for (const key of keys) store.delete(key);
		scratch.destroy();
	}
	await done;
}

/** Removes the database. Waits for other tabs to let go of it; rejects if it cannot be removed. */
export async function removeRows(name: string): Promise<void> {
	await asked(indexedDB.deleteDatabase(name));
}

function isSound(value: unknown): value is Uint8Array {
	return value instanceof Uint8Array && validateUpdate(value).ok;
}

function isEqual(value: unknown, row: Uint8Array | undefined): boolean {
	return (
		value instanceof Uint8Array &&
		value.length === row?.length &&
		value.every((byte, index) => byte === row[index])
	);
}

async function openAt(name: string, version?: number): Promise<IDBDatabase> {
	const request = indexedDB.open(name, version);
	request.onupgradeneeded = () => {
		const db = request.result;
		const missing = (store: string) => !db.objectStoreNames.contains(store);
		if (missing(updates)) db.createObjectStore(updates, { autoIncrement: true });
		if (missing('custom')) db.createObjectStore('custom');
		if (missing(quarantine)) db.createObjectStore(quarantine, { autoIncrement: true });
	};
	const db = await asked(request);
	db.onversionchange = () => db.close();
	return db;
}

async function readAll(store: IDBObjectStore) {
	const [keys, values] = await Promise.all([
		asked(store.getAllKeys()),
		asked(store.getAll() as IDBRequest<unknown[]>)
	]);
	return { keys, values };
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the request failed'));
	});
}

/** Resolves at the commit. Always handled, since a request may throw before anybody waits. */
function finished(transaction: IDBTransaction): Promise<void> {
	const done = new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => {
			reject(transaction.error ?? new Error('the transaction was undone'));
		};
	});
	done.catch(() => {});
	return done;
}
