import type * as Y from 'yjs';
import { addInitiative, makeInitiative, setInitiative } from '#lib/doc/initiatives.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { promoteHealthMetric } from '#lib/doc/promote.ts';
import { setObjective } from '#lib/doc/cycle.ts';
import { createId, type InitiativeId, type KeyResultId, type ObjectiveId } from '#lib/okr/ids.ts';
import type { HealthMetric } from '#lib/okr/healthMetric.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import type { Device } from './device.ts';

/** Work done for a key result. It is moved, deleted and restored like any item of the plan. */
export interface InitiativeVerbs {
	/** At the end of the list, or after another; null where nothing may be written. */
	addInitiative(
		keyResult: KeyResultId,
		given?: { title?: string; after?: InitiativeId | null }
	): InitiativeId | null;
	setInitiative(
		id: InitiativeId,
		patch: Partial<Pick<Initiative, 'title' | 'ownerId' | 'done'>>
	): boolean;
	/** Makes a health metric a key result at the end of an objective; null where that is gone. */
	promote(
		metric: Pick<HealthMetric, 'name' | 'unit' | 'reading'>,
		objective: ObjectiveId
	): KeyResultId | null;
	/** Says who notices when an objective comes true. */
	setAudience(id: ObjectiveId, audience: string): boolean;
	/** Makes a key result an initiative of another one, as one step; the new initiative's id, or null. */
	makeInitiative(keyResult: KeyResultId, of: KeyResultId): InitiativeId | null;
}

export function createInitiativeVerbs(
	doc: Y.Doc,
	device: Device,
	withWriter: (act: (w: Writer) => boolean) => boolean
): InitiativeVerbs {
	const withId = (act: (w: Writer, id: InitiativeId) => boolean): InitiativeId | null => {
		const id = createId<InitiativeId>(device.random(10));
		return withWriter((w) => act(w, id)) ? id : null;
	};
	return {
		addInitiative: (keyResultId, given = {}) =>
			withId((w, id) => addInitiative(doc, w, { ...given, id, keyResultId })),
		setInitiative: (id, patch) => withWriter((w) => setInitiative(doc, w, id, patch)),
		promote(metric, objectiveId) {
			const id = createId<KeyResultId>(device.random(10));
			const isDone = withWriter((w) => promoteHealthMetric(doc, w, metric, { id, objectiveId }));
			return isDone ? id : null;
		},
		setAudience: (id, audience) =>
			withWriter((w) => setObjective(doc, w, id, 'audience', audience)),
		makeInitiative: (keyResult, keyResultId) =>
			withId((w, id) => makeInitiative(doc, w, keyResult, { id, keyResultId }))
	};
}
