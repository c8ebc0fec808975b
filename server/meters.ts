import { teamOfRoom, type Store } from './store.ts';

/** What a team uses at this moment, what is on its way to the disk included. Its open rooms share one. */
export interface Meter {
	rooms: number;
	bytes: number;
}

/** The meters of teams that have a room open. */
export interface Meters {
	/** Rejects if the disk does. Each meter that is handed out is released once. */
	open(room: string): Promise<Meter>;
	release(room: string, meter: Meter): void;
	/** What was counted did not reach the disk: who opens a room from now on reads anew. */
	forget(room: string): void;
}

interface Entry {
	opening: Promise<Meter>;
	meter: Meter | null;
	users: number;
}

/** Makes an empty set of meters. A team is measured when its first room opens. */
export function createMeters(store: Store): Meters {
	const entries = new Map<string, Entry>();

	function createEntry(teamId: string): Entry {
		const entry: Entry = { opening: store.usage(teamId), meter: null, users: 0 };
		entries.set(teamId, entry);
		entry.opening.catch(() => {
			if (entries.get(teamId) === entry) entries.delete(teamId);
		});
		return entry;
	}

	return {
		async open(room) {
			const teamId = teamOfRoom(room);
			const entry = entries.get(teamId) ?? createEntry(teamId);
			entry.users++;
			return (entry.meter = await entry.opening);
		},
		release(room, meter) {
			const teamId = teamOfRoom(room);
			const entry = entries.get(teamId);
			if (entry?.meter === meter && --entry.users === 0) entries.delete(teamId);
		},
		forget(room) {
			entries.delete(teamOfRoom(room));
		}
	};
}
