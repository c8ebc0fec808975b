import type * as Y from 'yjs';
import type { CheckInId, DeviceId, KeyResultId } from '#lib/okr/ids.ts';
import { type StepState, stepStates } from '#lib/okr/nextStep.ts';
import { readLog } from './checkIns.ts';
import { isTooNew } from './gate.ts';
import { ensurePen } from './pens.ts';
import { readCycle } from './readCycle.ts';
import { readStepMarks } from './stepMarks.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/**
 * Appends what became of the next step that a check-in names. False where that is not in the log of the key result
 * or names none, where this stands already, and where the document is too new.
 */
export function markStep(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	keyResultId: KeyResultId,
	checkIn: CheckInId,
	state: StepState
): boolean {
	const entry = readLog(doc, keyResultId).find(({ id }) => id === checkIn);
	if (!entry?.nextStep || isTooNew(doc)) return false;
	const before = readStepMarks(readCycle(doc).steps).get(checkIn);
	if ((before?.state ?? 'open') === state) return false;
	return write(doc, SYSTEM, () => {
		const pen = ensurePen(doc, { by: w.by, device });
		const row = [
			pen,
			Math.floor(w.now() / 1000),
			checkIn,
			stepStates.indexOf(state),
			(before?.n ?? 0) + 1
		];
		doc.getArray('steps').push([row]);
		return true;
	});
}
