import type * as Y from 'yjs';
import { isAside } from '#lib/okr/aside.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import { setAside } from './aside.ts';
import { conflictsOf } from './conflicts.ts';
import { DELETED, DROPPED, seenOf } from './deletion.ts';
import { isTooNew } from './gate.ts';
import { isSame, setField } from './register.ts';
import { shapeOf } from './shape.ts';
import { writeText } from './text.ts';
import { familyOf, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * What a person chose on a card: a side by its key, an own value or text (the text as it stands is
 * `conflict.now`), or for what was deleted or dropped to keep it or let it go after all.
 */
export type Choice =
	{ side: string } | { value: unknown } | { text: string } | { keep: true } | { drop: true };

type EditConflict = Extract<Conflict, { edits: unknown }>;

/**
 * Settles a conflict, in a cycle as in a team document: one undo step.
 *
 * `conflict` is the one the person looked at. False, and nothing is written, where it is settled
 * already, where it has changed since (another side, further typing, a further edit: read again and
 * ask again), where the choice does not belong to it, or where the document is too new. Throws a
 * RangeError for an own value that the field cannot hold.
 */
export function resolveConflict(
	doc: Y.Doc,
	w: Writer,
	conflict: Conflict,
	choice: Choice
): boolean {
	const node = readTree(doc).get(conflict.item);
	if (!node || isGone(node) || isTooNew(doc)) return false;
	const current = conflictsOf(doc, node).find(({ id }) => id === conflict.id);
	if (!current) return false;
	if ('edits' in current) {
		return 'edits' in conflict && settleDeletion(doc, w, node, current, conflict, choice);
	}
	if ('edits' in conflict || conflict.kind !== current.kind) return false;
	if (!knowsSides(conflict, current)) return false;
	const chosen =
		'side' in choice ? current.sides.find(({ key }) => key === choice.side) : undefined;
	if (current.kind === 'text') {
		if (conflict.kind !== 'text' || conflict.now !== current.now) return false;
		const text = 'text' in choice ? choice.text : chosen?.value;
		return typeof text === 'string' && writeText(doc, w, node.id, current.field, text);
	}
	if (!chosen && !('value' in choice)) return false;
	const value = 'value' in choice ? choice.value : chosen?.value;
	if (!shapeOf(node.kind).fields[current.field]?.isValid(value)) {
		throw new RangeError(`${current.field} cannot hold ${JSON.stringify(value)}.`);
	}
	write(doc, USER, () => {
		// Who chooses to drop it has seen all that there is.
		if (current.field === 'aside' && isAside(value)) setAside(doc, w, node, value);
		else setField(doc, w, node.id, current.field, value);
	});
	return true;
}

function settleDeletion(
	doc: Y.Doc,
	w: Writer,
	node: Node,
	current: EditConflict,
	shown: EditConflict,
	choice: Choice
): boolean {
	const isKnown = current.edits.every((edit) => shown.edits.some((other) => isSame(edit, other)));
	if (!('keep' in choice) && !('drop' in choice && isKnown)) return false;
	const seen = { seen: seenOf(doc, familyOf(node)) };
	write(doc, USER, () => {
		if (current.kind === 'delete')
			setField(doc, w, node.id, DELETED, 'keep' in choice ? false : seen);
		else if ('keep' in choice) setField(doc, w, node.id, 'aside', null);
		else setField(doc, w, node.id, DROPPED, seen);
	});
	return true;
}

/** Whether the person saw every value there is, be it by another key. */
function knowsSides(
	seen: Exclude<Conflict, EditConflict>,
	current: Exclude<Conflict, EditConflict>
): boolean {
	return current.sides.every(({ value }) => seen.sides.some((other) => isSame(other.value, value)));
}
