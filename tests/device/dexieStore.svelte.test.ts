import { openBrowserStore } from '#lib/device/browserStore.ts';
import { openDexieStore } from '#lib/device/dexieStore.ts';
import {
	type CardId,
	createId,
	type CycleId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import type { DeviceChange, DeviceState, DeviceStore } from '#lib/device/store.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIdentity, aTeam, storeContract } from './storeContract.ts';

const team = aTeam();
const { teamId } = team;
let names = 0;
let name: string;
let stores: DeviceStore[];

beforeEach(() => {
	name = `cairn-test-${++names}`;
	stores = [];
});
afterEach(async () => {
	vi.restoreAllMocks();
	for (const store of stores) await store.close();
	await asked(indexedDB.deleteDatabase(name));
});

async function tab(options = {}): Promise<DeviceStore> {
	const opened = await openDexieStore({ name, ...options });
	if (!opened.ok) throw new Error(`not opened: ${opened.why}`);
	stores.push(opened.store);
	return opened.store;
}

/** As a page opens it that was here before: there is a database, and Dexie's code takes its time. */
async function browserTab(): Promise<DeviceStore> {
	const before = await openDexieStore({ name });
	if (before.ok) await before.store.close();
	const opened = await openBrowserStore({ name });
	if (!opened.ok) throw new Error(`not opened: ${opened.why}`);
	stores.push(opened.store);
	return opened.store;
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('refused'));
	});
}

/** Past the store: IndexedDB as it is. */
async function raw<T>(use: (db: IDBDatabase) => Promise<T>): Promise<T> {
	const db = await asked(indexedDB.open(name));
	try {
		return await use(db);
	} finally {
		db.close();
	}
}

const storage = (tab: () => Promise<DeviceStore>) => () =>
	Promise.resolve({
		tab,
		plant: (table: string, row: object) =>
			raw(async (db) => {
				await asked(db.transaction(table, 'readwrite').objectStore(table).put(row));
			}),
		dump: () =>
			raw(async (db) => {
				const tables = [...db.objectStoreNames];
				const tx = db.transaction(tables);
				const rows = await Promise.all(
					tables.map((table) => asked(tx.objectStore(table).getAll()))
				);
				return JSON.stringify(rows);
			}),
		end: () => Promise.resolve()
	});

storeContract('Dexie', storage(tab));
storeContract('a browser, with Dexie on its way', storage(browserTab));

