// IndexedDB by Dexie. Connections come and go under us: a newer tab upgrades, a person clears the
// site's data, the browser closes what it likes. So every access opens first if need be, within a
// time. An older Cairn may go on beside a newer one, as Dexie opens a database of a higher version
// and shapes change by addition only.

import { Dexie, type ObservabilitySet, type Table } from 'dexie';
import { createDeviceStore, type Kind, type Rows, type Shelf } from './shelf.ts';
import type { DeviceChange, DeviceFailure, DeviceState, DeviceStore } from './store.ts';

export interface DexieStoreOptions {
	/** Of the database. Default `cairn`. */
	name?: string;
	/** How long opening may take before it counts as blocked; default 4000. */
	openWithinMs?: number;
	/** Default: the browser's. */
	indexedDB?: IDBFactory;
}

const kinds: Kind[] = ['teams', 'identity', 'settings', 'seen', 'bursts', 'private'];

/**
 * Opens the device store of this browser. Not ok: nothing can be kept here; go on with a memory store
 * and say so. What blocks may go away, so `blocked` is worth another try after a reload.
 */
export async function openDexieStore(
	options: DexieStoreOptions = {}
): Promise<{ ok: true; store: DeviceStore } | { ok: false; why: DeviceFailure }> {
	const opened = await openDexieShelf(options);
	return opened.ok ? { ok: true, store: createDeviceStore(opened.shelf) } : opened;
}

/** The same without the verbs on top. */
export async function openDexieShelf(
	options: DexieStoreOptions = {}
): Promise<{ ok: true; shelf: Shelf } | { ok: false; why: DeviceFailure }> {
	const { name = 'cairn', openWithinMs = 4000 } = options;
	const db = describe(name, options.indexedDB);
	try {
		await openWithin(db, openWithinMs);
	} catch (error) {
		return { ok: false, why: whyOf(error) };
	}
	return { ok: true, shelf: shelve(db, openWithinMs) };
}

function describe(name: string, indexedDB?: IDBFactory): Dexie {
	const db = new Dexie(name, {
		// Opening is ours: an implicit one has no time limit.
		autoOpen: false,
		// Keys and tokens are acknowledged when the disk has them, not when the process has.
		chromeTransactionDurability: 'strict',
		...(indexedDB && { indexedDB })
	});
	db.version(1).stores({
		teams: 'teamId',
		identity: 'key',
		settings: 'key',
		seen: '[teamId+cycleId]',
		bursts: '[teamId+doc+key]'
	});
	db.version(2).stores({ private: '[teamId+doc+key]' });
	// Gives way to whoever upgrades or deletes (Dexie's own listener does the same, and complains).
	db.on('versionchange', () => {
		db.close();
		return false;
	});
	return db;
}

function shelve(db: Dexie, openWithinMs: number): Shelf {
	const listeners = new Set<(what: DeviceChange) => void>();
	let state: DeviceState = { at: 'open' };
	let opening: Promise<unknown> | null = null;

	function tell(what: DeviceChange): void {
		for (const fn of [...listeners]) fn(what);
	}
	function become(next: DeviceState): void {
		const same = state.at === next.at && whyIn(state) === whyIn(next);
		if (same || state.at === 'closed') return;
		state = next;
		tell('state');
	}

	/** Fired by Dexie after a commit, here and (by its BroadcastChannel) in every other tab. */
	function heard(parts: ObservabilitySet & { all?: unknown }): void {
		for (const kind of kinds) {
			const prefix = `idb://${db.name}/${kind}/`;
			if (parts.all || Object.keys(parts).some((part) => part.startsWith(prefix))) tell(kind);
		}
	}
	Dexie.on('storagemutated', heard);

	async function access<T>(run: () => PromiseLike<T>): Promise<T> {
		if (state.at === 'closed') throw new Dexie.DatabaseClosedError();
		try {
			if (!db.isOpen()) {
				opening ??= openWithin(db, openWithinMs).finally(() => (opening = null));
				await opening;
			}
			const result = await run();
			become({ at: 'open' });
			return result;
		} catch (error) {
			const why = whyOf(error);
			if (why === 'no-storage' || why === 'blocked') become({ at: 'failed', why });
			throw error;
		}
	}

	return {
		durable: true,
		get state() {
			return state;
		},
		async read(kind, run, empty) {
			try {
				return await access(() => db.transaction('r', [kind], () => run(rowsOver(db))));
			} catch {
				return empty;
			}
		},
		async write(kinds, run) {
			try {
				return await access(() => db.transaction('rw', kinds, () => run(rowsOver(db))));
			} catch (error) {
				if (error instanceof TypeError) throw error;
				return { ok: false, why: whyOf(error) };
			}
		},
		onChange(fn) {
			const listener = (what: DeviceChange) => fn(what);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		close() {
			Dexie.on.storagemutated.unsubscribe(heard);
			become({ at: 'closed' });
			listeners.clear();
			db.close();
			return Promise.resolve();
		}
	};
}

function rowsOver(db: Dexie): Rows {
	const table = (kind: Kind): Table<unknown, unknown> => db.table(kind);
	return {
		get: (kind, key) => table(kind).get(key),
		all: (kind) => table(kind).toArray(),
		ofTeam: (kind, teamId) => table(kind).where({ teamId }).toArray(),
		put: (kind, row) => table(kind).put(row),
		delete: (kind, key) => table(kind).delete(key),
		deleteOfTeam: (kind, teamId) => table(kind).where({ teamId }).delete()
	};
}

/** IndexedDB promises no answer: an upgrade waits for other tabs, and engines have hung. */
async function openWithin(db: Dexie, ms: number): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Dexie.TimeoutError('Not opened in time')), ms);
	});
	try {
		await Promise.race([db.open(), late]);
	} catch (error) {
		db.close();
		throw new Dexie.OpenFailedError('The device store did not open', error as Error);
	} finally {
		clearTimeout(timer);
	}
}

/** By the names alone: what a browser refuses to open has a different one in every engine. */
function whyOf(error: unknown): DeviceFailure {
	const names = namesOf(error);
	if (names.includes('QuotaExceededError')) return 'quota';
	if (!names.includes('OpenFailedError')) return 'write-failed';
	return names.includes('TimeoutError') ? 'blocked' : 'no-storage';
}

function whyIn(state: DeviceState): DeviceFailure | null {
	return state.at === 'failed' ? state.why : null;
}

/** Dexie wraps: an AbortError holds the quota error that made it. */
function namesOf(error: unknown): string[] {
	const names: string[] = [];
	let at = error;
	while (typeof at === 'object' && at !== null && names.length < 8) {
		if ('name' in at && typeof at.name === 'string') names.push(at.name);
		at = 'inner' in at ? at.inner : null;
	}
	return names;
}
