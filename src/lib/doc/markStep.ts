import type * as Y from 'yjs';
import type { CheckInId, DeviceId, KeyResultId } from '#lib/okr/ids.ts';
import { markOfStep, type StepMark, type StepState, stepStates } from '#lib/okr/nextStep.ts';
import { readLog } from './checkIns.ts';
import { isTooNew } from './gate.ts';
import { readCycle } from './readCycle.ts';
import { pushStepMark, readStepMarks, type StepRow } from './stepMarks.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/**
 * Appends what became of the next step that a check-in names, and returns it. Null where that is not in the log of the
 * key result or names none, where this stands already, where the document is too new, and where something else than
 * `over`, if given, stands: who takes a word back means their own.
 */
export function markStep(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	keyResultId: KeyResultId,
	checkIn: CheckInId,
	state: StepState,
	over?: StepMark
): StepMark | null {
	const log = readLog(doc, keyResultId);
	const entry = log.find(({ id }) => id === checkIn);
	if (!entry?.nextStep || isTooNew(doc)) return null;
	const before = markOfStep(entry, log, readStepMarks(readCycle(doc).steps));
	if ((before?.state ?? 'open') === state || (over && !isSame(over, before))) return null;
	const row: StepRow = {
		state,
		by: w.by,
		at: Math.floor(w.now() / 1000) * 1000,
		n: (before?.n ?? 0) + 1,
		place: stepStates.indexOf(state)
	};
	return write(doc, SYSTEM, () => {
		pushStepMark(doc, { by: w.by, device }, checkIn, row);
		return row;
	});
}

function isSame(a: StepMark, b: StepMark | undefined): boolean {
	const rank = ({ n }: Partial<StepRow>) => n;
	return a.state === b?.state && a.by === b.by && a.at === b.at && rank(a) === rank(b);
}
