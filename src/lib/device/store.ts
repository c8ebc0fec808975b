// The port of this room: what one browser keeps for itself, beside the documents that a team shares.
// Drivers: dexieStore.ts (IndexedDB), memoryStore.ts (storage refused), and that one over a file of the headless client
// (tools/cairn/store.ts); one contract suite runs on all. Secrets (tokens, the admin seed, the device's key) lie here in clear:
// whoever can open the browser's profile can read them. Nothing in this room speaks to a network.

import type { CycleId, DeviceId, PersonId } from '#lib/okr/ids.ts';
import type { PrivateStore } from './privateStore.ts';

/** A team this device can open. What belongs to it goes with `forgetTeam`. */
export interface TeamEntry {
	/** 26 lower-case base32 characters: a hash of the team's public key. The key of this entry. */
	teamId: string;
	/** As last read from the team document, so that home can be drawn without opening it. */
	name: string;
	role: 'edit' | 'view';
	/** The capability for `role`, base64url. A secret. */
	token: string;
	/**
	 * What a newer link says this device may do, until the relay has accepted or refused it; null: none.
	 * Secret like `token`, which is used meanwhile.
	 */
	offered: { role: 'edit' | 'view'; token: string } | null;
	/** The newest signed token record seen, base64url; null until one is known. */
	record: string | null;
	/** What lets the team in at a relay where not everybody may start one; null where none is known. */
	permit: string | null;
	/** The recovery key (Ed25519 seed, base64url) where this device holds it. A secret. */
	adminSeed: string | null;
	/** Who uses this device in this team; null before joining, and for readers. */
	personId: PersonId | null;
	lastCycleId: CycleId | null;
	/** Epoch ms of the last time it was opened here; `listTeams` sorts by it, newest first. */
	openedAt: number;
	/** The sample team: made here to be looked at, joined to no relay, known to nobody else. */
	sample?: true;
	/** A sample in which a kickoff is rehearsed. */
	rehearsal?: true;
}

/** This device: an id, and an Ed25519 key pair of 32 bytes each (the secret one is the seed). */
export interface DeviceIdentity {
	deviceId: DeviceId;
	secretKey: Uint8Array;
	publicKey: Uint8Array;
}

/** What was seen: the plan of a cycle, or its status. */
export type SeenKey = CycleId | `${string}/status`;

/** The plan of a cycle, or its status, as a person last saw it here, for "while you were away". */
export interface SeenPlan {
	/** JSON of the writer's own shape, perhaps an older one: read it totally. */
	plan: unknown;
	/** Epoch ms. */
	seenAt: number;
}

/** Typing that was not finished when it was put here: its end of burst is still owed. */
export interface Burst {
	teamId: string;
	/** The document's room name. */
	doc: string;
	/** Names the field within the document, such as `<item>/<field>`; chosen by the caller. */
	key: string;
	/** What the field showed when the burst began, for a person who looks into the store. */
	text: string;
	/** Epoch ms of the burst's first keystroke. */
	at: number;
}

/**
 * Why the device does not keep something:
 * - `no-storage`: the browser refuses IndexedDB here (private mode, blocked by policy, or absent)
 * - `blocked`: another tab is in the way of opening it, or the browser did not answer in time
 * - `quota`: the disk, or this site's share of it, is full
 * - `write-failed`: the write was aborted for another reason; trying again may help
 */
export type DeviceFailure = 'no-storage' | 'blocked' | 'quota' | 'write-failed';

/** `gone`: the team is not (or no longer) in the catalogue, so nothing was written. */
export type WriteResult = { ok: true } | { ok: false; why: DeviceFailure | 'gone' };

/**
 * `failed`: the storage was lost while in use; until a later access brings it back to `open`, reads
 * answer as if nothing were stored and writes say why. `closed`: by `close()`, for good.
 */
export type DeviceState = { at: 'open' } | { at: 'failed'; why: DeviceFailure } | { at: 'closed' };

