import type * as Y from 'yjs';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import { longestNote, mostNotes, type Origin } from '#lib/okr/objective.ts';
import { addObjective } from './cycle.ts';
import { isTooNew } from './gate.ts';
import { setField } from './register.ts';
import { writeText } from './text.ts';
import { USER, write, type Writer } from './writer.ts';

export interface DraftedObjective {
	id: ObjectiveId;
	title: string;
	origin: Origin;
	/** What stands on its cards. */
	cards: readonly string[];
}

/**
 * Makes an objective of a cluster of cards, behind those that are there: its name is the first wording, and what its
 * cards say and where it came from are kept. One undo step. False where nothing may be written. Throws a RangeError for what is no id.
 */
export function draftObjective(
	doc: Y.Doc,
	w: Writer,
	{ id, title, origin, cards }: DraftedObjective
): boolean {
	if (isTooNew(doc)) return false;
	write(doc, USER, () => {
		addObjective(doc, w, { id });
		setField(doc, w, id, 'origin', origin);
		setField(
			doc,
			w,
			id,
			'cards',
			cards.slice(0, mostNotes).map((card) => card.slice(0, longestNote))
		);
		if (title !== '') writeText(doc, w, id, 'title', title);
	});
	return true;
}
