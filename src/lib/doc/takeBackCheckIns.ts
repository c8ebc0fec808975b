import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { standingCheckIns } from '#lib/okr/checkInLog.ts';
import { correctedLine } from '#lib/okr/correctedLine.ts';
import type { CheckInId, DeviceId, KeyResultId } from '#lib/okr/ids.ts';
import { readLog } from './checkIns.ts';
import { recordCheckIns } from './recordCheckIn.ts';
import { takingBack } from './takeBackCheckIn.ts';
import type { Writer } from './writer.ts';

/** How many entries do not count any longer, and how many were left as a colleague's correction of them stands. */
export interface TakenBack {
	count: number;
	left: number;
}

/**
 * Appends that none of these shall count, as one update. What somebody else has corrected since stays: that is their
 * word, and no part of what is taken back.
 */
export function takeBackCheckIns(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	all: readonly { keyResultId: KeyResultId; id: CheckInId }[]
): TakenBack {
	const ids = new Set(all.map(({ keyResultId }) => keyResultId));
	const logs = new Map([...ids].map((id) => [id, readLog(doc, id)]));
	// Hardly any is corrected, and to look into that costs the square of a log.
	const corrected = new Set([...logs.values()].flat().map(({ corrects }) => corrects));
	const own = all.filter(
		({ keyResultId, id }) =>
			!corrected.has(id) || !isCorrectedByOthers(id, logs.get(keyResultId) ?? [], w.by)
	);
	const entries = new Map([...logs.values()].flat().map((entry) => [entry.id, entry]));
	const back = own.flatMap(({ keyResultId, id }) => {
		const entry = entries.get(id);
		return entry ? [{ keyResultId, checkIn: takingBack(entry) }] : [];
	});
	const count = recordCheckIns(doc, w, device, back).filter((id) => id !== null).length;
	return { count, left: all.length - own.length };
}

/** Whether somebody else has corrected an entry, directly or by way of other corrections, and it still counts. */
function isCorrectedByOthers(id: CheckInId, log: readonly CheckIn[], by: string): boolean {
	const line = log.filter((one) => correctedLine(one, log).some((each) => each.id === id));
	const isTheirs = line.some((one) => one.id !== id && one.by !== by && !one.takesBack);
	return isTheirs && standingCheckIns(log).some((one) => line.includes(one));
}
