import { writeAwareness, type AwarenessEntry } from '#lib/protocol/awareness.ts';

/** What became of an awareness message: what others are to hear, or why its sender is to go. */
export type PresenceOutcome = { ok: true; entries: AwarenessEntry[] } | { ok: false };

interface Present<Owner> extends AwarenessEntry {
	owner: Owner;
}

const GONE = 'null';

/**
 * Who is present in a room. Stock clients repeat everything they hear and may remove anybody, so one
 * connection speaks for one client id, and what it says of others is dropped.
 */
export class Presence<Owner> {
	readonly #byClient = new Map<number, Present<Owner>>();
	readonly #clientOf = new Map<Owner, number>();
	readonly #maxBytes: number;

	/** @param maxBytes the largest state, in bytes */
	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** Takes in what a connection says; not ok when its own state is too large. */
	hear(owner: Owner, entries: AwarenessEntry[]): PresenceOutcome {
		const heard: AwarenessEntry[] = [];
		for (const entry of entries) {
			if (!this.#isOwn(owner, entry)) continue;
			const known = this.#byClient.get(entry.client);
			if (known && !isNewer(entry, known)) continue;
			if (Buffer.byteLength(entry.state) > this.#maxBytes) return { ok: false };
			this.#take(owner, entry, known);
			heard.push(entry);
		}
		return { ok: true, entries: heard };
	}

	/** Takes a connection's presence away; returns what others are to hear, null if it had none. */
	leave(owner: Owner): AwarenessEntry | null {
		const client = this.#clientOf.get(owner);
		this.#clientOf.delete(owner);
		const known = client === undefined ? undefined : this.#byClient.get(client);
		if (!known) return null;
		this.#byClient.delete(known.client);
		// The same clock: were it higher, peers would not hear the next word of a client that comes back.
		return known.state === GONE ? null : { ...entryOf(known), state: GONE };
	}

	/** Everybody present, as an awareness message; null for nobody. */
	all(): Uint8Array | null {
		const entries = [...this.#byClient.values()].filter((entry) => entry.state !== GONE);
		return entries.length > 0 ? writeAwareness(entries.map(entryOf)) : null;
	}

	/**
	 * A connection's own id is the first it has news of: one that nobody holds, or one that a connection
	 * it replaces still holds. What stock clients repeat of others is no news, its clock is known.
	 */
	#isOwn(owner: Owner, entry: AwarenessEntry): boolean {
		const own = this.#clientOf.get(owner);
		return own === undefined ? entry.state !== GONE : own === entry.client;
	}

	#take(owner: Owner, entry: AwarenessEntry, known: Present<Owner> | undefined): void {
		if (known && known.owner !== owner) this.#clientOf.delete(known.owner);
		this.#clientOf.set(owner, entry.client);
		this.#byClient.set(entry.client, { ...entryOf(entry), owner });
	}
}

function isNewer(entry: AwarenessEntry, known: AwarenessEntry): boolean {
	return entry.clock > known.clock || (entry.clock === known.clock && entry.state === GONE);
}

function entryOf({ client, clock, state }: AwarenessEntry): AwarenessEntry {
	return { client, clock, state };
}
