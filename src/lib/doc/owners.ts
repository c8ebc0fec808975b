import type * as Y from 'yjs';
import type { ItemId, PersonId } from '#lib/okr/ids.ts';
import { valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { setField } from './register.ts';
import { initiativeFields, keyResultFields } from './shape.ts';
import { isGone, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/** An owner to give to something, if it still has the one it had. */
export interface OwnerChange {
	id: ItemId;
	from: PersonId | null;
	to: PersonId | null;
}

/** Changes owners, all in one step; leaves what is gone or has another owner by now. Returns what it changed. */
export function changeOwners(
	doc: Y.Doc,
	w: Writer,
	changes: readonly OwnerChange[]
): OwnerChange[] {
	if (isTooNew(doc)) return [];
	const tree = readTree(doc);
	const due = changes.filter(({ id, from, to }) => {
		const node = tree.get(id);
		if (!node || isGone(node) || from === to) return false;
		const field =
			node.kind === 'keyResult'
				? keyResultFields.ownerId
				: node.kind === 'initiative'
					? initiativeFields.ownerId
					: null;
		return field !== null && valueOf(node, 'ownerId', field) === from;
	});
	if (due.length > 0)
		write(doc, USER, () => {
			for (const { id, to } of due) setField(doc, w, id, 'ownerId', to);
		});
	return due;
}
