import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	restoreItem,
	setKeyResult,
	type CycleSnapshot,
	type KeyResultPatch
} from '#lib/doc/cycle.ts';
import { readEntity } from '#lib/doc/entity.ts';
import { readAuthors } from '#lib/doc/authors.ts';
import { resolveConflict, type Choice } from '#lib/doc/resolve.ts';
import { textSource, type TextSource } from '#lib/doc/source.ts';
import { commitText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import { flattenPlan, type ItemChange } from '#lib/okr/changes.ts';
import {
	createId,
	type CycleId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId,
	type PackItemId
} from '#lib/okr/ids.ts';
import { createAdviceVerbs, type AdviceVerbs } from './advice.ts';
import { createAgreementVerbs, type AgreementVerbs } from './agreement.ts';
import { createAway } from './away.ts';
import { createBursts, endLeftovers } from './bursts.ts';
import type { CheckInVerbs } from './checkIns.ts';
import { openReader, prepareReader } from './cycleReader.ts';
import type { Device } from './device.ts';
import type { DraftVerbs } from './drafts.ts';
import { createEarlierVerbs, type EarlierVerbs } from './earlier.ts';
import { createInitiativeVerbs, type InitiativeVerbs } from './initiatives.ts';
import { createListeners } from './listeners.ts';
import { authorsAsOne, personOf, type SameAs } from './onePerson.ts';
import { breath } from './pace.ts';
import { createPresenceVerbs, type PresenceVerbs, type TextField } from './presenceVerbs.ts';
import type { PackVerbs } from './pack.ts';
import {
	addPlan,
	openCheckIns,
	openDrafts,
	startPack,
	startReaching,
	startWorkshops,
	type PlanGiven
} from './seldom.ts';
import { openReplicated, type Means, type Replicated } from './replicated.ts';
import type { Workshops } from './workshops.ts';

/** A cycle while it is open on this device. Verbs answer false where the item is gone or writing is not allowed. */
export interface OpenCycle
	extends AdviceVerbs, AgreementVerbs, EarlierVerbs, InitiativeVerbs, PresenceVerbs {
	readonly cycleId: CycleId;
	/** Joins another replica in this page's memory, such as the sample's colleague; returns how to part. */
	join: Replicated['join'];
	snapshot(): CycleSnapshot;
	onChange(fn: () => void): () => void;

	addObjective(after?: ObjectiveId | null): ObjectiveId | null;
	addKeyResult(objective: ObjectiveId, after?: KeyResultId | null): KeyResultId | null;
	/** Adds objectives with their key results behind those that are there, in one step. */
	addPlan(...plan: PlanGiven): Promise<boolean>;
	setKeyResult(id: KeyResultId, patch: KeyResultPatch): boolean;
	move(
		id: ItemId,
		to: { after: ItemId | null; objectiveId?: ObjectiveId; keyResultId?: KeyResultId }
	): boolean;
	remove(id: ItemId): boolean;
	restore(id: ItemId): boolean;
	resolve(conflict: Conflict, choice: Choice): boolean;
	undo(): boolean;
	redo(): boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;

	/** The text of a field, for an editor. The same object for the same field, as long as the cycle is open. */
	text(id: ItemId | PackItemId, field: TextField): TextSource;
	/** The editor of this field was left: its burst of typing is over. */
	leave(id: ItemId | PackItemId, field: TextField): void;

	/** What is said of key results, and what takes it back. Rejects where its code cannot be fetched. */
	checkIns(): Promise<CheckInVerbs>;
	/** What a kickoff starts from. Rejects where its code cannot be fetched. */
	pack(): Promise<PackVerbs>;
	/** What was begun and not finished on this device. Rejects where its code cannot be fetched. */
	drafts(): Promise<DraftVerbs>;
	/** The meetings of this cycle. Rejects where their code cannot be fetched. */
	workshops(): Promise<Workshops>;
	/** What colleagues changed since this device last looked. */
	away(): ItemChange[];
	markSeen(): void;
	/** How far the relay's clock is ahead of this device's, in ms; null where that is not known. */
	readonly clockOffMs: number | null;
	/** Notes at once which check-ins of this device are at the relay. False where there was nothing to note. */
	confirmReached(): Promise<boolean>;
	/** Other entries are one person now, or no longer. */
	peopleChanged(): void;
	settle(): Promise<void>;
	close(): Promise<void>;
}

export interface CycleMeans {
	device: Device;
	teamId: string;
	cycleId: CycleId;
	room: string;
	means: Means;
	/** Who writes, null where nobody may. */
	writer: () => Writer | null;
	/** Who is one with whom. */
	sameAs: () => SameAs;
	onOpened: (replicated: Replicated) => void;
}

/** Opens one cycle's document. See `openTeam`, which is the way to it. */
export async function openCycle(given: CycleMeans): Promise<OpenCycle> {
	const { device, teamId, cycleId, room, writer } = given;
	const { store } = device;
	const leftWriter = writer();
	const prepared = prepareReader({ store });
	const replicated = await openReplicated(room, given.means, async (doc) => {
		if (leftWriter)
			await endLeftovers(store, teamId, room, (item, field) => {
				commitText(doc, leftWriter, item, field);
				// One that was not read from the disk is not there yet.
				return readEntity(doc, item) !== null;
			});
	});
	const { doc, presence } = replicated;
	const listeners = createListeners();
	const sources = new Map<string, TextSource>();
	const reader = await openReader(
		doc,
		{ store, sameAs: given.sameAs, onChecked: listeners.tell },
		prepared
	);
	const { read } = reader;
	const here = createPresenceVerbs(doc, presence, () => {
		away.entered();
	});
	const away = await createAway({
		store,
		teamId,
		cycleId,
		now: device.now,
		plan: () => flattenPlan(read().plan, read().asides),
		authors: () => authorsAsOne(readAuthors(doc), given.sameAs()),
		me: () => {
			const by = writer()?.by;
			return by === undefined ? null : personOf(given.sameAs(), by);
		},
		isLive: replicated.isLive,
		isOnScreen: () => here.isOnScreen()
	});
	const undo = createUndo(doc, { writer });
	const bursts = createBursts({
		store,
		teamId,
		room,
		now: device.now,
		commit: (item, field) => {
			withWriter((w) => commitText(doc, w, item, field));
		}
	});
	const changed = (
		_: Uint8Array,
		__: unknown,
		___: unknown,
		transaction: { local: boolean }
	): void => {
		reader.forget();
		away.changed(transaction.local);
		listeners.tell();
	};
	doc.on('update', changed);
	const stops = [
		reader.stop,
		presence.onChange(listeners.tell),
		undo.onChange(listeners.tell),
		replicated.onSafety(listeners.tell)
	];
	given.onOpened(replicated);
	const reaching = startReaching(
		{ doc, device, replicated, canWrite: () => writer() !== null, onClock: listeners.tell },
		given.means.relayUrl
	);

	function withWriter(act: (writer: Writer) => boolean): boolean {
		const allowed = writer();
		if (!allowed || read().tooNew || !act(allowed)) return false;
		askForPersistence();
		return true;
	}
	// The first edit is when the browser's question makes sense to a person.
	let asked = false;
	function askForPersistence(): void {
		if (!asked) void device.persistence.ask();
		asked = true;
	}
	const workshops = startWorkshops({
		...{ cycleDoc: doc, device, teamId, means: given.means, writer, withWriter },
		...{ sameAs: given.sameAs, onOpened: given.onOpened }
	});
	const newId = <Id extends ItemId>(): Id => createId<Id>(device.random(10));
	// Whoever draws it begins afresh.
	await breath();

	return {
		cycleId,
		snapshot: read,
		onChange: listeners.add,
		addObjective(after) {
			const id = newId<ObjectiveId>();
			const added = withWriter((w) => {
				addObjective(doc, w, { id, after });
				return true;
			});
			return added ? id : null;
		},
		addKeyResult(objectiveId, after) {
			const id = newId<KeyResultId>();
			return withWriter((w) => addKeyResult(doc, w, { id, objectiveId, after })) ? id : null;
		},
		addPlan: (...plan) => addPlan(withWriter, doc, ...plan),
		setKeyResult: (id, patch) => withWriter((w) => setKeyResult(doc, w, id, patch)),
		move: (id, to) => withWriter((w) => moveItem(doc, w, id, to)),
		remove: (id) => withWriter((w) => deleteItem(doc, w, id)),
		restore: (id) => withWriter((w) => restoreItem(doc, w, id)),
		resolve: (conflict, choice) => withWriter((w) => resolveConflict(doc, w, conflict, choice)),
		...createAdviceVerbs(doc, device, withWriter),
		...createAgreementVerbs({
			doc,
			device,
			read,
			withWriter,
			settleTexts: () => {
				bursts.endAll();
			}
		}),
		checkIns: () => openCheckIns({ doc, device, teamId, cycleId, withWriter }),
		pack: startPack(doc, withWriter),
		drafts: () => openDrafts(device, teamId, cycleId),
		workshops: workshops.open,
		...createEarlierVerbs({ doc, room, means: given.means, read, withWriter }),
		...createInitiativeVerbs(doc, device, withWriter),
		undo: () => withWriter(() => undo.undo()),
		redo: () => withWriter(() => undo.redo()),
		get canUndo() {
			return undo.canUndo;
		},
		get canRedo() {
			return undo.canRedo;
		},

		text(id, field) {
			const key = `${id}/${field}`;
			const known = sources.get(key);
			if (known) return known;
			const source = textSource(doc, id, field);
			source.onRemote(() => {
				bursts.heard(id, field);
			});
			const guarded: TextSource = {
				...source,
				edit(edits) {
					withWriter(() => {
						source.edit(edits);
						bursts.typed(id, field, source.read());
						return true;
					});
				}
			};
			sources.set(key, guarded);
			return guarded;
		},
		leave: (id, field) => {
			bursts.end(id, field);
		},

		...here,
		join: (other) => replicated.join(other),
		away: away.changes,
		get clockOffMs() {
			return reaching.clockOffMs;
		},
		confirmReached: () => reaching.confirmNow(),
		markSeen() {
			away.markSeen();
			listeners.tell();
		},
		peopleChanged() {
			reader.forget();
			listeners.tell();
		},
		async settle() {
			bursts.endAll();
			await Promise.all([replicated.flush(), away.keep(), workshops.settle()]);
		},
		async close() {
			bursts.endAll();
			await away.keep();
			await workshops.close();
			reaching.stop();
			for (const stop of stops) stop();
			for (const source of sources.values()) source.stop();
			listeners.clear();
			undo.stop();
			await replicated.close();
		}
	};
}

export type { TextField } from './presenceVerbs.ts';
export type { DeletedItem } from '#lib/doc/cycle.ts';