describe('other tabs', () => {
	test('a tab of another realm is heard and hears', async () => {
		const store = await tab();
		const heard: DeviceChange[] = [];
		store.onChange((what) => heard.push(what));
		const other = new Worker(new URL('./otherTab.ts', import.meta.url), { type: 'module' });
		try {
			const said: unknown[] = [];
			other.onmessage = ({ data }) => said.push(data);
			other.postMessage({ name, team });
			await vi.waitFor(() => expect(said).toEqual(['put']), 4000);
			await vi.waitFor(() => expect(heard).toEqual(['teams']));
			expect(await store.listTeams()).toEqual([team]);
			await store.putSetting('theme', 'dark');
			await vi.waitFor(() => expect(said).toEqual(['put', 'heard settings']));
		} finally {
			other.terminate();
		}
	});

	test('[DEVICE-7] an open store gives way to a newer Cairn and goes on beside it', async () => {
		const store = await tab();
		await store.putTeam(team);
		const upgrade = indexedDB.open(name, 30);
		const blocked = vi.fn();
		upgrade.onblocked = blocked;
		upgrade.onupgradeneeded = () => upgrade.result.createObjectStore('notes');
		const newer = await asked(upgrade);
		expect(blocked).not.toHaveBeenCalled();
		expect(await store.listTeams()).toEqual([team]);
		expect(await store.patchTeam(teamId, { name: 'Haven' })).toEqual({ ok: true });
		expect(store.state).toEqual({ at: 'open' });
		expect(newer.version).toBe(30);
		newer.close();
	});

	test('[DEVICE-7] writes under way while a newer Cairn upgrades are not lost', async () => {
		const store = await tab();
		await store.putTeam(team);
		const putting = Array.from({ length: 30 }, (_, at) =>
			store.putBurst({ teamId, doc: 'd', key: `k${at}`, text: 't', at })
		);
		const upgrade = indexedDB.open(name, 30);
		upgrade.onupgradeneeded = () => upgrade.result.createObjectStore('notes');
		(await asked(upgrade)).close();
		for (const answer of await Promise.all(putting)) expect(answer).toEqual({ ok: true });
		expect(await store.listBursts(teamId)).toHaveLength(30);
	});

	test('[DEVICE-7] storage that an older Cairn made gets what it lacks, and keeps all it had', async () => {
		const made = indexedDB.open(name, 10);
		made.onupgradeneeded = () => {
			for (const [table, keyPath] of [
				['teams', 'teamId'],
				['identity', 'key'],
				['settings', 'key'],
				['seen', ['teamId', 'cycleId']],
				['bursts', ['teamId', 'doc', 'key']]
			] as const)
				made.result.createObjectStore(table, { keyPath: keyPath as string });
			made.transaction?.objectStore('teams').put(team);
		};
		(await asked(made)).close();
		const opened = await openBrowserStore({ name });
		if (!opened.ok) throw new Error(opened.why);
		stores.push(opened.store);
		const mine = await opened.store.openPrivate();
		expect(await mine.listWorkshops(teamId)).toEqual([]);
		const idea = {
			id: createId<CardId>(new Uint8Array(10).fill(1)),
			stageId: createId<StageId>(new Uint8Array(10).fill(2)),
			...{ k: 'abcABC019-_x', text: 'less waste', isSigned: true, at: 1 },
			state: 'typing' as const
		};
		const kickoff = createId<WorkshopId>(new Uint8Array(10).fill(3));
		expect(await mine.putIdea(teamId, kickoff, idea)).toEqual({ ok: true });
		expect(await mine.listIdeas(teamId, kickoff)).toEqual([idea]);
		expect(await opened.store.listTeams()).toEqual([team]);
	});

	test('goes on empty when a person clears the data of the site', async () => {
		const store = await tab();
		await store.putTeam(team);
		await asked(indexedDB.deleteDatabase(name));
		expect(await store.listTeams()).toEqual([]);
		expect(await store.putTeam(team)).toEqual({ ok: true });
		expect(await store.listTeams()).toEqual([team]);
	});
});

describe('opening', () => {
	function factory(open: IDBFactory['open']): IDBFactory {
		return new Proxy(indexedDB, {
			get: (target, key) => (key === 'open' ? open : (Reflect.get(target, key) as unknown))
		});
	}

	test.each(['SecurityError', 'InvalidStateError', 'UnknownError'])(
		'[DEVICE-8] a browser that refuses with %s has no storage',
		async (refusal) => {
			const refusing = factory(() => {
				throw new DOMException('refused', refusal);
			});
			const opened = await openDexieStore({ name, indexedDB: refusing });
			expect(opened).toEqual({ ok: false, why: 'no-storage' });
		}
	);

	test('[DEVICE-8] a browser that gives up while it opens has no storage', async () => {
		const failing = factory((...args) => {
			const request = indexedDB.open(...args);
			request.addEventListener('upgradeneeded', () => request.transaction?.abort());
			return request;
		});
		const opened = await openDexieStore({ name, indexedDB: failing });
		expect(opened).toEqual({ ok: false, why: 'no-storage' });
	});

	test('[DEVICE-8] a browser that never answers counts as blocked', async () => {
		const silent = factory(() => ({}) as IDBOpenDBRequest);
		const opened = await openDexieStore({ name, indexedDB: silent, openWithinMs: 50 });
		expect(opened).toEqual({ ok: false, why: 'blocked' });
	});

	test('[DEVICE-8] a tab that does not give way blocks, and no longer once it is gone', async () => {
		const old = await asked(indexedDB.open(name, 1));
		expect(await openDexieStore({ name, openWithinMs: 100 })).toEqual({
			ok: false,
			why: 'blocked'
		});
		old.close();
		expect((await tab()).state).toEqual({ at: 'open' });
	});

	test('storage that is lost while in use is told once, and found again', async () => {
		let refusing = false;
		const moody = factory((...args) => {
			if (refusing) throw new DOMException('refused', 'SecurityError');
			return indexedDB.open(...args);
		});
		const store = await tab({ indexedDB: moody });
		await store.putTeam(team);
		const states: DeviceState[] = [];
		store.onChange((what) => what === 'state' && states.push(store.state));
		refusing = true;
		// The store gives way to this one, and has to open anew.
		(await asked(indexedDB.open(name, 21))).close();
		expect(await store.listTeams()).toEqual([]);
		expect(await store.putTeam(team)).toEqual({ ok: false, why: 'no-storage' });
		expect(states).toEqual([{ at: 'failed', why: 'no-storage' }]);
		refusing = false;
		expect(await store.listTeams()).toEqual([team]);
		expect(states).toEqual([{ at: 'failed', why: 'no-storage' }, { at: 'open' }]);
	});
});

