import * as Y from 'yjs';
import type { OpenDisk } from '#lib/sync/disk.ts';
import { joinReplicas, type Joined } from '#lib/sync/join.ts';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import type { RelayReplica, Shown } from '#lib/sync/relay.ts';
import { fetchRelay, openRelayLater } from '#lib/sync/relayLater.ts';
import type { Replica, ReplicaState } from '#lib/sync/replica.ts';
import { openTabs } from '#lib/sync/tabs.ts';
import { createListeners } from './listeners.ts';
import { breath } from './pace.ts';

/** How the documents of one team reach their replicas. */
export interface Means {
	/** The relay's base, such as `ws://host:8787/sync`; null for documents that stay on this device. */
	relayUrl: string | null;
	role: 'edit' | 'view';
	/** What the relay is shown, asked again at every connection. */
	show: () => Shown;
	/** Null where this device keeps nothing: the document then lives in memory and at the relay. */
	openDisk: OpenDisk | null;
}

/** Where what was written is safe, as three separate facts: this device, the relay, and which relay. */
export interface Safety {
	disk: ReplicaState;
	relay: ReplicaState;
	host: string;
	/** How many stored rows could not be read and were put aside; 0 is the rule. */
	putAside: number;
}

/** One document with all its replicas. */
export interface Replicated {
	readonly doc: Y.Doc;
	readonly presence: Presence;
	/** True while what comes from the relay is live news and not the catching up after an absence. */
	isLive: () => boolean;
	safety(): Safety;
	/** Called when a replica's state changes; changes of the document are the document's own events. */
	onSafety(fn: () => void): () => void;
	/** Joins a replica in this page's memory, until it is told to part. */
	join(other: Joined): () => void;
	/** Asks the relay again at once, for example after it refused. */
	retry(): void;
	/** Connects to the relay anew, with what there is to show by now. */
	renew(): void;
	/** Writes what is pending to this device, as when the page hides. */
	flush(): Promise<void>;
	/** Removes the document from this device's disk and closes. */
	forget(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Opens a document: the disk first, and only when it has been read (or has refused) the relay and the
 * other tabs, so that `beforeRelay` sees exactly what this device knew by itself.
 */
export async function openReplicated(
	room: string,
	means: Means,
	beforeRelay: (doc: Y.Doc) => void | Promise<void> = () => undefined
): Promise<Replicated> {
	const { relayUrl, role, show } = means;
	if (relayUrl !== null) void fetchRelay();
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	const disk = means.openDisk?.(doc, room);
	await disk?.loaded;
	await breath();
	await beforeRelay(doc);
	const tabs = openTabs(doc, room, presence.awareness);
	const relay =
		relayUrl === null
			? null
			: openRelayLater(doc, { url: relayUrl, room, role, show, awareness: presence.awareness });

	const listeners = createListeners();
	const stops = [disk?.onChange(listeners.tell), relay?.onChange(listeners.tell)];
	const close = async (finish: () => Promise<void> | undefined): Promise<void> => {
		for (const stop of stops) stop?.();
		listeners.clear();
		tabs.close();
		presence.close();
		await Promise.all([relay?.close(), finish()]);
		doc.destroy();
	};

	return {
		doc,
		presence,
		isLive: () => isLive(relay),
		safety: () => ({
			disk: stateOf(disk ?? null),
			relay: stateOf(relay),
			host: relay?.host ?? '',
			putAside: disk?.quarantined ?? 0
		}),
		onSafety: listeners.add,
		join: (other) => joinReplicas({ doc, presence }, other),
		retry: () => {
			relay?.retry();
		},
		renew: () => {
			relay?.renew();
		},
		flush: async () => disk?.flush(),
		forget: () => close(() => disk?.forget()),
		close: () => close(() => disk?.close())
	};
}

/** Removes a document that is not open from this device's disk. */
export async function forgetRoom(room: string, { openDisk }: Means): Promise<void> {
	const doc = new Y.Doc();
	await openDisk?.(doc, room).forget();
	doc.destroy();
}

function stateOf(replica: Replica | null): ReplicaState {
	return replica?.state ?? { at: 'off' };
}

/** Without a relay there is nobody to have been away from. */
function isLive(relay: RelayReplica | null): boolean {
	if (!relay) return true;
	return relay.state.at === 'safe' || relay.state.at === 'behind';
}

/** Where a document and others that go with it are safe, taken together. */
export function safetyOf(
	own: Safety,
	others: Pick<Safety, 'disk' | 'relay' | 'putAside'>[]
): Safety {
	const all = [own, ...others];
	return {
		disk: worstOf(all.map(({ disk }) => disk)),
		relay: worstOf(all.map(({ relay }) => relay)),
		host: own.host,
		putAside: all.reduce((sum, { putAside }) => sum + putAside, 0)
	};
}

/** How bad a state is for whoever relies on the replica; the worst of several speaks for all. */
const severity: readonly ReplicaState['at'][] = [
	'safe',
	'off',
	'behind',
	'opening',
	'refused',
	'failed'
];

/** The state that speaks for several documents at one place. No documents: nothing is kept there. */
function worstOf(states: ReplicaState[]): ReplicaState {
	return states.reduce<ReplicaState>(
		(worst, state) => (severity.indexOf(state.at) > severity.indexOf(worst.at) ? state : worst),
		states[0] ?? { at: 'off' }
	);
}
