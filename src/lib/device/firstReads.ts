// What is asked of the storage before Dexie has arrived, straight from IndexedDB: a page that knows its team draws it
// without waiting for thirty kilobytes that it needs only to write. Nothing is created or written here.

import type { Kind, Rows } from './shelf.ts';

export interface FirstReads {
	/** One read of one table. Rejects where it cannot be had. */
	read<T>(kind: Kind, run: (rows: Rows) => PromiseLike<T>): Promise<T>;
	close(): void;
}

/** Opens what is stored under this name. Null: there is nothing yet, or it does not open in time. */
export async function openFirstReads(
	name: string,
	withinMs: number,
	factory: IDBFactory | undefined = globalThis.indexedDB
): Promise<FirstReads | null> {
	const db = await open(name, withinMs, factory);
	if (!db) return null;
	// Gives way to whoever upgrades or deletes.
	db.onversionchange = () => {
		db.close();
	};
	return {
		async read(kind, run) {
			return await run(rowsOver(db.transaction(kind, 'readonly').objectStore(kind)));
		},
		close: () => {
			db.close();
		}
	};
}

function open(name: string, withinMs: number, factory?: IDBFactory): Promise<IDBDatabase | null> {
	return new Promise((resolve) => {
		const timer = setTimeout(finish, withinMs, null);
		let isOver = false;
		function finish(db: IDBDatabase | null): void {
			clearTimeout(timer);
			if (isOver) db?.close();
			isOver = true;
			resolve(db);
		}
		try {
			const request = factory?.open(name);
			if (!request) return finish(null);
			// It was not there, and is not made by looking.
			request.onupgradeneeded = () => request.transaction?.abort();
			request.onsuccess = () => {
				finish(request.result);
			};
			request.onerror = (event) => {
				// An abort of ours is no error of the page.
				event.preventDefault();
				finish(null);
			};
		} catch {
			finish(null);
		}
	});
}

function rowsOver(store: IDBObjectStore): Rows {
	const never = (): never => {
		throw new TypeError('Nothing is written before Dexie is here');
	};
	return {
		get: (_, key) => answerOf(store.get(key)),
		all: () => answerOf(store.getAll()),
		// A list sorts behind every text, so this is every key that begins with the team.
		ofTeam: (_, teamId) => answerOf(store.getAll(IDBKeyRange.bound([teamId], [teamId, []]))),
		put: never,
		delete: never,
		deleteOfTeam: never
	};
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => {
			resolve(request.result);
		};
		request.onerror = () => {
			reject(request.error ?? new Error('A read failed'));
		};
	});
}
