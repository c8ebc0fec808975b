import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';

/** This tab's own presence on its way out, to the relay or to other tabs. */
export interface Announcer {
	/** Says where this tab is now; nothing if it shows nothing. */
	announce(): void;
	/**
	 * Says it to those who saw this tab leave. They did so under its last clock or one more, and take
	 * only a later one for news; without this a colleague stays unseen for 15 s after a reconnect.
	 */
	announceAgain(): void;
	stop(): void;
}

/**
 * Passes on each change of this tab's presence, and of nobody else's: y-websocket repeats whatever
 * it hears, which a relay that allows one id a connection must refuse.
 */
export function createAnnouncer(
	awareness: Awareness,
	send: (entries: Uint8Array) => void
): Announcer {
	const own = () => encodeAwarenessUpdate(awareness, [awareness.clientID]);

	function onUpdate(change: { added: number[]; updated: number[]; removed: number[] }): void {
		const clients = [...change.added, ...change.updated, ...change.removed];
		if (clients.includes(awareness.clientID)) send(own());
	}

	awareness.on('update', onUpdate);
	return {
		announce() {
			if (awareness.getLocalState()) send(own());
		},
		announceAgain() {
			const state = awareness.getLocalState();
			if (!state) return;
			awareness.setLocalState(state);
			awareness.setLocalState(state);
		},
		stop() {
			awareness.off('update', onUpdate);
		}
	};
}
