import type { App } from '#lib/state/app.svelte.ts';
import { forgetDue } from '#lib/ui/dueNotes.ts';

/*
 * What a browser can do about check-ins that fall due. No browser lets a page plan a notification for a day to come:
 * it is told by a page that is open, or by the worker where the browser wakes that now and then.
 */

/** `none`: this browser shows none, or not here. `off`: nobody asked for it. `denied`: the browser was told no. */
export type Telling = 'none' | 'off' | 'denied' | 'open' | 'woken';

const setting = 'reminders';
const periodicTag = 'due';
const twiceADayMs = 12 * 3_600_000;

interface PeriodicSync {
	register: (tag: string, options: { minInterval: number }) => Promise<void>;
	unregister: (tag: string) => Promise<void>;
	getTags: () => Promise<string[]>;
}

/** What is told on this device now. */
export async function tellingOf(app: App): Promise<Telling> {
	if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) return 'none';
	if (Notification.permission === 'denied') return 'denied';
	const isWanted = (await app.device.store.getSetting(setting)) === true;
	if (!isWanted || Notification.permission !== 'granted') return 'off';
	const tags = await (await periodicSync())?.getTags().catch((): string[] => []);
	return tags?.includes(periodicTag) ? 'woken' : 'open';
}

/** Asks the browser, as somebody pressed for it. */
export async function startTelling(app: App): Promise<Telling> {
	if ((await Notification.requestPermission()) === 'granted') {
		await app.device.store.putSetting(setting, true);
		// Refused unless the app is installed and used often.
		await (
			await periodicSync()
		)
			?.register(periodicTag, { minInterval: twiceADayMs })
			.catch(() => undefined);
	}
	return tellingOf(app);
}

export async function stopTelling(app: App): Promise<Telling> {
	await app.device.store.putSetting(setting, false);
	await (await periodicSync())?.unregister(periodicTag).catch(() => undefined);
	await forgetDue('');
	return tellingOf(app);
}

/** Whether the app's icon can carry a number here; it shows where the app is installed. */
export function canBadge(): boolean {
	return 'setAppBadge' in navigator;
}

/** Puts the number of check-ins that are due onto the app's icon; 0 takes it away. */
export async function showBadge(count: number): Promise<void> {
	if (!canBadge()) return;
	await (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(
		() => undefined
	);
}

async function periodicSync(): Promise<PeriodicSync | undefined> {
	const registration = await navigator.serviceWorker.getRegistration();
	return (registration as { periodicSync?: PeriodicSync } | undefined)?.periodicSync;
}