describe('writes that the disk refuses', () => {
	const full = new DOMException('full', 'QuotaExceededError');

	test('[DEVICE-6] a disk that is full when a row is put is said to be full', async () => {
		const store = await tab();
		await store.putTeam(team);
		vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
			throw full;
		});
		expect(await store.putTeam(aTeam({ name: 'Haven' }))).toEqual({ ok: false, why: 'quota' });
		vi.restoreAllMocks();
		expect(await store.getTeam(teamId)).toEqual(team);
		expect(store.state).toEqual({ at: 'open' });
	});

	test('[DEVICE-6] a disk that is full when the transaction commits is said to be full', async () => {
		const store = await tab();
		await store.putTeam(team);
		abortAfterPut();
		vi.spyOn(IDBTransaction.prototype, 'error', 'get').mockReturnValue(full);
		expect(await store.putTeam(aTeam({ name: 'Haven' }))).toEqual({ ok: false, why: 'quota' });
		vi.restoreAllMocks();
		expect(await store.getTeam(teamId)).toEqual(team);
	});

	test('[DEVICE-6] a write that is aborted after it seemed to succeed is not called kept', async () => {
		const store = await tab();
		await store.putTeam(team);
		abortAfterPut();
		expect(await store.putTeam(aTeam({ name: 'Haven' }))).toEqual({
			ok: false,
			why: 'write-failed'
		});
		expect(await store.ensureIdentity(() => anIdentity(5))).toEqual({
			ok: false,
			why: 'write-failed'
		});
		vi.restoreAllMocks();
		expect(await store.getTeam(teamId)).toEqual(team);
		expect(await store.getIdentity()).toBeNull();
	});

	/** As a failing disk does it: every request succeeds, and then the transaction does not. */
	function abortAfterPut(): void {
		const put = Reflect.get(IDBObjectStore.prototype, 'put') as (
			row: unknown
		) => IDBRequest<IDBValidKey>;
		vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
			this: IDBObjectStore,
			...row: [unknown]
		) {
			const request = put.apply(this, row);
			request.addEventListener('success', () => this.transaction.abort());
			return request;
		});
	}
});

