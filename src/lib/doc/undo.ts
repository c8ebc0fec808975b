import * as Y from 'yjs';
import { DELETED, seenOf } from './deletion.ts';
import { IS } from './entity.ts';
import { isTooNew } from './gate.ts';
import {
	type Change,
	changesOf,
	entityOfRoot,
	readFields,
	replaceEntries,
	rootName,
	setField
} from './register.ts';
import { shapeOf } from './shape.ts';
import { commitText } from './text.ts';
import { textOfRoot } from './textRoot.ts';
import { familyOf, isGone, readTree } from './tree.ts';
import { SYSTEM, USER, type Writer } from './writer.ts';

/*
 * One stack of what was done here, in its order: fields, which go back only where what was written
 * here still stands alone, and typing, which Yjs takes back letter by letter. What a colleague wrote
 * is never touched: a step that would do so is passed over.
 */

export interface Undo {
	/** Takes back the last step that still can be. False if there is none. */
	undo(): boolean;
	/** Does again what was taken back last. False if there is nothing, or something else was done since. */
	redo(): boolean;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** Calls `fn` when `canUndo` or `canRedo` may have changed. Returns what ends it. */
	onChange(fn: () => void): () => void;
	stop(): void;
}

export interface UndoOptions {
	/** Who takes back: deleting what was added, and the versions of texts, bear a name. Null: may not write. */
	writer?: () => Writer | null;
	/** Typing with pauses shorter than this is one step. */
	pauseMs?: number;
	/** Which entities' fields and texts this stack is about; all of them where left out. */
	covers?: (id: string) => boolean;
}

type Typing = Y.UndoManager['undoStack'][number];

/** To take a step back, every field goes from `after` to `before`. */
interface Step {
	changes: Change[];
	typing: Typing | null;
	/** The texts typed into. */
	texts: { id: string; field: string }[];
}

const nobody: Writer = {
	by: '',
	now: () => Date.now(),
	random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
};

