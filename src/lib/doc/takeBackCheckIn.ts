import type * as Y from 'yjs';
import type { CheckInId, DeviceId, KeyResultId } from '#lib/okr/ids.ts';
import { readLog } from './checkIns.ts';
import { recordCheckIn } from './recordCheckIn.ts';
import type { Writer } from './writer.ts';

/** Appends that an entry shall not count. False where it is not in the log, or as for `recordCheckIn`. */
export function takeBackCheckIn(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	keyResultId: KeyResultId,
	id: CheckInId
): boolean {
	const entry = readLog(doc, keyResultId).find((one) => one.id === id);
	if (!entry) return false;
	const { measuredAt, value, confidence } = entry;
	const copy = { measuredAt, value, confidence, corrects: id, takesBack: true };
	return recordCheckIn(doc, w, device, keyResultId, copy) !== null;
}
