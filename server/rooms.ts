import { openRoom, type Room, type RoomContext } from './room.ts';

/** A room held in memory for one who is about to enter it, or has. */
interface Lease {
	room: Room;
	/** Once, when done. */
	leave(): void;
}

/**
 * The rooms in memory: loaded by the first to enter; some time after the last has left, when all is
 * on the disk, compacted and gone.
 */
export interface Rooms {
	/** Rejects if the disk does. */
	enter(name: string): Promise<Lease>;
	count(): number;
	/** Compacts those that have changed, one after another, in a thread. */
	tidy(): void;
	/** Begins no compaction any more, and resolves when nothing is being written. */
	settled(): Promise<void>;
}

interface Entry {
	opening: Promise<Room>;
	room: Room | null;
	leases: number;
	/** Runs out when nobody has come back. */
	idle?: NodeJS.Timeout;
}

/** Makes an empty set of rooms. */
export function createRooms(context: RoomContext): Rooms {
	const entries = new Map<string, Entry>();
	let isEnding = false;

	function entryOf(name: string): Entry {
		const found = entries.get(name);
		if (found && !found.room?.isBroken) return found;
		const entry: Entry = { opening: openRoom(name, context), room: null, leases: 0 };
		entry.opening.then(
			(room) => (entry.room = room),
			() => drop(name, entry)
		);
		entries.set(name, entry);
		return entry;
	}

	function drop(name: string, entry: Entry): void {
		clearTimeout(entry.idle);
		entry.room?.dispose();
		if (entries.get(name) === entry) entries.delete(name);
	}

	function leave(name: string, entry: Entry): void {
		if (--entry.leases > 0) return;
		const wait = entry.room!.isBroken ? 0 : context.limits.idleMs;
		entry.idle = setTimeout(() => void close(name, entry), wait).unref();
	}

	async function close(name: string, entry: Entry): Promise<void> {
		// A room whose commit failed is dropped too; that is told elsewhere.
		await entry.room!.committed().catch(() => {});
		if (entry.leases === 0 && !isEnding) await entry.room!.tidy();
		if (entry.leases === 0) drop(name, entry);
	}

	return {
		async enter(name) {
			const entry = entryOf(name);
			entry.leases++;
			clearTimeout(entry.idle);
			const room = await entry.opening;
			return { room, leave: () => leave(name, entry) };
		},
		count: () => entries.size,
		tidy() {
			for (const { room } of entries.values()) void room?.tidy();
		},
		async settled() {
			isEnding = true;
			for (const { idle } of entries.values()) clearTimeout(idle);
			const commits = [...entries.values()].map(async ({ room }) => room?.committed());
			await Promise.allSettled(commits);
		}
	};
}
