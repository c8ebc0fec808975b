import type * as Y from 'yjs';
import type { WorkshopId } from '#lib/okr/ids.ts';
import type { WorkshopKind } from '#lib/workshop/agenda.ts';
import type { Outcome } from '#lib/workshop/outcome.ts';
import type { WorkshopEntry, WorkshopPhase } from '#lib/workshop/workshop.ts';
import { IS, readEntities, readEntity, validEntries, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { setField } from '../register.ts';
import { kindField } from '../shape.ts';
import { SYSTEM, write, type Writer } from '../writer.ts';
import { toOutcome } from './outcome.ts';
import { entryFields } from './shape.ts';

/*
 * A workshop has a document of its own, which readers are not sent. That there is one, how far it is and what came of it
 * stands in the document of its cycle. No step of the plan's undo: a meeting is not taken back with a typed letter.
 */

/** The workshops of a cycle, the one prepared last first. */
export function readWorkshops(cycleDoc: Y.Doc): WorkshopEntry[] {
	return [...readEntities(cycleDoc).values()]
		.filter(({ kind }) => kind === 'workshop')
		.map((entity): WorkshopEntry => {
			const made = validEntries(entity.fields, IS, kindField)[0];
			return {
				id: entity.id as WorkshopId,
				kind: valueOf(entity, 'kind', entryFields.kind),
				phase: valueOf(entity, 'phase', entryFields.phase),
				preparedAt: made?.at ?? 0,
				preparedBy: made?.by ?? '',
				goesOn: valueOf(entity, 'goesOn', entryFields.goesOn),
				outcome: toOutcome(valueOf(entity, 'outcome', entryFields.outcome))
			};
		})
		.sort((a, b) => b.preparedAt - a.preparedAt || (a.id < b.id ? -1 : 1));
}

/** Says in a cycle's document that there is a workshop. False if there is anything by its id. */
export function addWorkshop(
	cycleDoc: Y.Doc,
	w: Writer,
	{ id, kind }: { id: WorkshopId; kind: WorkshopKind }
): boolean {
	if (readEntity(cycleDoc, id) || isTooNew(cycleDoc)) return false;
	write(cycleDoc, SYSTEM, () => {
		setField(cycleDoc, w, id, IS, 'workshop');
		setField(cycleDoc, w, id, 'kind', kind);
	});
	return true;
}

/** Says how far a workshop is, with its outcome where it has ended. False where there is none. */
export function setWorkshop(
	cycleDoc: Y.Doc,
	w: Writer,
	id: WorkshopId,
	phase: WorkshopPhase,
	outcome: Outcome | null = null
): boolean {
	if (readEntity(cycleDoc, id)?.kind !== 'workshop' || isTooNew(cycleDoc)) return false;
	write(cycleDoc, SYSTEM, () => {
		setField(cycleDoc, w, id, 'phase', phase);
		if (outcome) setField(cycleDoc, w, id, 'outcome', outcome);
	});
	return true;
}

/** Says on which day (ISO) a paused workshop goes on; null for none. False where there is no workshop, or no such day. */
export function setGoesOn(cycleDoc: Y.Doc, w: Writer, id: WorkshopId, day: string | null): boolean {
	const entity = readEntity(cycleDoc, id);
	if (entity?.kind !== 'workshop' || isTooNew(cycleDoc) || !entryFields.goesOn.isValid(day))
		return false;
	if (valueOf(entity, 'goesOn', entryFields.goesOn) === day) return true;
	write(cycleDoc, SYSTEM, () => setField(cycleDoc, w, id, 'goesOn', day));
	return true;
}
