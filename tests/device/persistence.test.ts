import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { createPersistence } from '#lib/device/persistence.ts';
import { expect, test, vi } from 'vitest';

/** A browser that gives these answers, one after the other, and keeps a grant until it is taken back. */
function browser(...answers: boolean[]) {
	const told = { granted: false };
	const persist = vi.fn(() => {
		told.granted = answers.shift() ?? false;
		return Promise.resolve(told.granted);
	});
	return { told, persist, storage: { persist, persisted: () => Promise.resolve(told.granted) } };
}

test('[DEVICE-9] the browser is asked once, however many edits follow, also after a reload', async () => {
	const { storage, persist } = browser(false, true);
	const store = createMemoryStore();
	const here = createPersistence(store, storage);
	expect(await here.answer()).toBe('not-asked');
	expect(await Promise.all([here.ask(), here.ask(), here.ask()])).toEqual(Array(3).fill('denied'));
	expect(await here.ask()).toBe('denied');
	const reloaded = createPersistence(store, storage);
	expect(await reloaded.ask()).toBe('denied');
	expect(persist).toHaveBeenCalledTimes(1);
	expect(await reloaded.answer()).toBe('denied');
});

test('[DEVICE-9] a person can ask again, and a grant is not asked for twice', async () => {
	const { storage, persist } = browser(false, true);
	const persistence = createPersistence(createMemoryStore(), storage);
	await persistence.ask();
	expect(await persistence.ask({ again: true })).toBe('granted');
	expect(await persistence.ask({ again: true })).toBe('granted');
	expect(persist).toHaveBeenCalledTimes(2);
});

test('[DEVICE-9] a grant that was taken back is not claimed any longer', async () => {
	const { storage, told } = browser(true);
	const persistence = createPersistence(createMemoryStore(), storage);
	expect(await persistence.ask()).toBe('granted');
	told.granted = false;
	expect(await persistence.answer()).toBe('denied');
});

test('a person who takes long over the question is asked it once', async () => {
	const { storage, persist } = browser();
	const persistence = createPersistence(createMemoryStore(), {
		...storage,
		persist: () => persist().then(() => new Promise<boolean>(() => {}))
	});
	void persistence.ask();
	void persistence.ask();
	await vi.waitFor(() => expect(persist).toHaveBeenCalled());
	void persistence.ask({ again: true });
	expect(await persistence.answer()).toBe('not-asked');
	expect(persist).toHaveBeenCalledTimes(1);
});

test('where the browser cannot be asked, as on plain http, it says so', async () => {
	const persistence = createPersistence(createMemoryStore(), undefined);
	expect(await persistence.answer()).toBe('unsupported');
	expect(await persistence.ask()).toBe('unsupported');
	expect(await persistence.estimate()).toBeNull();
	expect(await createPersistence(createMemoryStore(), {}).ask()).toBe('unsupported');
});

test('a browser that fails to answer has denied', async () => {
	const persist = () => Promise.reject(new TypeError('not here'));
	const persistence = createPersistence(createMemoryStore(), { persist, persisted: persist });
	expect(await persistence.ask()).toBe('denied');
});

test('tells bytes used and available, or nothing where the browser tells nothing', async () => {
	const estimating = (estimate: StorageEstimate) =>
		createPersistence(createMemoryStore(), { estimate: () => Promise.resolve(estimate) });
	expect(await estimating({ usage: 12, quota: 1000 }).estimate()).toEqual({
		usedBytes: 12,
		quotaBytes: 1000
	});
	expect(await estimating({}).estimate()).toBeNull();
});
