import type { TeamEntry } from '#lib/device/store.ts';
import {
	addCycle,
	addDevice,
	addPerson,
	readTeam,
	setCycle,
	setPerson,
	setTeamName,
	type TeamSnapshot
} from '#lib/doc/team.ts';
import { resolveConflict, type Choice } from '#lib/doc/resolve.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import { readRecord } from '#lib/protocol/record.ts';
import type { OpenCycle } from './cycle.ts';
import { createCycles } from './cycles.ts';
import type { Device } from './device.ts';
import { linksOf, type TeamLinks } from './links.ts';
import { createListeners } from './listeners.ts';
import { deviceOf, meansOf, roomOfCycle, roomOfTeam } from './means.ts';
import { openReplicated, worstOf, type Replicated, type Safety } from './replicated.ts';

/** What a person says of themselves when they join. */
export interface NewPerson {
	name: string;
	/** 0..11 */
	colour: number;
}

/** A team while it is open on this device. Everything read here is a snapshot; `onChange` says when it is stale. */
export interface OpenTeam {
	readonly teamId: string;
	readonly role: 'edit' | 'view';
	/** Who uses this device here; null before joining, and always for readers. */
	readonly me: PersonId | null;
	/** False for readers, and where the document needs a newer app. */
	readonly canWrite: boolean;
	snapshot(): TeamSnapshot;
	/** Of the team's document and of every cycle of the team. */
	safety(): Safety;
	onChange(fn: () => void): () => void;

