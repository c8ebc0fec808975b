import {
	dayOf,
	teamOfRoom,
	type Append,
	type Compaction,
	type Store,
	type StoredCode,
	type StoredRow
} from './store.ts';

interface MemoryTeam {
	generation: number;
	record: string | null;
	deletedAt: number | null;
}

interface MemoryRoom {
	rows: StoredRow[];
	quarantined: StoredRow[];
	changedOn: string | null;
	/** By day. */
	states: Map<string, Uint8Array>;
}

/**
 * A store that forgets at the end of the process: for tests, and for `vite dev`.
 *
 * @param now epoch ms; tells the day on which a room changed
 */
export function createMemoryStore(now: () => number = Date.now): Store {
	const teams = new Map<string, MemoryTeam>();
	const rooms = new Map<string, MemoryRoom>();
	const codes = new Map<string, StoredCode>();
	let seq = 0;
	let isClosed = false;

	function roomOf(name: string): MemoryRoom {
		const room = rooms.get(name) ?? createRoom();
		rooms.set(name, room);
		return room;
	}

	function dropCodes(isGone: (code: StoredCode) => boolean): void {
		for (const code of codes.values()) if (isGone(code)) codes.delete(code.locator);
	}

	function appendAll(entries: Append[]): void {
		const today = dayOf(now());
		for (const { room: name, bytes } of entries) {
			if (teams.get(teamOfRoom(name))?.deletedAt != null) continue;
			const room = roomOf(name);
			room.rows.push({ seq: ++seq, bytes: bytes.slice() });
			room.changedOn = today;
		}
	}

	function compact(
		name: string,
		{ merged, replaced, quarantined, stateOn }: Compaction
	): number | null {
		const room = rooms.get(name);
		const gone = new Set([...replaced, ...quarantined]);
		if (!room || room.rows.filter((row) => gone.has(row.seq)).length < gone.size) return null;
		setAside(room, quarantined);
		room.rows = room.rows.filter((row) => !gone.has(row.seq));
		room.rows.push({ seq: ++seq, bytes: merged.slice() });
		if (stateOn !== null) room.states.set(stateOn, merged.slice());
		return seq;
	}

	function pruneStates(beforeOn: string, teamBytes: number): void {
		const bytesByTeam = new Map<string, number>();
		const kept = [...rooms].flatMap(([name, { states }]) =>
			[...states].map(([dayOn, bytes]) => ({ name, states, dayOn, length: bytes.length }))
		);
		kept.sort((a, b) => (a.dayOn < b.dayOn ? 1 : -1));
		for (const { name, states, dayOn, length } of kept) {
			const total = (bytesByTeam.get(teamOfRoom(name)) ?? 0) + length;
			bytesByTeam.set(teamOfRoom(name), total);
			if (dayOn < beforeOn || total > teamBytes) states.delete(dayOn);
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
				dropCodes((code) => code.teamId === teamId);
				return true;
			}),
		load: (room) => answer(() => [...(rooms.get(room)?.rows ?? [])]),
		append: (entries) => answer(() => appendAll(entries)),
		compact: (room, compaction) => answer(() => compact(room, compaction)),
		quarantine: (name, seqs) =>
			answer(() => {
				const room = rooms.get(name);
				if (room) setAside(room, seqs);
			}),
		lastChange: (name) =>
			answer(() => {
				const room = rooms.get(name);
				const dayOn = room?.changedOn;
				return room && dayOn ? { dayOn, isKept: room.states.has(dayOn) } : null;
			}),
		states: (name) =>
			answer(() =>
				[...(rooms.get(name)?.states ?? [])]
					.map(([dayOn, bytes]) => ({ dayOn, bytes: bytes.length }))
					.sort((a, b) => (a.dayOn < b.dayOn ? 1 : -1))
			),
		state: (name, dayOn) => answer(() => rooms.get(name)?.states.get(dayOn) ?? null),
		pruneStates: (beforeOn, teamBytes) => answer(() => pruneStates(beforeOn, teamBytes)),
		usage: (teamId) =>
			answer(() => {
				const own = [...rooms].filter(([name]) => teamOfRoom(name) === teamId);
				const rows = own.flatMap(([, room]) => [...room.rows, ...room.quarantined]);
				return {
					rooms: own.length,
					bytes: rows.reduce((sum, row) => sum + row.bytes.length, 0)
				};
			}),
		putCode: (code, { now, most }) =>
			answer(() => {
				dropCodes(({ expiresAt }) => expiresAt <= now);
				const own = [...codes.values()].filter(
					({ teamId, locator }) => teamId === code.teamId && locator !== code.locator
				);
				if (teams.get(code.teamId)?.deletedAt !== null || own.length >= most) return false;
				codes.set(code.locator, { ...code });
				return true;
			}),
		openCode: (locator, now) =>
			answer(() => {
				const code = codes.get(locator);
				return code && code.expiresAt > now ? { teamId: code.teamId, box: code.box } : null;
			}),
		dropCode: (locator, teamId) =>
			answer(() => dropCodes((code) => code.locator === locator && code.teamId === teamId)),
		sweepCodes: (now) => answer(() => dropCodes(({ expiresAt }) => expiresAt <= now)),
		forget: (teamId, deletedAt) =>
			answer(() => {
				for (const name of [...rooms.keys()]) {
					if (teamOfRoom(name) === teamId) rooms.delete(name);
				}
				dropCodes((code) => code.teamId === teamId);
				teams.set(teamId, { generation: 0, record: null, deletedAt });
			}),
		probe: () => answer(() => {}),
		close: async () => {
			await Promise.resolve();
			isClosed = true;
		}
	};
}

function createRoom(): MemoryRoom {
	return { rows: [], quarantined: [], changedOn: null, states: new Map() };
}

function setAside(room: MemoryRoom, seqs: number[]): void {
	room.quarantined.push(...room.rows.filter((row) => seqs.includes(row.seq)));
	room.rows = room.rows.filter((row) => !seqs.includes(row.seq));
}
