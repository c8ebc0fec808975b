import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Presence } from './presence.ts';

/** A document in memory with who shows as present in it. */
export interface Joined {
	doc: Y.Doc;
	presence: Presence;
}

/**
 * Joins two replicas of one document within a page: each gets what the other has, and every edit and
 * presence after. Returns the way to part them again; the second one's presence leaves with it.
 */
export function joinReplicas(one: Joined, other: Joined): () => void {
	const stops = [pipe(one, other), pipe(other, one)];
	return () => {
		other.presence.set(null);
		for (const stop of stops) stop();
	};
}

function pipe(from: Joined, to: Joined): () => void {
	const origin = { from };
	const onUpdate = (update: Uint8Array, cause: unknown): void => {
		// What came from the other side is there already.
		if (!isFrom(cause, to)) Y.applyUpdate(to.doc, update, origin);
	};
	const { awareness } = from.presence;
	const onPresence = (
		{ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>,
		cause: unknown
	): void => {
		if (isFrom(cause, to)) return;
		const changed = [...added, ...updated, ...removed];
		const update = encodeAwarenessUpdate(awareness, changed);
		applyAwarenessUpdate(to.presence.awareness, update, origin);
	};
	from.doc.on('update', onUpdate);
	awareness.on('update', onPresence);
	const missing = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
	Y.applyUpdate(to.doc, missing, origin);
	onPresence({ added: [...awareness.getStates().keys()], updated: [], removed: [] }, null);
	return () => {
		from.doc.off('update', onUpdate);
		awareness.off('update', onPresence);
	};
}

function isFrom(cause: unknown, side: Joined): boolean {
	return typeof cause === 'object' && cause !== null && Reflect.get(cause, 'from') === side;
}
