import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { CheckInCopy } from '#lib/okr/planDraft.ts';
import { byDayMeasured } from '#lib/okr/checkInLog.ts';
import { type CheckInId, createId, type DeviceId, isId, type KeyResultId } from '#lib/okr/ids.ts';
import { type NewCheckIn, readEntry, toStored } from './checkInEntry.ts';
import { isTooNew } from './gate.ts';
import { ensurePen, type Pen, penNameOf, type PenName, readPens } from './pens.ts';
import { reachedBy, type ReachedByDay, readReached, unconfirmedFrom } from './reached.ts';
import { listAt } from './register.ts';
import { isGone, readTree } from './tree.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/*
 * The log of a key result is a root of its own, a list to which entries are only ever added:
 *
 *   c/<key result>   [ pen, day, written, value, confidence, more? ]
 *
 * An entry is named after the hash of what stands in it. So it cannot be changed, only taken out by
 * somebody who bends the document; the same one that arrives twice counts once; and a correction names
 * exactly what it corrects. It is no step to undo: what is wrong is corrected.
 */

/** The entries of one log, in its order. What is none is not there. Never throws, never writes. */
export function readLog(
	doc: Y.Doc,
	keyResultId: KeyResultId,
	pens: ReadonlyMap<PenName, Pen> = readPens(doc),
	reached: ReachedByDay = readReached(doc)
): CheckIn[] {
	const entries = new Map<CheckInId, CheckIn>();
	for (const value of listAt(doc, logRoot(keyResultId))?.toArray() ?? []) {
		const read = readEntry(keyResultId, value);
		if (!read) continue;
		const { pen, entry } = read;
		const { by, device } = pens.get(pen) ?? { by: '', device: '' as const };
		const way = reachedBy(reached, pen, entry.writtenAt);
		entries.set(entry.id, {
			...entry,
			by,
			device,
			reachedRelayAt: way?.reachedRelayAt ?? null,
			clockOffMs: way?.clockOffMs ?? null
		});
	}
	return [...entries.values()].sort(byDayMeasured);
}

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

/** What was copied was written on no device of this team, so none says of it when it reached the relay. */
const elsewhere = createId<DeviceId>(new Uint8Array(10));

/** Appends entries that come from elsewhere, in the name of whoever wrote them there. */
export function copyCheckIns(
	doc: Y.Doc,
	w: Writer,
	keyResultId: KeyResultId,
	copies: readonly CheckInCopy[]
): void {
	const ids: (CheckInId | null)[] = [];
	for (const { writtenAt, by, corrects: place, ...said } of copies) {
		const corrects = place === null ? null : (ids[place] ?? null);
		const author = { ...w, by: by ?? '', now: () => writtenAt };
		ids.push(recordCheckIn(doc, author, elsewhere, keyResultId, { ...said, corrects }));
	}
}

/** Of which key results there is a log, whether they still stand or not. */
export function loggedKeyResults(doc: Y.Doc): KeyResultId[] {
	return [...doc.share.keys()].flatMap((name) => {
		const id = name.startsWith('c/') ? name.slice(2) : '';
		return isId<KeyResultId>(id) && (listAt(doc, name)?.length ?? 0) > 0 ? [id] : [];
	});
}

function logRoot(keyResultId: KeyResultId): string {
	return `c/${keyResultId}`;
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
