import type * as Y from 'yjs';
import type { InitiativeId, ItemId, KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import { type KeyResult, learningOf } from '#lib/okr/keyResult.ts';
import type { Objective } from '#lib/okr/objective.ts';
import { type Entity, IS, validEntries, valueOf } from './entity.ts';
import {
	initiativeFields,
	keyResultFields,
	kindField,
	objectiveFields,
	orderField
} from './shape.ts';
import { readText } from './textRoot.ts';
import type { Node } from './tree.ts';

export interface DeletedItem {
	id: ItemId;
	kind: 'objective' | 'keyResult' | 'initiative';
	/** The title or the metric, as it read. */
	title: string;
	by: string;
	at: number;
	/** Of a key result: where it was. */
	objectiveId?: ObjectiveId;
}

export function isObjective(entity: Entity): boolean {
	return entity.kind === 'objective';
}

/** Whether it has a place in the plan. */
export function isItem(entity: Entity): boolean {
	return isObjective(entity) || entity.kind === 'keyResult' || entity.kind === 'initiative';
}

/** An objective without its key results, whether it stands or not. */
export function readObjective(doc: Y.Doc, entity: Entity): Objective {
	const cards = valueOf(entity, 'cards', objectiveFields.cards);
	return {
		id: entity.id as ObjectiveId,
		title: readText(doc, entity.id, 'title'),
		audience: valueOf(entity, 'audience', objectiveFields.audience),
		lifecycle: isDeprioritised(entity)
			? 'deprioritised'
			: valueOf(entity, 'lifecycle', objectiveFields.lifecycle),
		order: valueOf(entity, 'order', orderField),
		...(cards.length > 0 && { cards })
	};
}

/** A key result, whether it stands or not. */
export function readKeyResult(doc: Y.Doc, entity: Entity): KeyResult {
	const shape = keyResultFields;
	return {
		id: entity.id as KeyResultId,
		objectiveId: valueOf(entity, 'objectiveId', shape.objectiveId) as ObjectiveId,
		kind: valueOf(entity, 'kind', shape.kind),
		metric: readText(doc, entity.id, 'metric'),
		unit: valueOf(entity, 'unit', shape.unit),
		baseline: valueOf(entity, 'baseline', shape.baseline),
		target: valueOf(entity, 'target', shape.target),
		guard: valueOf(entity, 'guard', shape.guard),
		dueOn: valueOf(entity, 'dueOn', shape.dueOn),
		ownerId: valueOf(entity, 'ownerId', shape.ownerId),
		ambition: valueOf(entity, 'ambition', shape.ambition),
		measuredEveryDays: valueOf(entity, 'measuredEveryDays', shape.measuredEveryDays),
		...learningOf({
			question: valueOf(entity, 'question', shape.question),
			evidence: valueOf(entity, 'evidence', shape.evidence),
			decision: valueOf(entity, 'decision', shape.decision)
		}),
		order: valueOf(entity, 'order', orderField)
	};
}

/** An initiative, whether it stands or not. */
export function readInitiative(entity: Entity): Initiative {
	const shape = initiativeFields;
	return {
		id: entity.id as InitiativeId,
		keyResultId: valueOf(entity, 'keyResultId', shape.keyResultId) as KeyResultId,
		title: valueOf(entity, 'title', shape.title),
		ownerId: valueOf(entity, 'ownerId', shape.ownerId),
		done: valueOf(entity, 'done', shape.done),
		order: valueOf(entity, 'order', orderField)
	};
}

/** What is gone, as a list shows it. Nobody deleted what lost its objective: then its maker is named. */
export function readDeleted(doc: Y.Doc, node: Node): DeletedItem {
	const made = validEntries(node.fields, IS, kindField)[0];
	const { by, at } = node.deletion ?? made ?? { by: '', at: 0 };
	const id = node.id as ItemId;
	if (isObjective(node)) {
		return { id, kind: 'objective', title: readText(doc, id, 'title'), by, at };
	}
	if (node.kind === 'initiative') {
		return { id, kind: 'initiative', title: readInitiative(node).title, by, at };
	}
	const objectiveId = valueOf(node, 'objectiveId', keyResultFields.objectiveId) as ObjectiveId;
	return { id, kind: 'keyResult', title: readText(doc, id, 'metric'), by, at, objectiveId };
}

function isDeprioritised(entity: Entity): boolean {
	return valueOf(entity, 'aside', objectiveFields.aside)?.as === 'deprioritised';
}
