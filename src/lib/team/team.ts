import { addDevice, addPerson, restorePerson } from '#lib/doc/people.ts';
import {
	addCycle,
	readTeam,
	setCycle,
	setPermit,
	setRecord,
	setTeamName,
	type TeamSnapshot
} from '#lib/doc/team.ts';
import { isRules, setListed, setRules, type RulesPatch } from '#lib/doc/rules.ts';
import { createUndo, type Undo } from '#lib/doc/undo.ts';
import { resolveConflict, type Choice } from '#lib/doc/resolve.ts';
import { SYSTEM, write, type Writer } from '#lib/doc/writer.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { RuleList } from '#lib/okr/houseRules.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import type { Landing } from '#lib/protocol/linkText.ts';
import type { OpenCycle } from './cycle.ts';
import { createCycles } from './cycles.ts';
import type { Device } from './device.ts';
import { createKeyring, type DeletionProblem } from './keyring.ts';
import { createHealthMetricVerbs, type HealthMetricVerbs } from './healthMetrics.ts';
import { linksOf, type TeamLinks } from './links.ts';
import type { TeamDocuments } from './documents.ts';
import { createListeners } from './listeners.ts';
import { deviceOf, meansOf, roomOfCycle, roomOfTeam } from './means.ts';
import { createPeopleVerbs, type NewPerson, type PeopleVerbs } from './people.ts';
import { createWallCodeVerbs, tryOffered, type WallCodeVerbs } from './seldom.ts';
import { openReplicated, safetyOf, type Replicated, type Safety } from './replicated.ts';

/** A team while it is open on this device. Everything read here is a snapshot; `onChange` says when it is stale. */
export interface OpenTeam extends HealthMetricVerbs, PeopleVerbs, WallCodeVerbs {
	readonly teamId: string;
	readonly role: 'edit' | 'view';
	/** Made to be looked at: on this device alone, with no link and no relay. */
	readonly isSample: boolean;
	/** A sample whose people are simulated in a kickoff. */
	readonly isRehearsal: boolean;
	/** Who uses this device here, as the team shows them; null before joining, and always for readers. */
	readonly me: PersonId | null;
	/** False for readers, and where the document needs a newer app. */
	readonly canWrite: boolean;
	snapshot(): TeamSnapshot;
	/** Of the team's document and of every cycle of the team, or of these alone. */
	safety(only?: readonly CycleId[]): Safety;
	onChange(fn: () => void): () => void;

	/** Adds a new person who uses this device. False where the device cannot keep who that is. */
	joinAsNew(person: NewPerson): Promise<boolean>;
	/** This device is one more device of a person who is already here. */
	joinAs(person: PersonId): Promise<boolean>;
	setName(name: string): boolean;
	addCycle(cycle: Omit<Cycle, 'id'>): CycleId | null;
	setCycle(id: CycleId, patch: Partial<Omit<Cycle, 'id'>>): boolean;
	setRules(patch: RulesPatch): boolean;
	/** Puts a word into a list of the house rules, or takes it out. */
	setListed(list: RuleList, word: string, isIn: boolean): boolean;
	/** Of what was done to the house rules here; it ends with the team. */
	readonly rulesUndo: Pick<Undo, 'undo' | 'redo' | 'canUndo' | 'canRedo'>;
	resolve(conflict: Conflict, choice: Choice): boolean;
	/** `to`: where whoever opens the members' link lands. */
	links(origin: string, to?: Landing): TeamLinks;
	/**
	 * Ends all links of the team and makes new ones, which everybody needs who is to stay in. False
	 * where this device does not hold the recovery key.
	 */
	renewLinks(): Promise<boolean>;
	/** Has the relay delete everything of this team for good. This device keeps what it has. */
	deleteForEverybody(): Promise<{ ok: true } | { ok: false; why: DeletionProblem }>;
	/** The team's documents as a whole, for files. */
	readonly documents: TeamDocuments;
	openCycle(id: CycleId): Promise<OpenCycle>;
	/** The same for a cycle that one does not go to: what leads to the one that was open last still does. */
	lookInto(id: CycleId): Promise<OpenCycle>;
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
	const keyring = createKeyring(device, found);
	let snapshot: TeamSnapshot | null = null;
	const means = meansOf(device, keyring);
	const replicated = await openReplicated(roomOfTeam(teamId), means, (doc) => {
		seed(doc);
		snapshot = readTeam(doc);
	});
	const listeners = createListeners();
	let isLeaving = false;

	const readCached = (): TeamSnapshot => (snapshot ??= readTeam(replicated.doc));
	/** Whoever has the newest record hands it on: an old one would lock its holder out at an empty relay. */
	const noteKeys = (): void => {
		const told = readCached();
		keyring.note(told);
		const { record, adminSeed } = keyring.entry;
		people.noteDevice(adminSeed !== null && !isLeaving);
		const w = writer();
		if (w && record !== null && record !== told.record)
			setRecord(replicated.doc, w, record, keyring.generation());
	};
	const renew = (): void => {
		replicated.renew();
		cycles.renew();
	};
	/** The relay refuses: perhaps there is something to show that it has not seen. */
	const remedy = async (): Promise<void> => {
		if (!(await keyring.remedy(replicated.safety().relay))) return;
		const w = writer();
		const { permit } = keyring.entry;
		if (w && permit !== null && permit !== readCached().permit)
			setPermit(replicated.doc, w, permit);
		noteKeys();
		renew();
	};
	let oneWith = sameAsOf(readCached());
	const changed = (): void => {
		snapshot = null;
		noteKeys();
		const now = sameAsOf(readCached());
		if (now !== oneWith) cycles.peopleChanged();
		oneWith = now;
		cycles.look();
		listeners.tell();
	};

