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

/** A room's log after tidying: some rows melted into one, others set aside because nobody can read them. */
export interface Compaction {
	merged: Uint8Array | null;
	replaced: number[];
	quarantined: number[];
}

/**
 * Where the relay keeps things. A promise that resolves means "on the disk"; one that rejects means
 * that nothing of the call happened. Room names are those of protocol/room.ts, the team id first.
 */
export interface Store {
	/** A team's record or tombstone; null if it was never registered. */
	team(teamId: string): Promise<StoredTeam | null>;

	/** Keeps a record if its generation is the highest so far and the team is not deleted; says whether it did. */
	register(teamId: string, generation: number, record: string): Promise<boolean>;

	/** All rows of a room except quarantined ones. */
	load(room: string): Promise<StoredRow[]>;

	/** Stores updates of any rooms, all or none. */
	append(entries: Append[]): Promise<void>;

	/** Replaces rows of a room and sets others aside, all or nothing. */
	compact(room: string, compaction: Compaction): Promise<void>;

	/** How many rooms a team has written to, and their bytes, quarantined ones included. */
	usage(teamId: string): Promise<{ rooms: number; bytes: number }>;

	/** Deletes everything of a team and leaves a tombstone. */
	forget(teamId: string, deletedAt: number): Promise<void>;

	/** Lets go of the files. Calls after it reject. */
	close(): Promise<void>;
}

/** The team a room belongs to. */
export function teamOfRoom(room: string): string {
	return room.slice(0, room.indexOf('.'));
}
