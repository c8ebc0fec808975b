import { openBrowserStore } from '#lib/device/browserStore.ts';
import { createIdentity } from '#lib/device/identity.ts';
import { createPersistence, type Persistence } from '#lib/device/persistence.ts';
import type { DeviceFailure, DeviceIdentity, DeviceStore } from '#lib/device/store.ts';
import { openDisk, type OpenDisk } from '#lib/sync/disk.ts';

/** This browser, or a client without one: what it keeps, its clock, and the relay it was given. */
export interface Device {
	readonly store: DeviceStore;
	readonly persistence: Persistence;
	readonly identity: DeviceIdentity;
	/** Why nothing outlives the page here; null where the browser keeps what it is given. */
	readonly whyNotKept: DeviceFailure | null;
	/** Where documents are kept; asked only where something is kept at all. */
	readonly openDisk: OpenDisk;
	/** Somebody else's machine: nothing of what is opened here may outlive the page. */
	readonly isBorrowed?: true;
	/** Asks no relay for a team's documents: what is written here waits for an opening that does. */
	readonly isOffline?: true;
	/** The relay's base, such as `wss://okr.example.org/sync`. */
	readonly relayUrl: string;
	now: () => number;
	random: (bytes: number) => Uint8Array;
}

/** A device whose store is this page's memory: a machine that was borrowed for a while, see docs/decisions/0023. */
export async function openBorrowed(relayUrl: string): Promise<Device> {
	const means = { whyNotKept: 'no-storage', openDisk, relayUrl } as const;
	return { ...(await deviceOver(await memoryStore(), means)), isBorrowed: true };
}

/** Opens the device's store, or memory where the browser refuses, and makes its identity once. */
export async function openDevice(relayUrl: string): Promise<Device> {
	const opened = await openBrowserStore();
	const store = opened.ok ? opened.store : await memoryStore();
	return deviceOver(store, { whyNotKept: opened.ok ? null : opened.why, openDisk, relayUrl });
}

/** A device that keeps what is its own in this store; its identity is made at the first opening. */
export async function deviceOver(
	store: DeviceStore,
	means: Pick<Device, 'whyNotKept' | 'openDisk' | 'isOffline' | 'relayUrl'>
): Promise<Device> {
	return {
		...means,
		store,
		persistence: createPersistence(store),
		identity: (await store.getIdentity()) ?? (await makeIdentity(store)),
		now: () => Date.now(),
		random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
	};
}

async function memoryStore(): Promise<DeviceStore> {
	const { createMemoryStore } = await import('#lib/device/memoryStore.ts');
	return createMemoryStore();
}

/** Once in the life of a browser. */
async function makeIdentity(store: DeviceStore): Promise<DeviceIdentity> {
	const { publicKeyOf } = await import('#lib/protocol/record.ts');
	const made = await store.ensureIdentity(() => createIdentity(publicKeyOf));
	return made.ok ? made.identity : createIdentity(publicKeyOf);
}

export type { TeamEntry } from '#lib/device/store.ts';
