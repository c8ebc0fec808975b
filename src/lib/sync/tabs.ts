import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { readAwareness } from '#lib/protocol/awareness.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { createAnnouncer } from './announce.ts';

/*
 * The tabs of one browser tell each other what changes, with or without a network. y-websocket has
 * this built in and keeps what a tab told from the socket, so colleagues miss it until a reconnect;
 * here the edits of other tabs have an origin of their own, and go to the relay like any edit.
 *
 * One message: { vector?, isAnswer?, update?, presence? }, each but the flag bytes as on the wire.
 */

export interface Tabs {
	close(): void;
}

/**
 * Joins the tabs that have opened a document under the same name. Best after the disk has loaded:
 * what both tabs have is not sent again then. Outside a page (Node) there are no tabs.
 */
export function openTabs(doc: Y.Doc, name: string, awareness?: Awareness): Tabs {
	if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') {
		return { close() {} };
	}
	const channel = new BroadcastChannel(`cairn/${name}`);
	const fromTabs = { channel };
	const page = new AbortController();
	const announcer = awareness && createAnnouncer(awareness, (presence) => post({ presence }));

	function post(message: TabMessage): void {
		channel.postMessage(message);
	}

	/** What do you have that I lack? The answers ask back. */
	function ask(): void {
		post({ vector: Y.encodeStateVector(doc) });
		announcer?.announceAgain();
	}

	function onMessage({ vector, isAnswer, update, presence }: TabMessage): void {
		if (vector) {
			const missing = encodeMissing(doc, vector);
			if (missing) post({ update: missing });
			if (!isAnswer) post({ vector: Y.encodeStateVector(doc), isAnswer: true });
			if (!isAnswer) announcer?.announceAgain();
		}
		if (update && validateUpdate(update).ok) Y.applyUpdate(doc, update, fromTabs);
		if (awareness && presence && readAwareness(presence)) {
			applyAwarenessUpdate(awareness, presence, fromTabs);
		}
	}

	function onUpdate(update: Uint8Array, origin: unknown): void {
		if (origin !== fromTabs) post({ update });
	}

	/** A lost relay takes everybody's presence away, that of the other tabs too: they are still here. */
	function onPresence({ removed }: { removed: number[] }, origin: unknown): void {
		const isOwnDoing = origin === fromTabs || origin === 'local' || origin === 'timeout';
		if (removed.length > 0 && !isOwnDoing) ask();
	}

	function leave(): void {
		if (!awareness?.getLocalState()) return;
		post({ presence: encodeAwarenessUpdate(awareness, [awareness.clientID], new Map()) });
	}

	channel.onmessage = (event: MessageEvent<unknown>) => onMessage(readMessage(event.data));
	doc.on('update', onUpdate);
	awareness?.on('update', onPresence);
	addEventListener('pagehide', leave, { signal: page.signal });
	// A page that was frozen heard nothing meanwhile.
	addEventListener('pageshow', ask, { signal: page.signal });
	document.addEventListener('resume', ask, { signal: page.signal });
	ask();

	return {
		close() {
			if (page.signal.aborted) return;
			page.abort();
			announcer?.stop();
			doc.off('update', onUpdate);
			awareness?.off('update', onPresence);
			leave();
			channel.close();
		}
	};
}

interface TabMessage {
	vector?: Uint8Array;
	isAnswer?: boolean;
	update?: Uint8Array;
	presence?: Uint8Array;
}

/** Another tab may run another version: what is not bytes is not there. */
function readMessage(data: unknown): TabMessage {
	const message: { [name in keyof TabMessage]?: unknown } =
		typeof data === 'object' && data !== null ? data : {};
	const bytes = (value: unknown) => (value instanceof Uint8Array ? value : undefined);
	return {
		vector: bytes(message.vector),
		isAnswer: message.isAnswer === true,
		update: bytes(message.update),
		presence: bytes(message.presence)
	};
}

/** null: the vector cannot be read. */
function encodeMissing(doc: Y.Doc, vector: Uint8Array): Uint8Array | null {
	try {
		return Y.encodeStateAsUpdate(doc, vector);
	} catch {
		return null;
	}
}