	/** Adds a new person who uses this device. False where the device cannot keep who that is. */
	joinAsNew(person: NewPerson): Promise<boolean>;
	/** This device is one more device of a person who is already here. */
	joinAs(person: PersonId): Promise<boolean>;
	setPerson(id: PersonId, patch: Partial<NewPerson>): boolean;
	setName(name: string): boolean;
	addCycle(cycle: Omit<Cycle, 'id'>): CycleId | null;
	setCycle(id: CycleId, patch: Partial<Omit<Cycle, 'id'>>): boolean;
	resolve(conflict: Conflict, choice: Choice): boolean;
	links(origin: string): TeamLinks;
	openCycle(id: CycleId): Promise<OpenCycle>;
	/** Asks the relay again at once. */
	retry(): void;
	/** Finishes what was being typed and hands everything to the disk, as when the page hides. */
	settle(): Promise<void>;
	/** Closes, and removes everything of this team from this device. */
	forget(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Opens a team of the catalogue; null if this device does not know it. `seed` writes the first content
 * of a team that was just made here.
 */
export async function openTeam(
	device: Device,
	teamId: string,
	seed: (doc: Replicated['doc']) => void = () => undefined
): Promise<OpenTeam | null> {
	const found = await device.store.getTeam(teamId);
	if (!found) return null;
	let entry: TeamEntry = found;
	let snapshot: TeamSnapshot | null = null;
	const record = () => entry.record;
	const means = meansOf(device, entry, record);
	const replicated = await openReplicated(roomOfTeam(teamId), means, (doc) => {
		seed(doc);
		snapshot = readTeam(doc);
	});
	const listeners = createListeners();

	function readCached(): TeamSnapshot {
		return (snapshot ??= readTeam(replicated.doc));
	}
	const patch = (fields: Partial<Omit<TeamEntry, 'teamId'>>): void => {
		entry = { ...entry, ...fields };
		void device.store.patchTeam(teamId, fields);
	};
	/** Whoever writes the document can write a record of their own into it; only a signed one counts. */
	const isNewer = (record: string): boolean => {
		const read = readRecord(record, teamId);
		const known = entry.record === null ? null : readRecord(entry.record, teamId);
		return read !== null && read.generation > (known?.generation ?? 0);
	};
	/** Keeps in the catalogue what home and the next connection need before the document is open. */
	const noteFacts = (): void => {
		const { name, record } = readCached();
		if (name && name !== entry.name) patch({ name });
		if (record && record !== entry.record && isNewer(record)) patch({ record });
	};
	const changed = (): void => {
		snapshot = null;
		noteFacts();
		openCycles();
		listeners.tell();
	};

	const writer = (): Writer | null => {
		const allowed = entry.role === 'edit' && entry.personId !== null && !readCached().tooNew;
		return allowed ? { by: entry.personId ?? '', now: device.now, random: device.random } : null;
	};
	const cycles = createCycles(
		{ device, teamId, means, writer },
		(id) => roomOfCycle(teamId, id),
		listeners.tell
	);
	const openCycles = (): void => {
		for (const { id } of readCached().cycles) void cycles.open(id);
	};
	/** The device knows whose it is before the team does: a page that dies between the two asks nobody twice. */
	const join = async (personId: PersonId, write: (w: Writer) => void): Promise<boolean> => {
		if (entry.role !== 'edit' || readCached().tooNew) return false;
		const kept = await device.store.patchTeam(teamId, { personId });
		if (!kept.ok) return false;
		entry = { ...entry, personId };
		const w = { by: personId, now: device.now, random: device.random };
		write(w);
		const added = addDevice(replicated.doc, w, deviceOf(device, personId));
		await replicated.flush();
		listeners.tell();
		return added;
	};
	const settle = async (): Promise<void> => {
		await Promise.all([cycles.settle(), replicated.flush()]);
	};

	replicated.doc.on('update', changed);
	replicated.onSafety(listeners.tell);
	noteFacts();
	patch({ openedAt: device.now() });
	openCycles();

	return {
		teamId,
		get role() {
			return entry.role;
		},
		get me() {
			return entry.personId;
		},
		get canWrite() {
			return writer() !== null;
		},
		snapshot: readCached,
		safety: () => {
			const own = replicated.safety();
			const all = [own, ...cycles.safeties()];
			return {
				disk: worstOf(all.map(({ disk }) => disk)),
				relay: worstOf(all.map(({ relay }) => relay)),
				host: own.host,
				putAside: all.reduce((sum, { putAside }) => sum + putAside, 0)
			};
		},
		onChange: listeners.add,
		joinAsNew(person) {
			const id = createId<PersonId>(device.random(10));
			return join(id, (w) => addPerson(replicated.doc, w, { id, ...person }));
		},
		joinAs(id) {
			const isHere = readCached().people.some((person) => person.id === id && !person.removed);
			return isHere ? join(id, () => undefined) : Promise.resolve(false);
		},
		setPerson: (id, fields) => withWriter((w) => setPerson(replicated.doc, w, id, fields)),
		setName: (name) =>
			withWriter((w) => {
				setTeamName(replicated.doc, w, name);
				return true;
			}),
		addCycle(cycle) {
			const id = createId<CycleId>(device.random(10));
			const added = withWriter((w) => {
				addCycle(replicated.doc, w, { id, ...cycle });
				return true;
			});
			return added ? id : null;
		},
		setCycle: (id, fields) => withWriter((w) => setCycle(replicated.doc, w, id, fields)),
		resolve: (conflict, choice) =>
			withWriter((w) => resolveConflict(replicated.doc, w, conflict, choice)),
		links: (origin) => linksOf(entry, origin),
		openCycle(id) {
			patch({ lastCycleId: id });
			return cycles.open(id);
		},
		retry: () => {
			replicated.retry();
			cycles.retry();
		},
		settle,
		async forget() {
			// The last one by name too, in case the team's own document could not be read.
			const known = new Set(readCached().cycles.map(({ id }) => id));
			if (entry.lastCycleId) known.add(entry.lastCycleId);
			await Promise.all([...known].map((id) => cycles.forget(id)));
			listeners.clear();
			await replicated.forget();
			await device.store.forgetTeam(teamId);
		},
		async close() {
			await settle();
			await cycles.close();
			listeners.clear();
			await replicated.close();
		}
	};

	function withWriter(act: (writer: Writer) => boolean): boolean {
		const allowed = writer();
		return allowed !== null && act(allowed);
	}
}

export type { Choice } from '#lib/doc/resolve.ts';
