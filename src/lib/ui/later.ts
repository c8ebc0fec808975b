/*
 * Code that the screen can be drawn without. It is fetched when it is first asked for, or else once the page has been
 * drawn and is quiet: what was never opened must open also after the network has gone, where no worker keeps it.
 */

/** Asks for the code: null where it cannot be fetched now. The next call tries again. */
export interface Later<T> {
	(): Promise<T | null>;
	/** The code, once it is here. */
	readonly here: T | null;
}

const waiting = new Set<() => Promise<unknown>>();
const listeners = new Set<() => void>();
let isDrawn = false;
let isRested = false;
let isFetching = false;
let tellDrawn = () => {};
const drawing = new Promise<void>((resolve) => (tellDrawn = resolve));

/** Code for later. `fetch` is an `import()`, written out so that the bundler sees it. */
export function later<T>(fetch: () => Promise<T>): Later<T> {
	let coming: Promise<T | null> | undefined;
	let here: T | null = null;
	const ask = async (): Promise<T | null> => {
		try {
			here = await fetch();
			waiting.delete(load);
		} catch {
			coming = undefined;
		}
		return here;
	};
	const load = (): Promise<T | null> => (coming ??= ask());
	waiting.add(load);
	if (isRested) whenQuiet(fetchWaiting);
	return Object.defineProperty(load, 'here', { get: () => here }) as Later<T>;
}

/** The page is drawn: from now on, whenever it is quiet, what was not asked for yet is fetched. */
export function fetchLater(): void {
	if (isDrawn) return;
	isDrawn = true;
	tellDrawn();
	setTimeout(() => {
		isRested = true;
		whenQuiet(fetchWaiting);
	}, restMs());
	addEventListener('online', () => {
		if (isRested) whenQuiet(fetchWaiting);
	});
}

/** Resolves when the page is drawn, as `fetchLater` is told. */
export function drawn(): Promise<void> {
	return drawing;
}

/** Somebody asked for what cannot be fetched now. */
export function miss(): void {
	for (const listener of listeners) listener();
}

/** Calls `fn` at each miss. Returns what ends it. */
export function onMiss(fn: () => void): () => void {
	listeners.add(fn);
	return () => listeners.delete(fn);
}

/** One after the other: nothing of it is urgent. What fails waits for the next time. */
async function fetchWaiting(): Promise<void> {
	if (isFetching) return;
	isFetching = true;
	for (const load of waiting) await load();
	isFetching = false;
}

/** In ms: what a worker keeps on this device is in no hurry, and the page has enough to do as it opens. */
function restMs(): number {
	return globalThis.navigator?.serviceWorker?.controller ? 10_000 : 0;
}

/** Safari knows no idle callbacks. */
function whenQuiet(fn: () => Promise<void>): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void fn(), { timeout: 2000 });
	else setTimeout(() => void fn(), 200);
}
