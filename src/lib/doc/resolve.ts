import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import { conflictsOf } from './conflicts.ts';
import { DELETED, seenOf } from './deletion.ts';
import { isTooNew } from './gate.ts';
import { isSame, setField } from './register.ts';
import { shapeOf } from './shape.ts';
import { writeText } from './text.ts';
import { familyOf, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * What a person chose on a card: a side by its key, an own value or text (the text as it stands is
 * `conflict.now`), or for a deletion to keep the item or drop it after all.
 */
export type Choice =
	{ side: string } | { value: unknown } | { text: string } | { keep: true } | { drop: true };

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
	if (current.kind === 'delete') {
		return conflict.kind === 'delete' && settleDeletion(doc, w, node, current, conflict, choice);
	}
	if (conflict.kind !== current.kind || !knowsSides(conflict, current)) return false;
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
	write(doc, USER, () => setField(doc, w, node.id, current.field, value));
	return true;
}

function settleDeletion(
	doc: Y.Doc,
	w: Writer,
	node: Node,
	current: Conflict & { kind: 'delete' },
	seen: Conflict & { kind: 'delete' },
	choice: Choice
): boolean {
	const isKnown = current.edits.every((edit) => seen.edits.some((other) => isSame(edit, other)));
	if (!('keep' in choice) && !('drop' in choice && isKnown)) return false;
	const flag = 'keep' in choice ? false : { seen: seenOf(doc, familyOf(node)) };
	write(doc, USER, () => setField(doc, w, node.id, DELETED, flag));
	return true;
}

/** Whether the person saw every value there is, be it by another key. */
function knowsSides(
	seen: Exclude<Conflict, { kind: 'delete' }>,
	current: Exclude<Conflict, { kind: 'delete' }>
): boolean {
	return current.sides.every(({ value }) => seen.sides.some((other) => isSame(other.value, value)));
}
