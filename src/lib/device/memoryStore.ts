import type { DeviceChange, DeviceFailure, DeviceState, DeviceStore } from './store.ts';
import { createDeviceStore, type Kind, type RowKey, type Rows, type Shelf } from './shelf.ts';

/** What memory stores share when they are given the same one, as tabs share a disk. */
export interface DeviceMemory {
	rows: Map<string, object>;
	listeners: Set<(what: DeviceChange) => void>;
	/** The last write: the next one waits for it. */
	tail: Promise<unknown>;
	/**
	 * Puts all rows where they outlive the process, before a write counts as done, or says why they are not there.
	 * Without it nothing lasts.
	 */
	keep?: (rows: ReadonlyMap<string, object>) => Promise<DeviceFailure | null>;
}

const keyFields: Record<Kind, string[]> = {
	teams: ['teamId'],
	identity: ['key'],
	settings: ['key'],
	seen: ['teamId', 'cycleId'],
	bursts: ['teamId', 'doc', 'key'],
	private: ['teamId', 'doc', 'key']
};

export function createDeviceMemory(): DeviceMemory {
	return { rows: new Map(), listeners: new Set(), tail: Promise.resolve() };
}

/**
 * The device store where the browser refuses storage, and for clients without a browser: everything
 * is gone with the page (`durable` is false) unless `memory` says how to keep it.
 */
export function createMemoryStore(memory: DeviceMemory = createDeviceMemory()): DeviceStore {
	let state: DeviceState = { at: 'open' };
	const mine = new Set<(what: DeviceChange) => void>();

	const shelf: Shelf = {
		durable: memory.keep !== undefined,
		get state() {
			return state;
		},
		async read(_kind, run, empty) {
			return state.at === 'open' ? await run(rowsOver(memory.rows)) : empty;
		},
		async write(_kinds, run) {
			if (state.at !== 'open') return { ok: false, why: 'write-failed' };
			const touched = new Set<Kind>();
			const turn = memory.tail.then(async () => {
				// A copy, so that a transaction that throws leaves nothing behind.
				const draft = new Map(memory.rows);
				const result = await run(rowsOver(draft, touched));
				const why = touched.size > 0 ? await memory.keep?.(draft) : null;
				if (why) {
					touched.clear();
					return { ok: false as const, why };
				}
				memory.rows = draft;
				return result;
			});
			memory.tail = turn.catch(() => undefined);
			const result = await turn;
			for (const kind of touched) for (const fn of [...memory.listeners]) fn(kind);
			return result;
		},
		onChange(fn) {
			const listener = (what: DeviceChange) => fn(what);
			mine.add(listener);
			memory.listeners.add(listener);
			return () => {
				mine.delete(listener);
				memory.listeners.delete(listener);
			};
		},
		close() {
			if (state.at === 'closed') return Promise.resolve();
			state = { at: 'closed' };
			for (const fn of mine) {
				fn('state');
				memory.listeners.delete(fn);
			}
			mine.clear();
			return Promise.resolve();
		}
	};
	return createDeviceStore(shelf);
}

/** Adds to `touched` what changed. No copies: the verbs build what they put and what they hand out. */
function rowsOver(rows: Map<string, object>, touched = new Set<Kind>()): Rows {
	const id = (kind: Kind, key: RowKey) => JSON.stringify([kind, key].flat());
	const of = (kind: Kind, teamId?: string) => {
		const start = JSON.stringify(teamId === undefined ? [kind] : [kind, teamId]).slice(0, -1);
		return [...rows.keys()].filter((key) => key.startsWith(`${start},`));
	};
	const valuesOf = (keys: string[]) => keys.map((key) => rows.get(key));
	return {
		get: (kind, key) => Promise.resolve(rows.get(id(kind, key))),
		all: (kind) => Promise.resolve(valuesOf(of(kind))),
		ofTeam: (kind, teamId) => Promise.resolve(valuesOf(of(kind, teamId))),
		put(kind, row) {
			const key = keyFields[kind].map((field) => (row as Record<string, string>)[field] ?? '');
			rows.set(id(kind, key), row);
			touched.add(kind);
			return Promise.resolve();
		},
		delete(kind, key) {
			if (rows.delete(id(kind, key))) touched.add(kind);
			return Promise.resolve();
		},
		deleteOfTeam(kind, teamId) {
			for (const key of of(kind, teamId)) if (rows.delete(key)) touched.add(kind);
			return Promise.resolve();
		}
	};
}
