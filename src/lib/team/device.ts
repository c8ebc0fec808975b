import { openDexieStore } from '#lib/device/dexieStore.ts';
import { createIdentity } from '#lib/device/identity.ts';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { createPersistence, type Persistence } from '#lib/device/persistence.ts';
import type { DeviceFailure, DeviceIdentity, DeviceStore } from '#lib/device/store.ts';
import { publicKeyOf } from '#lib/protocol/record.ts';

/** This browser, or a client without one: what it keeps, its clock, and the relay it was given. */
export interface Device {
	readonly store: DeviceStore;
	readonly persistence: Persistence;
	readonly identity: DeviceIdentity;
	/** Why nothing outlives the page here; null where the browser keeps what it is given. */
	readonly whyNotKept: DeviceFailure | null;
	/** The relay's base, such as `wss://okr.example.org/sync`. */
	readonly relayUrl: string;
	now: () => number;
	random: (bytes: number) => Uint8Array;
}

/** Opens the device's store, or memory where the browser refuses, and makes its identity once. */
export async function openDevice(relayUrl: string): Promise<Device> {
	const opened = await openDexieStore();
	const store = opened.ok ? opened.store : createMemoryStore();
	const made = await store.ensureIdentity(() => createIdentity(publicKeyOf));
	return {
		store,
		persistence: createPersistence(store),
		identity: made.ok ? made.identity : createIdentity(publicKeyOf),
		whyNotKept: opened.ok ? null : opened.why,
		relayUrl,
		now: () => Date.now(),
		random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
	};
}

export type { TeamEntry } from '#lib/device/store.ts';
