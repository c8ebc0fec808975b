import { clientsClaim } from 'workbox-core';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute,
	type PrecacheEntry
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { remind } from './remind.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
// Every page is the same fallback document; what the relay answers is never a page.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('200.html'), {
		denylist: [/^\/sync\//, /^\/healthz$/]
	})
);
// The first visit works offline at once, and hears about updates like any later one.
clientsClaim();
remind();

self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