/** Records every transaction with the origin `USER` from now on. */
export function createUndo(doc: Y.Doc, options: UndoOptions = {}): Undo {
	const { writer = () => nobody, pauseMs = 500, covers = () => true } = options;
	const done: Step[] = [];
	const undone: Step[] = [];
	const touched = new Set<string>();
	const listeners = new Set<() => void>();
	let recorded: Typing | null = null;
	let lastText = '';

	const typing = new Y.UndoManager([], {
		doc,
		captureTimeout: pauseMs,
		trackedOrigins: new Set([USER]),
		captureTransaction(transaction) {
			if (transaction.origin !== USER) return true;
			for (const text of textsIn(transaction)) typing.addToScope(text);
			// Going on in the same text goes on with the same step; anything else ends it.
			const names = [...textsIn(transaction)].map(rootName).join();
			if (names !== lastText || changesOf(transaction).length > 0) typing.stopCapturing();
			lastText = names;
			return true;
		}
	});
	typing.on('stack-item-added', ({ stackItem }) => {
		recorded = stackItem;
	});

	const record = (transaction: Y.Transaction): void => {
		// What the app brings in by itself, as an update too, is no colleague's.
		if (!transaction.local && transaction.origin !== SYSTEM) {
			for (const type of transaction.changed.keys()) {
				const id = entityOfRoot(type) ?? textOfRoot(rootName(type) ?? '')?.id;
				if (id !== undefined) touched.add(id);
			}
		}
		if (transaction.origin !== USER) return;
		const changes = changesOf(transaction).filter(({ id }) => covers(id));
		const texts = [...textsIn(transaction)]
			.flatMap((text) => textOfRoot(rootName(text) ?? '') ?? [])
			.filter(({ id }) => covers(id));
		if (changes.length === 0 && texts.length === 0) return;
		if (changes.length > 0 || recorded) done.push({ changes, typing: recorded, texts });
		recorded = null;
		forget(undone);
		tell();
	};
	doc.on('afterTransaction', record);

	function travel(from: Step[], to: Step[], direction: 'undo' | 'redo'): boolean {
		const w = writer();
		if (!w || isTooNew(doc)) return false;
		let isDone = false;
		while (!isDone && from.length > 0) {
			const step = from.pop();
			const reverse = step && takeBack(step, direction, w);
			if (!reverse) continue;
			to.push(reverse);
			isDone = true;
			for (const { id, field } of reverse.texts) commitText(doc, w, id, field);
		}
		tell();
		return isDone;
	}

	function takeBack(step: Step, direction: 'undo' | 'redo', w: Writer): Step | null {
		const texts = step.texts.filter(({ id }) => isHere(id));
		let changes: Change[] = [];
		recorded = null;
		// One transaction for both kinds, which Yjs has to be told is its own.
		doc.transact(() => {
			changes = takeBackFields(step.changes, w);
			if (step.typing && texts.length > 0) {
				if (direction === 'undo') typing.undoStack = [step.typing];
				else typing.redoStack = [step.typing];
				typing[direction]();
			}
			typing[direction === 'undo' ? 'undoing' : 'redoing'] = true;
		}, typing);
		typing.undoing = typing.redoing = false;
		[typing.undoStack, typing.redoStack] = [[], []];
		const reverse = { changes, typing: recorded, texts: recorded ? texts : [] };
		recorded = null;
		return reverse.typing || changes.length > 0 ? reverse : null;
	}

	function takeBackFields(changes: readonly Change[], w: Writer): Change[] {
		const added = changes.filter(({ field, before }) => field === IS && before.length === 0);
		const left = changes.filter(({ id }) => !added.some((change) => change.id === id));
		const lost = left.filter(leadsNowhere);
		return [
			...added.flatMap(({ id }) => takeBackAdding(id, w)),
			...left.filter(({ id }) => !lost.some((change) => change.id === id)).flatMap(takeBackField)
		];
	}

	/** Nothing is moved back under what was deleted meanwhile. */
	function leadsNowhere({ id, field, before }: Change): boolean {
		const tree = readTree(doc);
		if (field !== shapeOf(tree.get(id)?.kind ?? '').parent?.field) return false;
		const home = tree.get(String(before[0]?.v));
		return !home || isGone(home);
	}

	/** What was added is deleted, unless a colleague has put something into it since. */
	function takeBackAdding(id: string, w: Writer): Change[] {
		const node = readTree(doc).get(id);
		if (!node || isGone(node) || node.deletion) return [];
		const family = familyOf(node);
		if (family.some((member) => touched.has(member.id))) return [];
		const before = node.fields.get(DELETED) ?? [];
		const entry = setField(doc, w, id, DELETED, { seen: seenOf(doc, family) });
		return [{ id, field: DELETED, before, after: [entry] }];
	}

	function takeBackField(change: Change): Change[] {
		const { id, field, before, after } = change;
		const now = readFields(doc, id).get(field) ?? [];
		const isMine =
			now.length === after.length && now.every(({ k }) => after.some((e) => e.k === k));
		const node = readTree(doc).get(id);
		const isReachable =
			field === DELETED ? !node?.parent || !isGone(node.parent) : !node || !isGone(node);
		if (!isMine || !isReachable) return [];
		replaceEntries(doc, id, field, before);
		return [reversed(change)];
	}

	function isHere(id: string): boolean {
		const node = readTree(doc).get(id);
		return node !== undefined && !isGone(node);
	}

	/** Drops steps for good, so that Yjs may let go of the letters it keeps for them. */
	function forget(steps: Step[]): void {
		typing.redoStack = steps.flatMap((step) => step.typing ?? []);
		steps.length = 0;
		typing.clear(false, true);
	}

	function tell(): void {
		for (const fn of [...listeners]) fn();
	}

	return {
		undo: () => travel(done, undone, 'undo'),
		redo: () => travel(undone, done, 'redo'),
		get canUndo() {
			return done.length > 0;
		},
		get canRedo() {
			return undone.length > 0;
		},
		onChange(fn) {
			listeners.add(fn);
			return () => listeners.delete(fn);
		},
		stop() {
			doc.off('afterTransaction', record);
			typing.destroy();
			listeners.clear();
		}
	};
}

function reversed({ before, after, ...place }: Change): Change {
	return { ...place, before: after, after: before };
}

function textsIn(transaction: Y.Transaction): Set<Y.Text> {
	const texts = new Set<Y.Text>();
	for (const type of transaction.changed.keys()) {
		if (type instanceof Y.Text && textOfRoot(rootName(type) ?? '')) texts.add(type);
	}
	return texts;
}
