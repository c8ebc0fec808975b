/** False only when the browser is sure; Node and old browsers say nothing. */
export function isOnline(): boolean {
	return typeof navigator === 'undefined' || navigator.onLine !== false;
}

/**
 * The moments at which a connection is known to be gone, or worth a try: a browser that goes offline
 * does not close its sockets, and one that slept does not open them. Outside a page nothing is told.
 */
export function watchNetwork(on: { offline(): void; wake(): void }, signal: AbortSignal): void {
	if (typeof document === 'undefined') return;
	const wake = () => {
		if (isOnline() && document.visibilityState === 'visible') on.wake();
	};
	addEventListener('offline', () => on.offline(), { signal });
	addEventListener('online', () => on.wake(), { signal });
	addEventListener('pageshow', wake, { signal });
	document.addEventListener('visibilitychange', wake, { signal });
}
