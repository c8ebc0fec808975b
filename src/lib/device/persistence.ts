// Browsers may drop a site's storage when the disk runs full, or (Safari) after a week without a visit,
// unless they were asked not to and agreed. The answer is a fact to show, not to hide.

import type { DeviceStore } from './store.ts';

/** `unsupported`: the browser cannot be asked, such as on plain http. `not-asked`: not yet. */
export type PersistenceAnswer = 'granted' | 'denied' | 'unsupported' | 'not-asked';

export interface Persistence {
	/** What the browser says now; asks nothing of a person. */
	answer(): Promise<PersistenceAnswer>;
	/**
	 * To be called after each edit of this person's own: the first one asks, later ones answer what was
	 * answered then (Firefox puts the question to the person, once is enough). `again` is for a button:
	 * Chromium decides by how much the site is used, so a later question may be granted.
	 */
	ask(options?: { again?: boolean }): Promise<PersistenceAnswer>;
	/** Bytes, as far as the browser tells; all sites of this origin together. */
	estimate(): Promise<{ usedBytes: number; quotaBytes: number } | null>;
}

const setting = 'persistence';

/** `storage` is absent on plain http. What was answered is remembered in `store`. */
export function createPersistence(
	store: DeviceStore,
	storage: Partial<StorageManager> | undefined = globalThis.navigator?.storage
): Persistence {
	let asking: Promise<PersistenceAnswer> | null = null;

	async function answer(): Promise<PersistenceAnswer> {
		if (!storage?.persist || !storage.persisted) return 'unsupported';
		if (await storage.persisted().catch(() => false)) return 'granted';
		// A grant can be taken back, so that only the browser's own word counts for one.
		return (await store.getSetting(setting)) === undefined ? 'not-asked' : 'denied';
	}

	async function question(again: boolean): Promise<PersistenceAnswer> {
		const before = await answer();
		if (before !== 'not-asked' && !(again && before === 'denied')) return before;
		const granted = await storage?.persist?.().catch(() => false);
		const after = granted ? 'granted' : 'denied';
		await store.putSetting(setting, after);
		return after;
	}

	return {
		answer,
		ask({ again = false } = {}) {
			// The person may take minutes over the browser's question, and goes on editing meanwhile.
			asking ??= question(again).finally(() => (asking = null));
			return asking;
		},
		async estimate() {
			const told = await storage?.estimate?.().catch(() => null);
			if (told?.usage === undefined || told.quota === undefined) return null;
			return { usedBytes: told.usage, quotaBytes: told.quota };
		}
	};
}
