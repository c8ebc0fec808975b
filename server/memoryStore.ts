import { teamOfRoom, type Append, type Store, type StoredRow } from './store.ts';

interface MemoryTeam {
	generation: number;
	record: string | null;
	deletedAt: number | null;
}

interface MemoryRoom {
	rows: StoredRow[];
	quarantined: StoredRow[];
}

/** A store that forgets at the end of the process: for tests, and for `vite dev`. */
export function createMemoryStore(): Store {
	const teams = new Map<string, MemoryTeam>();
	const rooms = new Map<string, MemoryRoom>();
	let seq = 0;
	let isClosed = false;

	function roomOf(name: string): MemoryRoom {
		const room = rooms.get(name) ?? { rows: [], quarantined: [] };
		rooms.set(name, room);
		return room;
	}

	function appendAll(entries: Append[]): void {
		for (const { room, bytes } of entries) {
			roomOf(room).rows.push({ seq: ++seq, bytes: bytes.slice() });
		}
	}

	// Every verb is asynchronous, as on a disk, and refuses after close, as a disk does.
	async function answer<T>(work: () => T): Promise<T> {
		await Promise.resolve();
		if (isClosed) throw new Error('the store is closed');
		return work();
	}

	return {
		team: (teamId) =>
			answer(() => {
				const team = teams.get(teamId);
				return team ? { record: team.record, deletedAt: team.deletedAt } : null;
			}),
		register: (teamId, generation, record) =>
			answer(() => {
				const team = teams.get(teamId);
				if (team && (team.deletedAt !== null || team.generation >= generation)) return false;
				teams.set(teamId, { generation, record, deletedAt: null });
				return true;
			}),
		load: (room) => answer(() => [...(rooms.get(room)?.rows ?? [])]),
		append: (entries) => answer(() => appendAll(entries)),
		compact: (name, { merged, replaced, quarantined }) =>
			answer(() => {
				const room = roomOf(name);
				const gone = new Set([...replaced, ...quarantined]);
				room.quarantined.push(...room.rows.filter((row) => quarantined.includes(row.seq)));
				room.rows = room.rows.filter((row) => !gone.has(row.seq));
				if (merged) appendAll([{ room: name, bytes: merged }]);
			}),
		usage: (teamId) =>
			answer(() => {
				const own = [...rooms].filter(([name]) => teamOfRoom(name) === teamId);
				const rows = own.flatMap(([, room]) => [...room.rows, ...room.quarantined]);
				return {
					rooms: own.length,
					bytes: rows.reduce((sum, row) => sum + row.bytes.length, 0)
				};
			}),
		forget: (teamId, deletedAt) =>
			answer(() => {
				for (const name of [...rooms.keys()]) {
					if (teamOfRoom(name) === teamId) rooms.delete(name);
				}
				teams.set(teamId, { generation: 0, record: null, deletedAt });
			}),
		close: async () => {
			await Promise.resolve();
			isClosed = true;
		}
	};
}
