// What a driver has to bring, and the verbs of the port written once on top of it, so that memory and
// IndexedDB cannot come to differ in what a verb means.

import { readBurst, readIdentity, readJson, readSeen, readTeamEntry } from './rows.ts';
import {
	carried,
	type DeviceChange,
	type DeviceFailure,
	type DeviceRows,
	type DeviceState,
	type DeviceStore
} from './store.ts';

/** A table. Keys: `teams` teamId; `identity` and `settings` key; the others as in `RowKey`. */
export type Kind = Exclude<DeviceChange, 'state'>;

/** `seen`: [teamId, cycleId]; `bursts` and `private`: [teamId, doc, key]. Rows carry their key in fields so named. */
export type RowKey = string | string[];

/** Tables whose rows go with their team. */
const ofTeams = ['seen', 'bursts', 'private'] as const satisfies Kind[];
type OfTeam = (typeof ofTeams)[number];

/** The rows within one transaction. Nothing but these promises may be awaited inside of it. */
export interface Rows {
	get(kind: Kind, key: RowKey): PromiseLike<unknown>;
	all(kind: Kind): PromiseLike<unknown[]>;
	ofTeam(kind: OfTeam, teamId: string): PromiseLike<unknown[]>;
	put(kind: Kind, row: object): PromiseLike<unknown>;
	delete(kind: Kind, key: RowKey): PromiseLike<unknown>;
	deleteOfTeam(kind: OfTeam, teamId: string): PromiseLike<unknown>;
}

export interface Shelf {
	readonly durable: boolean;
	readonly state: DeviceState;
	/** Answers `empty` where the storage cannot be read; never rejects for the world's reasons. */
	read<T>(kind: Kind, run: (rows: Rows) => PromiseLike<T>, empty: T): Promise<T>;
	/** All or nothing, one after the other, answering after the commit. A TypeError of `run` passes. */
	write<T>(
		kinds: Kind[],
		run: (rows: Rows) => Promise<T>
	): Promise<T | { ok: false; why: DeviceFailure }>;
	onChange(fn: (what: DeviceChange) => void): () => void;
	close(): Promise<void>;
}

const done = { ok: true } as const;
const gone = { ok: false, why: 'gone' } as const;
/** There is one identity, so its row needs a name and no more. */
const identityKey = 'this';

export function createDeviceStore(shelf: Shelf): DeviceStore {
	return {
		get durable() {
			return shelf.durable;
		},
		get state() {
			return shelf.state;
		},

		async listTeams() {
			const rows = await shelf.read('teams', (rows) => rows.all('teams'), []);
			return rows
				.map(readTeamEntry)
				.filter((entry) => entry !== null)
				.sort((a, b) => b.openedAt - a.openedAt || (a.teamId < b.teamId ? -1 : 1));
		},
		async getTeam(teamId) {
			return readTeamEntry(
				await shelf.read('teams', (rows) => rows.get('teams', teamId), undefined)
			);
		},
		async putTeam(entry) {
			const row = usable(readTeamEntry(entry));
			return shelf.write(['teams'], async (rows) => {
				await rows.put('teams', row);
				return done;
			});
		},
		async patchTeam(teamId, patch) {
			return shelf.write(['teams'], async (rows) => {
				const row = await rows.get('teams', teamId);
				const entry = readTeamEntry(row);
				if (!entry) return gone;
				// What a newer Cairn keeps in the same row stays.
				const changed = usable(readTeamEntry({ ...entry, ...patch, teamId }));
				await rows.put('teams', { ...(row as object), ...changed });
				return done;
			});
		},
		async forgetTeam(teamId) {
			return shelf.write(['teams', ...ofTeams], async (rows) => {
				await rows.delete('teams', teamId);
				for (const kind of ofTeams) await rows.deleteOfTeam(kind, teamId);
				return done;
			});
		},

		async getIdentity() {
			const row = await shelf.read('identity', (rows) => rows.get('identity', identityKey), null);
			return readIdentity(row);
		},
		async ensureIdentity(create) {
			return shelf.write(['identity'], async (rows) => {
				const kept = readIdentity(await rows.get('identity', identityKey));
				if (kept) return { ok: true as const, identity: kept };
				const identity = usable(readIdentity(create()));
				await rows.put('identity', { key: identityKey, ...identity });
				return { ok: true as const, identity: usable(readIdentity(identity)) };
			});
		},

		async getSetting(key) {
			return readJson(await shelf.read('settings', (rows) => rows.get('settings', key), undefined));
		},
		async putSetting(key, value) {
			const json = value === undefined ? undefined : toJson(value);
			return shelf.write(['settings'], async (rows) => {
				if (json === undefined) await rows.delete('settings', key);
				else await rows.put('settings', { key, json });
				return done;
			});
		},

		async getSeen(teamId, cycleId) {
			const row = await shelf.read('seen', (rows) => rows.get('seen', [teamId, cycleId]), null);
			return readSeen(row);
		},
		async putSeen(teamId, cycleId, { plan, seenAt }) {
			const json = toJson(plan);
			return shelf.write(['teams', 'seen'], async (rows) => {
				if (!readTeamEntry(await rows.get('teams', teamId))) return gone;
				await rows.put('seen', { teamId, cycleId, json, seenAt });
				return done;
			});
		},

		async listBursts(teamId) {
			const rows = await shelf.read('bursts', (rows) => rows.ofTeam('bursts', teamId), []);
			return rows
				.map(readBurst)
				.filter((burst) => burst !== null)
				.sort((a, b) => a.at - b.at);
		},
		async putBurst(burst) {
			const row = usable(readBurst(burst));
			return shelf.write(['teams', 'bursts'], async (rows) => {
				if (!readTeamEntry(await rows.get('teams', row.teamId))) return gone;
				await rows.put('bursts', row);
				return done;
			});
		},
		async deleteBurst(teamId, doc, key) {
			return shelf.write(['bursts'], async (rows) => {
				await rows.delete('bursts', [teamId, doc, key]);
				return done;
			});
		},

		async openPrivate() {
			const { createPrivateStore } = await import('./privateStore.ts');
			return createPrivateStore(shelf);
		},

		async dump() {
			const rows: DeviceRows = {};
			for (const kind of carried) rows[kind] = await shelf.read(kind, (some) => some.all(kind), []);
			return rows;
		},
		async restore(given) {
			const { restoreRows } = await import('./restore.ts');
			return shelf.write([...carried], async (rows) => {
				await restoreRows(rows, given);
				return done;
			});
		},

		onChange: (fn) => shelf.onChange(fn),
		close: () => shelf.close()
	};
}

/** What would not be read back must not be written: that is our mistake, and it is told at once. */
function usable<T>(row: T | null): T {
	if (row === null) throw new TypeError('The device store was given a row that it could not read');
	return row;
}

function toJson(value: unknown): string {
	const json: unknown = JSON.stringify(value);
	if (typeof json !== 'string') throw new TypeError('The device store keeps JSON only');
	return json;
}
