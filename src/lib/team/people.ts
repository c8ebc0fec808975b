import type * as Y from 'yjs';
import { changeOwners, type OwnerChange } from '#lib/doc/owners.ts';
import {
	addDevice,
	addPerson,
	hasDevice,
	isPerson,
	mergePeople,
	removePerson,
	restorePerson,
	setHoldsKey,
	setPerson,
	splitPerson
} from '#lib/doc/people.ts';
import type { TeamSnapshot } from '#lib/doc/team.ts';
import { createUndo, type Undo } from '#lib/doc/undo.ts';
import { SYSTEM, write, type Writer } from '#lib/doc/writer.ts';
import { dayAt } from '#lib/okr/day.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import { ownedIn, type Owned } from '#lib/okr/owned.ts';
import type { OpenCycle } from './cycle.ts';
import type { Cycles } from './cycles.ts';
import type { Device } from './device.ts';
import { deviceOf } from './means.ts';
import { personOf } from './onePerson.ts';

/** What a person says of themselves when they join. */
export interface NewPerson {
	name: string;
	/** 0..11 */
	colour: number;
}

/** Something owned in one of the team's cycles that are not over. */
export interface OwnedInTeam extends Owned {
	cycleId: CycleId;
	/** Whom it counts for, whatever entry the document has. */
	person: PersonId;
}

/** Who is in the team. Members may do all of it but removing, which is for those with the recovery key. */
export interface PeopleVerbs {
	/** Adds a person who has no device yet; null where nothing may be written. */
	addPerson(person: NewPerson): PersonId | null;
	setPerson(id: PersonId, patch: Partial<NewPerson>): boolean;
	/** Says that two are one person, shown as `into` from now on. */
	mergePeople(from: PersonId, into: PersonId): boolean;
	/** Says that an entry that was merged is somebody else after all. */
	splitPerson(id: PersonId): boolean;
	readonly canRemove: boolean;
	/**
	 * Takes a person out of the team. What they own in cycles that are not over stays theirs, or with
	 * `release` has no owner from now on.
	 */
	removePerson(id: PersonId, how: { release: boolean }): Promise<boolean>;
	restorePerson(id: PersonId): boolean;
	/** All that is owned in cycles that are not over: told now and whenever it may be another, until the answer is called. */
	followOwned(tell: (owned: OwnedInTeam[]) => void): () => void;
	/** Of what was done to people here, owners that were released with them among it; it ends with the team. */
	readonly peopleUndo: Pick<Undo, 'canUndo' | 'canRedo'> & {
		undo(): Promise<boolean>;
		redo(): Promise<boolean>;
	};
}

interface Means {
	doc: Y.Doc;
	device: Device;
	read: () => TeamSnapshot;
	withWriter: (act: (w: Writer) => boolean) => boolean;
	writer: () => Writer | null;
	cycles: Pick<Cycles, 'open' | 'document'>;
	holdsKey: () => boolean;
}

interface People {
	verbs: PeopleVerbs;
	undo: Undo;
	/** Whoever was removed and goes on writing is in the team: the others see who writes. */
	comeBack: () => void;
	/** Says to the team that this device is one of its person's, and whether it holds the recovery key. */
	noteDevice: (holdsKey: boolean) => void;
}