/** The rows of each table as they lie in storage: JSON, of whatever shape. */
export type DeviceRows = Partial<Record<Exclude<DeviceChange, 'state' | 'identity'>, unknown[]>>;

/** The tables that a backup carries. The identity stays: a key on two devices would name neither. */
export const carried = [
	'teams',
	'settings',
	'seen',
	'bursts',
	'private'
] as const satisfies DeviceChange[];

/** What changed; `state` is the store's own `state`. */
export type DeviceChange =
	'teams' | 'identity' | 'settings' | 'seen' | 'bursts' | 'private' | 'state';

/**
 * Every read is total: rows of a foreign or broken shape are left out and left alone, and no read
 * rejects. Every write is one transaction and answers only after it is committed; none rejects for
 * the world's reasons, and an entry that its own read would refuse throws a TypeError (our mistake).
 * What is handed out is a copy.
 */
export interface DeviceStore {
	/** Whether it outlives the page. False for memory: say so on the screen. */
	readonly durable: boolean;
	readonly state: DeviceState;

	/** Newest `openedAt` first, then by team id. */
	listTeams(): Promise<TeamEntry[]>;
	getTeam(teamId: string): Promise<TeamEntry | null>;
	/** Adds the team or replaces its entry whole. */
	putTeam(entry: TeamEntry): Promise<WriteResult>;
	/** Changes these fields and no others, so that two tabs do not undo each other; `gone` if absent. */
	patchTeam(teamId: string, patch: Partial<Omit<TeamEntry, 'teamId'>>): Promise<WriteResult>;
	/**
	 * Removes the team's entry, seen plans, bursts and what is private, at once. A tab that still has it open cannot
	 * bring any of it back except by `putTeam`. Its documents on disk belong to another room.
	 */
	forgetTeam(teamId: string): Promise<WriteResult>;

	getIdentity(): Promise<DeviceIdentity | null>;
	/**
	 * The identity of this device, made by `create` (synchronous) if there is none: two tabs that ask
	 * at once get the same one, and one that can be read is never replaced. Not ok: none was kept.
	 */
	ensureIdentity(
		create: () => DeviceIdentity
	): Promise<{ ok: true; identity: DeviceIdentity } | { ok: false; why: DeviceFailure }>;

	/** A setting of this device (theme, locale, …): JSON, undefined if unset. Read it totally. */
	getSetting(key: string): Promise<unknown>;
	/** `undefined` unsets. */
	putSetting(key: string, value: unknown): Promise<WriteResult>;

	getSeen(teamId: string, what: SeenKey): Promise<SeenPlan | null>;
	/** `plan` is kept as JSON. `gone` if the team is not in the catalogue. */
	putSeen(teamId: string, what: SeenKey, seen: SeenPlan): Promise<WriteResult>;

	/** Of one team, the oldest `at` first. */
	listBursts(teamId: string): Promise<Burst[]>;
	/** One per team, document and key: a later one replaces it. `gone` if the team is absent. */
	putBurst(burst: Burst): Promise<WriteResult>;
	/** Ok also if there was none. */
	deleteBurst(teamId: string, doc: string, key: string): Promise<WriteResult>;

	/** What people wrote for themselves. Rejects where its code cannot be fetched. */
	openPrivate(): Promise<PrivateStore>;

	/** Everything but the identity, for a backup: secrets in clear. */
	dump(): Promise<DeviceRows>;
	/**
	 * Takes in what `dump` of another device gave, in one transaction: what is here stays, what is missing
	 * comes. Of a team that is known here its other right waits as `offered`. Rows that cannot be read stay out.
	 */
	restore(rows: DeviceRows): Promise<WriteResult>;

	/**
	 * Calls `fn` after every write that was committed and might have changed something, by this tab
	 * or another of this browser, and when `state` changes. Returns the way to stop.
	 */
	onChange(fn: (what: DeviceChange) => void): () => void;
	/** Afterwards reads answer empty and writes `write-failed`. Calling it twice is fine. */
	close(): Promise<void>;
}
