import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { CheckInId, DeviceId, KeyResultId } from '#lib/okr/ids.ts';
import { readLog } from './checkIns.ts';
import { recordCheckIn } from './recordCheckIn.ts';
import type { NewCheckIn } from './storeCheckIn.ts';
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
	return (
		entry !== undefined && recordCheckIn(doc, w, device, keyResultId, takingBack(entry)) !== null
	);
}

/** What says of an entry that it shall not count. */
export function takingBack({ id, measuredAt, value, confidence }: CheckIn): NewCheckIn {
	return { measuredAt, value, confidence, corrects: id, takesBack: true };
}
