import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { type CheckInId, createId, type DeviceId, type KeyResultId } from '#lib/okr/ids.ts';
import type { CheckInCopy } from '#lib/okr/planDraft.ts';
import { readEntry } from './checkInEntry.ts';
import { logRoot, readLog } from './checkIns.ts';
import { isTooNew } from './gate.ts';
import { ensurePen, type Pen, penNameOf } from './pens.ts';
import { readReached, unconfirmedFrom } from './reached.ts';
import { pushStepMark } from './stepMarks.ts';
import { type NewCheckIn, toStored } from './storeCheckIn.ts';
import { isGone, readTree } from './tree.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/**
 * Appends a check-in to the log of a key result, in the plan or aside. Returns its id, or null if the key
 * result is gone, the document too new, or what it corrects is not in the log. Throws a RangeError for
 * what no entry can hold, such as a day that has not come yet on this device's clock.
 */
export function recordCheckIn(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	keyResultId: KeyResultId,
	given: NewCheckIn
): CheckInId | null {
	const node = readTree(doc).get(keyResultId);
	if (node?.kind !== 'keyResult' || isGone(node) || isTooNew(doc)) return null;
	const log = readLog(doc, keyResultId);
	const { corrects = null } = given;
	if (corrects !== null && !log.some(({ id }) => id === corrects)) return null;
	const pen = { by: w.by, device };
	const second = secondAfter(log, given.measuredAt, secondOf(doc, pen, w.now()));
	const stored = toStored(given, second);
	return write(doc, SYSTEM, () => {
		const entry = [ensurePen(doc, pen), ...stored];
		const read = readEntry(keyResultId, entry);
		if (!read) throw new RangeError('This cannot be a check-in.');
		doc.getArray(logRoot(keyResultId)).push([entry]);
		return read.entry.id;
	});
}

/**
 * Appends many at once, as one update. Returns the id of each, in the same order; null as for `recordCheckIn`, also
 * for what no entry can hold.
 */
export function recordCheckIns(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId,
	all: readonly { keyResultId: KeyResultId; checkIn: NewCheckIn }[]
): (CheckInId | null)[] {
	return write(doc, SYSTEM, () =>
		all.map(({ keyResultId, checkIn }) => {
			try {
				return recordCheckIn(doc, w, device, keyResultId, checkIn);
			} catch {
				return null;
			}
		})
	);
}

/** What was copied was written on no device of this team, so none says of it when it reached the relay. */
const elsewhere = createId<DeviceId>(new Uint8Array(10));

/** Appends entries that come from elsewhere, in the name of whoever wrote them there, with what became of their steps. */
export function copyCheckIns(
	doc: Y.Doc,
	w: Writer,
	keyResultId: KeyResultId,
	copies: readonly CheckInCopy[]
): void {
	const ids: (CheckInId | null)[] = [];
	for (const { writtenAt, by, corrects: place, stepMark, ...said } of copies) {
		const corrects = place === null ? null : (ids[place] ?? null);
		const author = { ...w, by: by ?? '', now: () => writtenAt };
		const id = recordCheckIn(doc, author, elsewhere, keyResultId, { ...said, corrects });
		ids.push(id);
		if (id === null || !stepMark) continue;
		const pen = { by: stepMark.by ?? '', device: elsewhere };
		write(doc, SYSTEM, () => {
			pushStepMark(doc, pen, id, { ...stepMark, n: 1 });
		});
	}
}

/** A second of this device in which nothing is said to have reached the relay already. */
function secondOf(doc: Y.Doc, pen: Pen, now: number): number {
	return unconfirmedFrom(readReached(doc), penNameOf(pen), Math.floor(now / 1000));
}

/** Two entries of one day and one second would stand in any order: whoever has seen the other comes after it. */
function secondAfter(log: readonly CheckIn[], day: string, from: number): number {
	const taken = new Set(
		log.filter(({ measuredAt }) => measuredAt === day).map(({ writtenAt }) => writtenAt / 1000)
	);
	let second = from;
	while (taken.has(second)) second++;
	return second;
}
