import { tellDue } from '#lib/ui/dueNotes.ts';

declare const self: ServiceWorkerGlobalScope;

/** Browsers that wake a worker now and then (Chromium, for an installed app) let it tell what is due. */
export function remind(): void {
	self.addEventListener('periodicsync' as 'sync', (event) => {
		const woken = event as ExtendableEvent & { tag: string };
		if (woken.tag === 'due') woken.waitUntil(tellDue(self.registration, today()));
	});
	self.addEventListener('notificationclick', (event) => {
		event.notification.close();
		const { url } = event.notification.data as { url?: string };
		if (url !== undefined) event.waitUntil(lead(url));
	});
}

/** To the page that is open, or a new one. */
async function lead(url: string): Promise<unknown> {
	const [page] = await self.clients.matchAll({ type: 'window' });
	const led = await page?.navigate(url).catch(() => null);
	return led ? led.focus() : self.clients.openWindow(url);
}

/** On the clock of this device. */
function today(): string {
	const now = new Date();
	return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
