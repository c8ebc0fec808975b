import type * as Y from 'yjs';
import type { StageId } from '#lib/okr/ids.ts';
import { mostStages, type Stage, type StagePlan } from '#lib/workshop/agenda.ts';
import { type Entity, IS, readEntity, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { inOrder, placeAfter } from '../place.ts';
import { setField } from '../register.ts';
import { USER, write, type Writer } from '../writer.ts';
import { stageFields } from './shape.ts';

/** The stages of a document in their order: those of the agenda, and those that were taken out. */
export function readStages(entities: Iterable<Entity>): { agenda: Stage[]; removed: Stage[] } {
	const all = inOrder([...entities].filter(({ kind }) => kind === 'stage')).slice(
		0,
		mostStages * 2
	);
	const isOut = (entity: Entity): boolean => valueOf(entity, 'out', stageFields.out);
	return {
		agenda: all.filter((entity) => !isOut(entity)).map(toStage),
		removed: all.filter(isOut).map(toStage)
	};
}

/** Adds a stage after another, at the start for null. False if there is anything by its id, or too many are there. */
export function addStage(
	doc: Y.Doc,
	w: Writer,
	stages: Iterable<Entity>,
	{ id, kind, minutes, after }: Stage & { after: StageId | null }
): boolean {
	const others = [...stages].filter((entity) => entity.kind === 'stage');
	if (readEntity(doc, id) || isTooNew(doc) || others.length >= mostStages) return false;
	const order = placeAfter(others, after, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'stage');
		for (const [name, value] of Object.entries({ kind, minutes, order }))
			setField(doc, w, id, name, value);
	});
	return true;
}

/** Changes how long a stage takes, or whether it is in the agenda. False where there is none. Throws a RangeError. */
export function setStage(
	doc: Y.Doc,
	w: Writer,
	id: StageId,
	patch: Partial<Pick<StagePlan, 'minutes'> & { out: boolean }>
): boolean {
	if (readEntity(doc, id)?.kind !== 'stage' || isTooNew(doc)) return false;
	if (patch.minutes !== undefined && !stageFields.minutes.isValid(patch.minutes))
		throw new RangeError(`A stage cannot take ${String(patch.minutes)} minutes.`);
	write(doc, USER, () => {
		for (const [name, value] of Object.entries(patch)) setField(doc, w, id, name, value);
	});
	return true;
}

/** Puts a stage after another, at the start for null. False where there is none. */
export function moveStage(
	doc: Y.Doc,
	w: Writer,
	stages: Iterable<Entity>,
	id: StageId,
	after: StageId | null
): boolean {
	if (readEntity(doc, id)?.kind !== 'stage' || isTooNew(doc) || after === id) return false;
	const others = [...stages].filter((entity) => entity.kind === 'stage' && entity.id !== id);
	const order = placeAfter(others, after, w);
	write(doc, USER, () => setField(doc, w, id, 'order', order));
	return true;
}

function toStage(entity: Entity): Stage {
	return {
		id: entity.id as StageId,
		kind: valueOf(entity, 'kind', stageFields.kind),
		minutes: valueOf(entity, 'minutes', stageFields.minutes)
	};
}
