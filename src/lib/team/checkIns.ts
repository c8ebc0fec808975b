import type * as Y from 'yjs';
import type { NewCheckIn } from '#lib/doc/checkInEntry.ts';
import { recordCheckIn } from '#lib/doc/checkIns.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { CheckInId, KeyResultId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';

/** What people say of a key result over time. Nothing said is ever changed; a correction names what it corrects. */
export interface CheckInVerbs {
	/**
	 * Adds an entry to the log of a key result; null where it is gone or nothing may be written. Throws a
	 * RangeError for what no entry can hold, such as a day to come.
	 */
	recordCheckIn(keyResult: KeyResultId, checkIn: NewCheckIn): CheckInId | null;
}

export function createCheckInVerbs(
	doc: Y.Doc,
	{ identity: { deviceId } }: Pick<Device, 'identity'>,
	withWriter: (act: (w: Writer) => boolean) => boolean
): CheckInVerbs {
	return {
		recordCheckIn(keyResult, checkIn) {
			let id: CheckInId | null = null;
			withWriter((w) => {
				id = recordCheckIn(doc, w, deviceId, keyResult, checkIn);
				return id !== null;
			});
			return id;
		}
	};
}
