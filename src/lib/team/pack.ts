import type * as Y from 'yjs';
import {
	addPackItems,
	movePackItem,
	type PackPatch,
	type PackSnapshot,
	readPack,
	removePackItem,
	restorePackItem,
	setPackItem
} from '#lib/doc/pack.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { PackItemId } from '#lib/okr/ids.ts';
import type { PackDraft } from '#lib/okr/pack.ts';

/** The context pack of an open cycle. Its texts, undo and conflicts are the cycle's. */
export interface PackVerbs {
	snapshot(): PackSnapshot;
	/** Adds lines at the end, in one step; their ids, or null where nothing may be written. */
	add(drafts: readonly PackDraft[]): PackItemId[] | null;
	set(id: PackItemId, patch: PackPatch): boolean;
	move(id: PackItemId, after: PackItemId | null): boolean;
	remove(id: PackItemId): boolean;
	restore(id: PackItemId): boolean;
}

export function createPackVerbs(
	doc: Y.Doc,
	withWriter: (act: (w: Writer) => boolean) => boolean
): PackVerbs {
	let snapshot: PackSnapshot | null = null;
	// Before anybody who hears of the update reads again.
	doc.on('afterTransaction', () => (snapshot = null));
	return {
		snapshot: () => (snapshot ??= readPack(doc)),
		add(drafts) {
			let ids: PackItemId[] | null = null;
			withWriter((w) => (ids = addPackItems(doc, w, drafts)) !== null);
			return ids;
		},
		set: (id, patch) => withWriter((w) => setPackItem(doc, w, id, patch)),
		move: (id, after) => withWriter((w) => movePackItem(doc, w, id, after)),
		remove: (id) => withWriter((w) => removePackItem(doc, w, id)),
		restore: (id) => withWriter((w) => restorePackItem(doc, w, id))
	};
}
