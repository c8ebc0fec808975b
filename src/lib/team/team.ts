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
import { openCycle, type OpenCycle } from './cycle.ts';
import type { Device } from './device.ts';
import { linksOf, type TeamLinks } from './links.ts';
import { createListeners } from './listeners.ts';
import { deviceOf, meansOf, roomOfCycle, roomOfTeam } from './means.ts';
import { forgetRoom, openReplicated, worstOf, type Replicated, type Safety } from './replicated.ts';

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
	/** Of the team's document and of every cycle that is open. */
	safety(): Safety;
	onChange(fn: () => void): () => void;

	/** Adds a new person who uses this device. */
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
	const record = () => readCached().record ?? entry.record;
	const replicated = await openReplicated(
		roomOfTeam(teamId),
		meansOf(device, entry, record),
		(doc) => {
			seed(doc);
			snapshot = readTeam(doc);
		}
	);
	const listeners = createListeners();
	const cycles = new Map<CycleId, { opening: Promise<OpenCycle>; replicated: Replicated | null }>();

	function readCached(): TeamSnapshot {
		return (snapshot ??= readTeam(replicated.doc));
	}
	const patch = (fields: Partial<Omit<TeamEntry, 'teamId'>>): void => {
		entry = { ...entry, ...fields };
		void device.store.patchTeam(teamId, fields);
	};
	/** Keeps in the catalogue what home and the next connection need before the document is open. */
	const noteFacts = (): void => {
		const { name, record } = readCached();
		if (name && name !== entry.name) patch({ name });
		if (record && record !== entry.record) patch({ record });
	};
	const changed = (): void => {
		snapshot = null;
		noteFacts();
		listeners.tell();
	};
	replicated.doc.on('update', changed);
	replicated.onSafety(listeners.tell);
	noteFacts();
	patch({ openedAt: device.now() });

	const writer = (): Writer | null => {
		const allowed = entry.role === 'edit' && entry.personId !== null && !readCached().tooNew;
		return allowed ? { by: entry.personId ?? '', now: device.now, random: device.random } : null;
	};
	const documents = (): Replicated[] => [
		replicated,
		...[...cycles.values()].flatMap((cycle) => cycle.replicated ?? [])
	];
	const join = async (personId: PersonId): Promise<boolean> => {
		patch({ personId });
		const joined = writer();
		if (!joined) return false;
		addDevice(replicated.doc, joined, deviceOf(device, personId));
		await replicated.flush();
		listeners.tell();
		return true;
	};
	const settle = async (): Promise<void> => {
		for (const { opening } of cycles.values()) await opening.then((cycle) => cycle.settle());
		await replicated.flush();
	};
	const closeCycles = async (): Promise<void> => {
		for (const { opening } of [...cycles.values()]) await opening.then((cycle) => cycle.close());
	};

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
			const all = documents().map((document) => document.safety());
			return {
				disk: worstOf(all.map(({ disk }) => disk)),
				relay: worstOf(all.map(({ relay }) => relay)),
				host: replicated.safety().host,
				putAside: all.reduce((sum, { putAside }) => sum + putAside, 0)
			};
		},
		onChange: listeners.add,
		async joinAsNew(person) {
			const id = createId<PersonId>(device.random(10));
			if (entry.role !== 'edit' || readCached().tooNew) return false;
			addPerson(
				replicated.doc,
				{ by: id, now: device.now, random: device.random },
				{ id, ...person }
			);
			return join(id);
		},
		joinAs: (person) => join(person),
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
			const open = cycles.get(id);
			if (open) return open.opening;
			const opening = openCycle({
				device,
				teamId,
				cycleId: id,
				means: meansOf(device, entry, record),
				room: roomOfCycle(teamId, id),
				writer,
				onOpened: (opened) => {
					cycles.set(id, { opening, replicated: opened });
					opened.onSafety(listeners.tell);
					listeners.tell();
				},
				onClosed: () => {
					cycles.delete(id);
					listeners.tell();
				}
			});
			cycles.set(id, { opening, replicated: null });
			patch({ lastCycleId: id });
			return opening;
		},
		retry: () => {
			for (const document of documents()) document.retry();
		},
		settle,
		async forget() {
			const { cycles: known } = readCached();
			const rooms = known.map((cycle) => cycle.id);
			await Promise.all(
				rooms.map(async (id) => {
					const open = cycles.get(id)?.replicated;
					await (open ? open.forget() : forgetRoom(roomOfCycle(teamId, id)));
				})
			);
			listeners.clear();
			await replicated.forget();
			await device.store.forgetTeam(teamId);
		},
		async close() {
			await settle();
			await closeCycles();
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
