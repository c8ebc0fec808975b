import type * as Y from 'yjs';
import { isOnline, watchNetwork } from './network.ts';
import type { RelayOptions, RelayReplica } from './relay.ts';
import { createStatus } from './replica.ts';

/*
 * What talks to the relay is nothing a plan is drawn with, and it begins after the disk has been read. So its code is
 * fetched beside that; until it is here, nothing is said but that there is no answer yet.
 */

type RelayCode = typeof import('./relay.ts');

/** After a fetch that failed: as long as y-websocket lets pass between two tries. */
const againMs = 15_000;

let code: RelayCode | null = null;
let coming: Promise<void> | undefined;

/** Fetches what `openRelayLater` needs. Never rejects; what failed is tried again at the next call. */
export function fetchRelay(): Promise<void> {
	coming ??= import('./relay.ts')
		.then((here) => void (code = here))
		.catch(() => void (coming = undefined));
	return coming;
}

/** As `openRelay`, once its code is here. Where that cannot be fetched, the relay is as good as unreachable. */
export function openRelayLater(doc: Y.Doc, options: RelayOptions): RelayReplica {
	return code ? code.openRelay(doc, options) : awaitRelay(doc, options);
}

function awaitRelay(doc: Y.Doc, options: RelayOptions): RelayReplica {
	const status = createStatus({ at: isOnline() ? 'opening' : 'off' });
	const page = new AbortController();
	let relay: RelayReplica | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function open(): Promise<void> {
		clearTimeout(timer);
		if (isOnline() && status.state.at === 'off') status.set({ at: 'opening' });
		await fetchRelay();
		if (relay || page.signal.aborted) return;
		if (code) {
			relay = code.openRelay(doc, options);
			relay.onChange(status.notify);
			status.notify();
		} else {
			status.set(isOnline() ? { at: 'failed', why: 'unreachable' } : { at: 'off' });
			timer = setTimeout(() => void open(), againMs);
		}
	}

	const offline = (): void => status.set({ at: 'off' });
	watchNetwork({ offline, wake: () => void (relay ?? open()) }, page.signal);
	void open();

	return {
		get state() {
			return relay?.state ?? status.state;
		},
		get connected() {
			return relay?.connected ?? false;
		},
		host: new URL(options.url).host,
		onChange: status.onChange,
		retry: () => (relay ? relay.retry() : void open()),
		renew: () => (relay ? relay.renew() : void open()),
		async close() {
			page.abort();
			clearTimeout(timer);
			if (relay) await relay.close();
			else status.set({ at: 'off' });
		}
	};
}
