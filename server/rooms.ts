import { openRoom, type Room, type RoomContext } from './room.ts';

/** A room held in memory for one who is about to enter it, or has. */
interface Lease {
	room: Room;
	/** Once, when done. */
	leave(): void;
}

/** The rooms in memory: loaded by the first to enter, gone after the last has left and all is on the disk. */
export interface Rooms {
	/** Rejects if the disk does. */
	enter(name: string): Promise<Lease>;
	count(): number;
	/** Resolves when nothing is being written any more. */
	settled(): Promise<void>;
}

interface Entry {
	opening: Promise<Room>;
	room: Room | null;
	leases: number;
}

/** Makes an empty set of rooms. */
export function createRooms(context: RoomContext): Rooms {
	const entries = new Map<string, Entry>();

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
		entry.room?.dispose();
		if (entries.get(name) === entry) entries.delete(name);
	}

	async function dropIfEmpty(name: string, entry: Entry): Promise<void> {
		// A room whose commit failed is dropped too; that is told elsewhere.
		await entry.room!.committed().catch(() => {});
		if (entry.leases === 0) drop(name, entry);
	}

	return {
		async enter(name) {
			const entry = entryOf(name);
			entry.leases++;
			const room = await entry.opening;
			const leave = () => {
				if (--entry.leases === 0) void dropIfEmpty(name, entry);
			};
			return { room, leave };
		},
		count: () => entries.size,
		async settled() {
			const commits = [...entries.values()].map(async ({ room }) => room?.committed());
			await Promise.allSettled(commits);
		}
	};
}
