/** One stored update of a room. `seq` names it within the store; the order of rows means nothing. */
export interface StoredRow {
	seq: number;
	bytes: Uint8Array;
}

/** One update to be stored. */
export interface Append {
	room: string;
	bytes: Uint8Array;
}

/** What the relay knows of a team. A deleted team keeps nothing else. */
interface StoredTeam {
	record: string | null;
	/** Epoch ms; null while the team lives. */
	deletedAt: number | null;
}

/** A locked link, found by a hash of what its short code stretches to. The store can read neither. */
export interface StoredCode {
	locator: string;
	teamId: string;
	box: string;
	/** Epoch ms. */
	expiresAt: number;
}

/** What a room's rows become: some melted into one, others set aside because nobody can read them. */
export interface Compaction {
	merged: Uint8Array;
	replaced: number[];
	quarantined: number[];
	/** The UTC day whose state `merged` is, to be kept beside the rows; null to keep none. */
	stateOn: string | null;
}

/** A room as it was at the end of a UTC day, `2026-11-26`. */
export interface KeptState {
	dayOn: string;
	bytes: number;
}

/**
 * Where the relay keeps things. A promise that resolves means "on the disk"; one that rejects means
 * that nothing of the call happened. Room names are those of protocol/room.ts, the team id first.
 */
export interface Store {
	/** A team's record or tombstone; null if it was never registered. */
	team(teamId: string): Promise<StoredTeam | null>;

	/**
	 * Keeps a record if its generation is the highest so far and the team is not deleted; says whether
	 * it did. The team's short codes go with the record they were made under.
	 */
	register(teamId: string, generation: number, record: string): Promise<boolean>;

	/** All rows of a room except quarantined ones. */
	load(room: string): Promise<StoredRow[]>;

	/** Stores updates of any rooms, all or none. What is meant for a deleted team is passed over. */
	append(entries: Append[]): Promise<void>;

	/**
	 * Replaces rows of a room, sets others aside and keeps the day's state, all or nothing. Returns the
	 * number of the new row; null if a row named is not there any more, and then nothing happened.
	 */
	compact(room: string, compaction: Compaction): Promise<number | null>;

	/** Sets rows of a room aside for an operator. */
	quarantine(room: string, seqs: number[]): Promise<void>;

	/** The UTC day a room was last written to, and whether a state of that day is kept; null for a room without writes. */
	lastChange(room: string): Promise<{ dayOn: string; isKept: boolean } | null>;

	/** The states kept of a room, the newest first. */
	states(room: string): Promise<KeptState[]>;

	/** A room's state of a day as one update; null if none is kept. */
	state(room: string, dayOn: string): Promise<Uint8Array | null>;

	/** Lets go of states of days before one; of each team, also of its oldest until the rest takes at most `teamBytes`. */
	pruneStates(beforeOn: string, teamBytes: number): Promise<void>;

	/** How many rooms a team has written to, and their bytes, quarantined ones included; kept states are not counted. */
	usage(teamId: string): Promise<{ rooms: number; bytes: number }>;

	/** Keeps a code, again or anew, unless its team has as many others as it may, or is unknown; says whether it did. */
	putCode(code: StoredCode, bound: { now: number; most: number }): Promise<boolean>;

	/** The link behind a locator; null for an unknown or expired one. */
	openCode(locator: string, now: number): Promise<Pick<StoredCode, 'teamId' | 'box'> | null>;

	/** Forgets a code of a team, if there is one. */
	dropCode(locator: string, teamId: string): Promise<void>;

	/** Forgets codes that have expired. */
	sweepCodes(now: number): Promise<void>;

	/** Deletes everything of a team, its states and codes too, and leaves a tombstone. */
	forget(teamId: string, deletedAt: number): Promise<void>;

	/** Writes something of some size and takes it away again: rejects as long as `append` would. */
	probe(): Promise<void>;

	/** Lets go of the files. Calls after it reject. */
	close(): Promise<void>;
}

/** The UTC day of a time in epoch ms, `2026-11-26`. */
export function dayOf(now: number): string {
	return new Date(now).toISOString().slice(0, 10);
}

/** The team a room belongs to. */
export function teamOfRoom(room: string): string {
	return room.slice(0, room.indexOf('.'));
}
