import { createDeviceMemory, createMemoryStore } from '#lib/device/memoryStore.ts';
import { expect, test } from 'vitest';
import { storeContract } from './storeContract.ts';

const keyFields: Record<string, string[]> = {
	teams: ['teamId'],
	identity: ['key'],
	settings: ['key'],
	seen: ['teamId', 'cycleId'],
	bursts: ['teamId', 'doc', 'key'],
	private: ['teamId', 'doc', 'key']
};

storeContract('memory', () => {
	const memory = createDeviceMemory();
	return Promise.resolve({
		tab: () => Promise.resolve(createMemoryStore(memory)),
		plant(table, row) {
			const fields = row as Record<string, unknown>;
			const key = (keyFields[table] ?? []).map((field) => fields[field]);
			memory.rows.set(JSON.stringify([table, ...key]), row);
			return Promise.resolve();
		},
		dump: () => Promise.resolve(JSON.stringify([...memory.rows])),
		end: () => Promise.resolve()
	});
});

test('a memory store says that it does not last, and two of them share nothing', async () => {
	const one = createMemoryStore();
	expect(one.durable).toBe(false);
	await one.putSetting('theme', 'dark');
	expect(await createMemoryStore().getSetting('theme')).toBeUndefined();
});
