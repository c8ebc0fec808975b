import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	restoreItem,
	setKeyResult,
	type CycleSnapshot,
	type KeyResultPatch
} from '#lib/doc/cycle.ts';
import { decodeCaret, encodeCaret } from '#lib/doc/caret.ts';
import { resolveConflict, type Choice } from '#lib/doc/resolve.ts';
import { textSource, type TextSource } from '#lib/doc/source.ts';
import { commitText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { ItemChange } from '#lib/okr/changes.ts';
import {
	createId,
	type CycleId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId
} from '#lib/okr/ids.ts';
import type { PresenceState } from '#lib/sync/presence.ts';
import { createAway } from './away.ts';
import { createBursts, endLeftovers } from './bursts.ts';
import type { Device } from './device.ts';
import { createListeners } from './listeners.ts';
import { openReplicated, type Means, type Replicated } from './replicated.ts';

export type TextField = 'title' | 'metric';

/** Where a colleague's caret stands in a text, in UTF-16 units of the text as it is now. */
export interface Caret {
	key: string;
	name: string;
	colour: number;
	anchor: number;
	head: number;
}

/** Who shows as present in this document, and under which name; null shows nobody. */
export type Self = Pick<PresenceState, 'person' | 'name' | 'colour'> | null;

/** A cycle while it is open on this device. Verbs answer false where the item is gone or writing is not allowed. */
export interface OpenCycle {
	readonly cycleId: CycleId;
	snapshot(): CycleSnapshot;
	onChange(fn: () => void): () => void;

	addObjective(after?: ObjectiveId | null): ObjectiveId | null;
	addKeyResult(objective: ObjectiveId, after?: KeyResultId | null): KeyResultId | null;
	setKeyResult(id: KeyResultId, patch: KeyResultPatch): boolean;
	move(id: ItemId, to: { after: ItemId | null; objectiveId?: ObjectiveId }): boolean;
	remove(id: ItemId): boolean;
	restore(id: ItemId): boolean;
	resolve(conflict: Conflict, choice: Choice): boolean;
	undo(): boolean;
	redo(): boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;

	/** The text of a field, for an editor. The same object for the same field, as long as the cycle is open. */
	text(id: ItemId, field: TextField): TextSource;
	/** The editor of this field was left: its burst of typing is over. */
	leave(id: ItemId, field: TextField): void;

	/** Colleagues who have this cycle open. */
	others(): PresenceState[];
	carets(id: ItemId, field: TextField): Caret[];
	/** The cycle is on the screen at this place (null: no longer), and colleagues see who is there. */
	present(self: Self, place: string | null): void;
	/** This tab's caret; null when it stands in no text. */
	caret(at: { id: ItemId; field: TextField; anchor: number; head: number } | null): void;

	/** What colleagues changed since this device last looked. */
	away(): ItemChange[];
	markSeen(): void;
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
	onOpened: (replicated: Replicated) => void;
}

/** Opens one cycle's document. See `openTeam`, which is the way to it. */
export async function openCycle(given: CycleMeans): Promise<OpenCycle> {
	const { device, teamId, cycleId, room, writer } = given;
	const { store } = device;
	const leftWriter = writer();
	const replicated = await openReplicated(room, given.means, async (doc) => {
		if (leftWriter)
			await endLeftovers(store, teamId, room, (item, field) => {
				commitText(doc, leftWriter, item, field);
				return hasItem(readCycle(doc), item);
			});
	});
	const { doc, presence } = replicated;
	const listeners = createListeners();
	const sources = new Map<string, TextSource>();
	let snapshot: CycleSnapshot | null = null;
	let shown: { self: Self; place: string; caret: PresenceState['caret'] } | null = null;

	const read = (): CycleSnapshot => (snapshot ??= readCycle(doc));
	const away = await createAway({
		store,
		teamId,
		cycleId,
		now: device.now,
		plan: () => read().plan,
		isLive: replicated.isLive,
		isOnScreen: () => shown !== null
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
		snapshot = null;
		away.changed(transaction.local);
		listeners.tell();
	};
	doc.on('update', changed);
	const stops = [
		presence.onChange(listeners.tell),
		undo.onChange(listeners.tell),
		replicated.onSafety(listeners.tell)
	];
	given.onOpened(replicated);

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
	const announce = (): void => {
		presence.set(shown?.self ? { ...shown.self, place: shown.place, caret: shown.caret } : null);
	};
	const newId = <Id extends ItemId>(): Id => createId<Id>(device.random(10));

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
		setKeyResult: (id, patch) => withWriter((w) => setKeyResult(doc, w, id, patch)),
		move: (id, to) => withWriter((w) => moveItem(doc, w, id, to)),
		remove: (id) => withWriter((w) => deleteItem(doc, w, id)),
		restore: (id) => withWriter((w) => restoreItem(doc, w, id)),
		resolve: (conflict, choice) => withWriter((w) => resolveConflict(doc, w, conflict, choice)),
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

		others: () => presence.others(),
		carets(id, field) {
			const text = `${id}/${field}`;
			return presence.others().flatMap(({ client, name, colour, caret }) => {
				if (caret?.text !== text) return [];
				const anchor = decodeCaret(doc, id, field, caret.anchor);
				const head = decodeCaret(doc, id, field, caret.head);
				return anchor === null || head === null
					? []
					: [{ key: String(client), name, colour, anchor, head }];
			});
		},
		present(self, place) {
			shown = place === null ? null : { self, place, caret: shown?.caret ?? null };
			if (shown) away.entered();
			announce();
		},
		caret(at) {
			if (!shown) return;
			shown.caret = at && {
				text: `${at.id}/${at.field}`,
				anchor: encodeCaret(doc, at.id, at.field, at.anchor),
				head: encodeCaret(doc, at.id, at.field, at.head)
			};
			announce();
		},

		away: away.changes,
		markSeen() {
			away.markSeen();
			listeners.tell();
		},
		async settle() {
			bursts.endAll();
			await Promise.all([replicated.flush(), away.keep()]);
		},
		async close() {
			bursts.endAll();
			await away.keep();
			for (const stop of stops) stop();
			for (const source of sources.values()) source.stop();
			listeners.clear();
			undo.stop();
			await replicated.close();
		}
	};
}

/** Whether the document knows the item at all: one that was not read from the disk is not there yet. */
function hasItem({ plan, deleted }: CycleSnapshot, item: string): boolean {
	return (
		deleted.some(({ id }) => id === item) ||
		plan.objectives.some(
			({ id, keyResults }) => id === item || keyResults.some((keyResult) => keyResult.id === item)
		)
	);
}

export type { DeletedItem } from '#lib/doc/cycle.ts';
