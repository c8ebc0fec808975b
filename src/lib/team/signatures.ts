import type { DeviceStore } from '#lib/device/store.ts';
import { rightSignatures, trustSignatures } from '#lib/doc/agreement.ts';

/*
 * To check who agreed takes a phone a sixth of a second at each opening, and nothing is different about it from one to
 * the next: what this device has found right it need not check again. Nobody writes here but the device itself.
 */

type Store = Pick<DeviceStore, 'getSetting' | 'putSetting'>;

const key = 'signatures';
/** Of the newest, in hashes of 64 letters. */
const mostKept = 400;
/** Once the place stands. In ms. */
const quietMs = 1000;

/** Takes the word of earlier days. Never rejects. */
export async function recallSignatures(store: Store): Promise<void> {
	trustSignatures(await store.getSetting(key));
}

/** Keeps what is found right from now on. `look` is told whenever there may be more of it. */
export function keepSignatures(store: Store): { look: () => void; stop: () => void } {
	let known = rightSignatures().length;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const keep = async (): Promise<void> => {
		timer = undefined;
		const kept = await store.getSetting(key);
		// What another tab has kept meanwhile is not thrown away.
		trustSignatures(kept);
		const right = rightSignatures();
		known = right.length;
		await store.putSetting(key, right.slice(-mostKept));
	};
	return {
		look() {
			if (rightSignatures().length > known) timer ??= setTimeout(() => void keep(), quietMs);
		},
		stop: () => {
			clearTimeout(timer);
		}
	};
}