describe('privacy', () => {
	/** Every verb once, with what is secret in it. */
	async function everyVerb(store: DeviceStore): Promise<void> {
		const cycleId = createId<CycleId>(new Uint8Array(10));
		await store.ensureIdentity(() => anIdentity(5));
		await store.putTeam(team);
		await store.patchTeam(teamId, { name: 'Haven' });
		await store.putSetting('theme', 'secret-setting');
		await store.putSeen(teamId, cycleId, { plan: 'secret-plan', seenAt: 1 });
		await store.putBurst({ teamId, doc: 'd', key: 'k', text: 'secret-typing', at: 1 });
		await store.listTeams();
		await store.getIdentity();
		await store.getSetting('theme');
		await store.getSeen(teamId, cycleId);
		await store.listBursts(teamId);
		await store.deleteBurst(teamId, 'd', 'k');
		await store.forgetTeam(teamId);
	}

	test('[PRIVATE-1] no verb of the device store speaks to a network', async () => {
		const spoke = vi.fn();
		vi.spyOn(globalThis, 'fetch').mockImplementation(spoke);
		vi.spyOn(navigator, 'sendBeacon').mockImplementation(spoke);
		vi.spyOn(XMLHttpRequest.prototype, 'open').mockImplementation(spoke);
		// Not `WebSocket.prototype.send`: the test runner itself speaks over a socket it opened before.
		for (const connection of ['WebSocket', 'EventSource', 'RTCPeerConnection'] as const)
			vi.spyOn(globalThis, connection).mockImplementation(spoke);
		await everyVerb(await tab());
		vi.restoreAllMocks();
		expect(spoke).not.toHaveBeenCalled();
	});

	test('[PRIVATE-2] tabs tell each other which rows changed, never what stands in them', async () => {
		const told: string[] = [];
		vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => {
			told.push(JSON.stringify(message));
		});
		await everyVerb(await tab());
		await vi.waitFor(() => expect(told.join()).toContain('/bursts/'));
		const secrets = [team.token, team.adminSeed, team.record, team.name, 'Haven', 'secret-'];
		for (const secret of secrets) expect(told.join()).not.toContain(secret);
	});
});

describe('before Dexie is here', () => {
	/** A page that was here before, and whose code of Dexie has not come. */
	async function early(dexie: Parameters<typeof openBrowserStore>[1]): Promise<DeviceStore> {
		await (await tab()).putTeam(team);
		const opened = await openBrowserStore({ name }, dexie);
		if (!opened.ok) throw new Error(`not opened: ${opened.why}`);
		stores.push(opened.store);
		return opened.store;
	}

	test('what is stored is read, and what is written waits', async () => {
		const { promise, resolve } =
			Promise.withResolvers<typeof import('#lib/device/dexieStore.ts')>();
		const store = await early(() => promise);
		expect(await store.listTeams()).toEqual([team]);
		const done: string[] = [];
		const writing = store.patchTeam(teamId, { name: 'Haven' }).then(() => done.push('written'));
		// What is read now is what was written: it waits too, where another table does not.
		const reading = store.getTeam(teamId).then((found) => done.push(`read ${found?.name}`));
		expect(await store.getSetting('theme')).toBeUndefined();
		expect(done).toEqual([]);
		resolve(await import('#lib/device/dexieStore.ts'));
		await Promise.all([writing, reading]);
		expect(done.toSorted()).toEqual(['read Haven', 'written']);
	});

	test('what another tab writes meanwhile is told once it is', async () => {
		const { promise, resolve } =
			Promise.withResolvers<typeof import('#lib/device/dexieStore.ts')>();
		const store = await early(() => promise);
		expect(await store.listTeams()).toEqual([team]);
		const told: DeviceChange[] = [];
		store.onChange((what) => told.push(what));
		await (await tab()).patchTeam(teamId, { name: 'Haven' });
		resolve(await import('#lib/device/dexieStore.ts'));
		await vi.waitFor(() => expect(told).toContain('teams'));
		expect((await store.getTeam(teamId))?.name).toBe('Haven');
	});

	test('where its code cannot be fetched that is said, and asked again by the next write', async () => {
		let isAway = true;
		const store = await early(() =>
			isAway ? Promise.reject(new TypeError('no network')) : import('#lib/device/dexieStore.ts')
		);
		await vi.waitFor(() => expect(store.state.at).toBe('failed'));
		expect(await store.patchTeam(teamId, { name: 'Haven' })).toEqual({
			ok: false,
			why: 'write-failed'
		});
		isAway = false;
		expect(await store.patchTeam(teamId, { name: 'Haven' })).toEqual({ ok: true });
		expect(store.state).toEqual({ at: 'open' });
	});

	test('a browser that was never here makes its storage as ever', async () => {
		const opened = await openBrowserStore({ name });
		if (!opened.ok) throw new Error(`not opened: ${opened.why}`);
		stores.push(opened.store);
		expect(await opened.store.putTeam(team)).toEqual({ ok: true });
		expect(await opened.store.listTeams()).toEqual([team]);
	});
});