	const writer = (): Writer | null => {
		const { role, personId: by } = keyring.entry;
		const allowed = role === 'edit' && by !== null && !readCached().tooNew;
		return allowed ? { by, now: device.now, random: device.random } : null;
	};
	const cycleIds = (): CycleId[] => readCached().cycles.map(({ id }) => id);
	const cycles = createCycles(
		{
			...{ device, teamId, means, writer },
			sameAs: () => readCached().sameAs,
			ids: cycleIds,
			relay: () => replicated.safety().relay
		},
		(id) => roomOfCycle(teamId, id),
		{
			safety: listeners.tell,
			wrote: () => {
				people.comeBack();
			}
		}
	);
	/** The device knows whose it is before the team does: a page that dies between the two asks nobody twice. */
	const join = async (personId: PersonId, arrive: (w: Writer) => void): Promise<boolean> => {
		if (keyring.entry.role !== 'edit' || readCached().tooNew) return false;
		const kept = await device.store.patchTeam(teamId, { personId });
		if (!kept.ok) return false;
		void keyring.patch({ personId });
		const w = { by: personId, now: device.now, random: device.random };
		// Nobody takes back their own joining with what they did to others.
		const added = write(replicated.doc, SYSTEM, () => {
			arrive(w);
			return addDevice(replicated.doc, w, deviceOf(device, personId));
		});
		await replicated.flush();
		listeners.tell();
		return added;
	};
	const settle = async (): Promise<void> => {
		await Promise.all([cycles.settle(), replicated.flush()]);
	};

	const people = createPeopleVerbs({
		...{ doc: replicated.doc, device, read: readCached, withWriter, writer, cycles },
		holdsKey: () => keyring.entry.adminSeed !== null
	});
	const rulesUndo = createUndo(replicated.doc, { writer, covers: isRules });
	const stopTrying = tryOffered(device, keyring, renew);
	replicated.doc.on('update', changed);
	for (const undo of [rulesUndo, people.undo]) undo.onChange(listeners.tell);
	let wasLive = false;
	replicated.onSafety(() => {
		listeners.tell();
		// A relay that comes back may have lost its disk.
		if (replicated.isLive() && !wasLive) cycles.lookAgain();
		wasLive = replicated.isLive();
		void remedy();
	});
	const unwatch = device.store.onChange((what) => {
		if (what === 'settings' || what === 'teams') void remedy();
	});
	noteKeys();
	void keyring.patch({ openedAt: device.now() });
	cycles.look();

	return {
		teamId,
		get role() {
			return keyring.entry.role;
		},
		isSample: found.sample === true,
		isRehearsal: found.rehearsal === true,
		get me() {
			const { personId } = keyring.entry;
			return personId && (readCached().sameAs.get(personId) ?? personId);
		},
		get canWrite() {
			return writer() !== null;
		},
		snapshot: readCached,
		safety: (only) => safetyOf(replicated.safety(), cycles.safeties(only)),
		onChange: listeners.add,
		joinAsNew(person) {
			const id = createId<PersonId>(device.random(10));
			return join(id, (w) => addPerson(replicated.doc, w, { id, ...person }));
		},
		joinAs(id) {
			if (!readCached().sameAs.has(id)) return Promise.resolve(false);
			return join(id, (w) => restorePerson(replicated.doc, w, id));
		},
		...createHealthMetricVerbs(replicated.doc, device, withWriter),
		...people.verbs,
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
		setRules: (fields) => withWriter((w) => setRules(replicated.doc, w, fields)),
		setListed: (list, word, isIn) =>
			withWriter((w) => setListed(replicated.doc, w, list, word, isIn)),
		rulesUndo,
		resolve: (conflict, choice) =>
			withWriter((w) => resolveConflict(replicated.doc, w, conflict, choice)),
		links: (origin, to) => linksOf(keyring.entry, origin, to),
		...createWallCodeVerbs(device, () => keyring.entry),
		async renewLinks() {
			const renewed = await keyring.renewLinks();
			if (!renewed) return false;
			noteKeys();
			renew();
			listeners.tell();
			return true;
		},
		deleteForEverybody: () => keyring.deleteTeam(),
		documents: {
			...{ teamId, teamDoc: replicated.doc, cycleIds },
			...{ cycleDoc: cycles.document, workshops: cycles.workshops }
		},
		openCycle(id) {
			void keyring.patch({ lastCycleId: id });
			return cycles.open(id);
		},
		lookInto: cycles.open,
		retry: () => {
			replicated.retry();
			cycles.retry();
		},
		settle,
		async forget() {
			stopTrying();
			// The last one by name too, in case the team's own document could not be read.
			const known = new Set(cycleIds());
			const { lastCycleId } = keyring.entry;
			if (lastCycleId) known.add(lastCycleId);
			isLeaving = true;
			noteKeys();
			await Promise.all([...known].map((id) => cycles.forget(id)));
			unwatch();
			listeners.clear();
			for (const undo of [rulesUndo, people.undo]) undo.stop();
			await replicated.forget();
			await device.store.forgetTeam(teamId);
		},
		async close() {
			stopTrying();
			await settle();
			await cycles.close();
			unwatch();
			listeners.clear();
			for (const undo of [rulesUndo, people.undo]) undo.stop();
			await replicated.close();
		}
	};

	function withWriter(act: (writer: Writer) => boolean): boolean {
		const allowed = writer();
		if (allowed === null || !act(allowed)) return false;
		people.comeBack();
		return true;
	}
}

function sameAsOf({ sameAs }: TeamSnapshot): string {
	return JSON.stringify([...sameAs]);
}

export type { NewPerson, OwnedInTeam } from './people.ts';
export type { Choice } from '#lib/doc/resolve.ts';
