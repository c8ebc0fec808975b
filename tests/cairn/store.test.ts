import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import type { DeviceStore } from '#lib/device/store.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder } from '../../tools/cairn/folder.ts';
import { loadDeviceMemory } from '../../tools/cairn/store.ts';
import { anIdentity, aTeam, storeContract } from '../device/storeContract.ts';

const keyFields: Record<string, string[]> = {
	teams: ['teamId'],
	identity: ['key'],
	settings: ['key'],
	seen: ['teamId', 'cycleId'],
	bursts: ['teamId', 'doc', 'key']
};

storeContract('file', async () => {
	const dir = await mkdtemp(path.join(tmpdir(), 'cairn-store-'));
	const folder = await openFolder(dir);
	const tabs: DeviceStore[] = [];
	let memory = await loadDeviceMemory(folder);
	return {
		async tab() {
			// Once every tab is closed, only the file knows anything.
			if (tabs.length > 0 && tabs.every(({ state }) => state.at === 'closed'))
				memory = await loadDeviceMemory(folder);
			const store = createMemoryStore(memory);
			tabs.push(store);
			return store;
		},
		async plant(table, row) {
			const fields = row as Record<string, unknown>;
			const key = JSON.stringify([
				table,
				...(keyFields[table] ?? []).map((field) => fields[field])
			]);
			memory.rows.set(key, row);
			await memory.keep?.(memory.rows);
			memory.rows = (await loadDeviceMemory(folder)).rows;
		},
		dump: async () => readFile(path.join(dir, 'device.json'), 'utf8'),
		end: () => rm(dir, { recursive: true })
	};
});

let dir: string;
beforeEach(async () => {
	dir = await mkdtemp(path.join(tmpdir(), 'cairn-store-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function opened(isMine?: () => Promise<boolean>): Promise<DeviceStore> {
	return createMemoryStore(await loadDeviceMemory(await openFolder(dir, isMine)));
}

test('[HEADLESS-11] what a store keeps can be read by its owner alone, and the next run finds all of it', async () => {
	const store = await opened();
	expect(store.durable).toBe(true);
	await store.putTeam(aTeam());
	await store.ensureIdentity(() => anIdentity(7));
	expect((await stat(path.join(dir, 'device.json'))).mode & 0o077).toBe(0);
	const again = await opened();
	expect(await again.listTeams()).toEqual([aTeam()]);
	expect(await again.getIdentity()).toEqual(anIdentity(7));
});

test('[HEADLESS-7] a write that fails changes nothing, says so, and leaves the file that was there', async () => {
	let isMine = true;
	const store = await opened(() => Promise.resolve(isMine));
	await store.putSetting('theme', 'dark');
	isMine = false;
	expect(await store.putSetting('theme', 'light')).toEqual({ ok: false, why: 'write-failed' });
	expect(await store.getSetting('theme')).toBe('dark');
	expect(await (await opened()).getSetting('theme')).toBe('dark');
	expect(await readdir(dir)).toEqual(['device.json']);
});

test('[HEADLESS-7] a file that cannot be read is not replaced by an empty one', async () => {
	for (const text of ['{"cairn":"device","ver', '[]', '{"cairn":"device","version":2,"rows":[]}']) {
		await writeFile(path.join(dir, 'device.json'), text);
		await expect(opened()).rejects.toThrow();
		expect(await readFile(path.join(dir, 'device.json'), 'utf8')).toBe(text);
	}
});
