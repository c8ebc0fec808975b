import type * as Y from 'yjs';
import type { HealthMetric } from '#lib/okr/healthMetric.ts';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { addKeyResult, setKeyResult } from './cycle.ts';
import { writeText } from './text.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * Makes a health metric a key result of an objective, at its end: the name as the metric, the last
 * value as the baseline. One undo step; the health metric, in the team's document, stays watched.
 * False if the objective is gone or the id taken.
 */
export function promoteHealthMetric(
	doc: Y.Doc,
	w: Writer,
	{ name, unit, reading }: Pick<HealthMetric, 'name' | 'unit' | 'reading'>,
	{ id, objectiveId }: { id: KeyResultId; objectiveId: ObjectiveId }
): boolean {
	return write(doc, USER, () => {
		if (!addKeyResult(doc, w, { id, objectiveId })) return false;
		writeText(doc, w, id, 'metric', name);
		return setKeyResult(doc, w, id, { unit, baseline: reading?.value ?? null });
	});
}