export function createPeopleVerbs({
	doc,
	device,
	read,
	withWriter,
	writer,
	cycles,
	holdsKey
}: Means): People {
	const undo = createUndo(doc, { writer, covers: (id) => isPerson(doc, id) });
	/** By person, what had no owner any more when they were removed. */
	const released = new Map<PersonId, { cycleId: CycleId; changes: OwnerChange[] }[]>();

	/** Those that are not over. */
	function openCycles(): Promise<OpenCycle[]> {
		const now = device.now();
		const current = read().cycles.filter(({ endOn, timeZone }) => endOn >= dayAt(now, timeZone));
		return Promise.all(current.map(({ id }) => cycles.open(id)));
	}

	function ownedInAll(open: readonly OpenCycle[]): OwnedInTeam[] {
		const { sameAs } = read();
		return open.flatMap((cycle) => {
			const { plan, initiatives } = cycle.snapshot();
			return ownedIn(plan, initiatives).map((one) => ({
				...one,
				cycleId: cycle.cycleId,
				person: personOf(sameAs, one.ownerId) as PersonId
			}));
		});
	}

	function followOwned(tell: (owned: OwnedInTeam[]) => void): () => void {
		/** By open cycle, how one stops hearing of it. */
		const stops = new Map<OpenCycle, () => void>();
		let ended = false;
		const look = async (): Promise<void> => {
			const open = await openCycles();
			if (ended) return;
			for (const cycle of open) if (!stops.has(cycle)) stops.set(cycle, hear(cycle));
			tell(ownedInAll(open));
		};
		/** Carets and what the relay says change nothing that anybody owns. */
		const hear = (cycle: OpenCycle): (() => void) => {
			let last = cycle.snapshot();
			return cycle.onChange(() => {
				if (cycle.snapshot() === last) return;
				last = cycle.snapshot();
				void look();
			});
		};
		const heard = (): void => void look();
		doc.on('update', heard);
		heard();
		return () => {
			ended = true;
			doc.off('update', heard);
			for (const stop of stops.values()) stop();
		};
	}

	async function change(cycleId: CycleId, changes: OwnerChange[]): Promise<OwnerChange[]> {
		const cycle = await cycles.document(cycleId);
		const w = writer();
		return cycle && w ? changeOwners(cycle, w, changes) : [];
	}

	async function release(id: PersonId): Promise<void> {
		const mine = ownedInAll(await openCycles()).filter(({ person }) => person === id);
		const done: { cycleId: CycleId; changes: OwnerChange[] }[] = [];
		for (const cycleId of new Set(mine.map((one) => one.cycleId))) {
			const changes = mine
				.filter((one) => one.cycleId === cycleId)
				.map((one): OwnerChange => ({ id: one.id, from: one.ownerId, to: null }));
			done.push({ cycleId, changes: await change(cycleId, changes) });
		}
		released.set(id, done);
	}

	/** Owners go and come with the person they were released with. */
	async function travel(step: () => boolean): Promise<boolean> {
		const wasIn = new Map(read().people.map(({ id, removed }) => [id, !removed]));
		if (!step()) return false;
		for (const { id, removed } of read().people) {
			if (wasIn.get(id) === !removed) continue;
			for (const { cycleId, changes } of released.get(id) ?? []) {
				const back = changes.map(({ id, from, to }) => ({ id, from: to, to: from }));
				await change(cycleId, removed ? changes : back);
			}
		}
		return true;
	}

	return {
		undo,
		comeBack() {
			const w = writer();
			const { people, sameAs } = read();
			const me = people.find(({ id }) => id === sameAs.get(w?.by ?? ''));
			if (w && me?.removed) write(doc, SYSTEM, () => restorePerson(doc, w, me.id));
		},
		noteDevice(holds) {
			const w = writer();
			if (!w) return;
			// A device that was given its person by a backup, before the team's document had come.
			if (!hasDevice(doc, device.identity.deviceId))
				write(doc, SYSTEM, () => addDevice(doc, w, deviceOf(device, w.by as PersonId)));
			setHoldsKey(doc, w, device.identity.deviceId, holds);
		},
		verbs: {
			addPerson(person) {
				const id = createId<PersonId>(device.random(10));
				return withWriter((w) => addPerson(doc, w, { id, ...person })) ? id : null;
			},
			setPerson: (id, patch) => withWriter((w) => setPerson(doc, w, id, patch)),
			mergePeople: (from, into) => withWriter((w) => mergePeople(doc, w, from, into)),
			splitPerson: (id) => withWriter((w) => splitPerson(doc, w, id)),
			get canRemove() {
				return holdsKey() && writer() !== null;
			},
			async removePerson(id, how) {
				if (!holdsKey() || !withWriter((w) => removePerson(doc, w, id))) return false;
				if (how.release) await release(personOf(read().sameAs, id) as PersonId);
				return true;
			},
			restorePerson: (id) => withWriter((w) => restorePerson(doc, w, id)),
			followOwned,
			peopleUndo: {
				undo: () => travel(() => undo.undo()),
				redo: () => travel(() => undo.redo()),
				get canUndo() {
					return undo.canUndo;
				},
				get canRedo() {
					return undo.canRedo;
				}
			}
		}
	};
}
