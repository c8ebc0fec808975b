import type { DeviceStore } from '#lib/device/store.ts';

/**
 * Keeps what is being typed in a place of this device. While one state of it is on its way to the disk only the newest
 * waits behind it: a letter a write, one after another, would lag on a slow phone, and the page can be ended at any time.
 */
export function createKeeper(
	{ store, now }: { store: Pick<DeviceStore, 'putBurst' | 'deleteBurst'>; now: () => number },
	teamId: string,
	doc: string
): (key: string, text: string | null) => void {
	/** What comes next, by key, where something is on its way. */
	const waiting = new Map<string, { text: string | null } | undefined>();

	async function keep(key: string, text: string | null): Promise<void> {
		if (waiting.has(key)) {
			waiting.set(key, { text });
			return;
		}
		waiting.set(key, undefined);
		for (let next: { text: string | null } | undefined = { text }; next;) {
			await write(key, next.text);
			next = waiting.get(key);
			waiting.set(key, undefined);
		}
		waiting.delete(key);
	}
	function write(key: string, text: string | null): Promise<unknown> {
		return text === null
			? store.deleteBurst(teamId, doc, key)
			: store.putBurst({ teamId, doc, key, text, at: now() });
	}
	return (key, text) => void keep(key, text);
}
