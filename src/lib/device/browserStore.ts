// The device store of a browser, from the moment its rows can be read. Dexie comes meanwhile and takes over: what is
// written waits for it, and what is read after a write that still waits does so too.

import type { DexieStoreOptions } from './dexieStore.ts';
import { openFirstReads } from './firstReads.ts';
import { createDeviceStore, type Kind, type Shelf } from './shelf.ts';
import type { DeviceChange, DeviceFailure, DeviceState, DeviceStore } from './store.ts';

type Opened = { ok: true; shelf: Shelf } | { ok: false; why: DeviceFailure };

/** As `openDexieStore`, and what it answers where there is nothing to read yet. */
export async function openBrowserStore(
	options: DexieStoreOptions = {},
	dexie: () => Promise<typeof import('./dexieStore.ts')> = () => import('./dexieStore.ts')
): Promise<{ ok: true; store: DeviceStore } | { ok: false; why: DeviceFailure }> {
	const open = async (): Promise<Opened> => {
		try {
			return await (await dexie()).openDexieShelf(options);
		} catch {
			// Its code could not be fetched: the next one who needs it asks again.
			return { ok: false, why: 'write-failed' };
		}
	};
	const { name = 'cairn', openWithinMs = 4000, indexedDB } = options;
	const opening = open();
	const first = await openFirstReads(name, openWithinMs, indexedDB);
	if (first) return { ok: true, store: createDeviceStore(shelve(first, opening, open)) };
	const opened = await opening;
	return opened.ok ? { ok: true, store: createDeviceStore(opened.shelf) } : opened;
}

function shelve(
	first: NonNullable<Awaited<ReturnType<typeof openFirstReads>>>,
	opening: Promise<Opened>,
	open: () => Promise<Opened>
): Shelf {
	const listeners = new Set<(what: DeviceChange) => void>();
	/** Tables that are being written while Dexie is on its way. */
	const waiting = new Set<Kind>();
	let shelf: Shelf | null = null;
	let state: DeviceState = { at: 'open' };
	let coming: Promise<Opened> | null = opening;

	const tell = (what: DeviceChange): void => {
		for (const fn of [...listeners]) fn(what);
	};
	const become = (next: DeviceState): void => {
		state = next;
		tell('state');
	};
	const arrive = async (): Promise<Opened> => {
		const opened = await (coming ??= open());
		if (!opened.ok) {
			coming = null;
			if (state.at === 'open') become({ at: 'failed', why: opened.why });
			return opened;
		}
		if (shelf) return opened;
		shelf = opened.shelf;
		first.close();
		if (state.at === 'closed') await shelf.close();
		shelf.onChange(tell);
		if (state.at === 'failed') become({ at: 'open' });
		void tellMissed(opened.shelf);
		return opened;
	};
	/** What another tab wrote while nobody here was told. */
	const tellMissed = async (from: Shelf): Promise<void> => {
		const now = textsOf((kind) => from.read(kind, (rows) => rows.all(kind), []));
		const changed = await Promise.all([before, now]);
		for (const [at, kind] of heard.entries()) if (changed[0][at] !== changed[1][at]) tell(kind);
	};
	const before = textsOf((kind) => first.read(kind, (rows) => rows.all(kind)));
	void arrive();

	return {
		durable: true,
		get state() {
			return shelf?.state ?? state;
		},
		async read(kind, run, empty) {
			if (!shelf && !waiting.has(kind) && state.at === 'open') {
				const read = await first.read(kind, run).then(
					(value) => ({ value }),
					() => null
				);
				if (read) return read.value;
			}
			const opened = await arrive();
			return opened.ok ? opened.shelf.read(kind, run, empty) : empty;
		},
		async write(kinds, run) {
			for (const kind of kinds) waiting.add(kind);
			const opened = await arrive();
			return opened.ok ? opened.shelf.write(kinds, run) : opened;
		},
		onChange(fn) {
			const listener = (what: DeviceChange) => fn(what);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		async close() {
			first.close();
			const wasOpen = state.at !== 'closed';
			state = { at: 'closed' };
			const opened = await coming;
			if (opened?.ok) await opened.shelf.close();
			else if (wasOpen) tell('state');
			listeners.clear();
		}
	};
}

/** What a page shows of the store without asking again. */
const heard = ['teams', 'settings'] as const;

function textsOf(readAll: (kind: Kind) => Promise<unknown[]>): Promise<string[]> {
	const read = (kind: Kind) =>
		readAll(kind).then(
			(rows) => JSON.stringify(rows),
			() => ''
		);
	return Promise.all(heard.map(read));
}
