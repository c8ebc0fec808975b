import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { byDayMeasured } from '#lib/okr/checkInLog.ts';
import { type CheckInId, isId, type KeyResultId } from '#lib/okr/ids.ts';
import { type ReadEntry, readEntry } from './checkInEntry.ts';
import { type Pen, type PenName, readPens } from './pens.ts';
import { reachedBy, type ReachedByDay, readReached } from './reached.ts';
import { readOnce } from './readOnce.ts';
import { listAt } from './register.ts';

/*
 * The log of a key result is a root of its own, a list to which entries are only ever added:
 *
 *   c/<key result>   [ pen, day, written, value, confidence, more? ]
 *
 * An entry is named after the hash of what stands in it. So it cannot be changed, only taken out by
 * somebody who bends the document; the same one that arrives twice counts once; and a correction names
 * exactly what it corrects. It is no step to undo: what is wrong is corrected.
 */

/**
 * The entries of one log, in its order: the same list for as long as the log is the same. What is none is not there. Never
 * throws, never writes.
 */
export function readLog(
	doc: Y.Doc,
	keyResultId: KeyResultId,
	pens: ReadonlyMap<PenName, Pen> = readPens(doc),
	reached: ReachedByDay = readReached(doc)
): CheckIn[] {
	return readOnce(doc, logRoot(keyResultId), [pens, reached], (items) => {
		const read = items.flatMap((value) => readEntry(keyResultId, value) ?? []);
		const log = eachOnce(read).map((one) => toCheckIn(one, pens, reached));
		return log.sort(byDayMeasured);
	});
}

function toCheckIn(
	read: ReadEntry,
	pens: ReadonlyMap<PenName, Pen>,
	reached: ReachedByDay
): CheckIn {
	const { by, device } = pens.get(read.pen) ?? { by: '', device: '' as const };
	const { reachedRelayAt, clockOffMs } =
		reachedBy(reached, read.pen, read.said.writtenAt) ?? unconfirmed;
	const { shown } = read;
	if (
		shown?.by === by &&
		shown.device === device &&
		shown.reachedRelayAt === reachedRelayAt &&
		shown.clockOffMs === clockOffMs
	)
		return shown;
	return (read.shown = {
		get id() {
			return read.id;
		},
		...read.said,
		by,
		device,
		reachedRelayAt,
		clockOffMs
	});
}

const unconfirmed = { reachedRelayAt: null, clockOffMs: null };

/** Without those that are there twice. The same entry is of one pen and one second: only those are asked for their names. */
function eachOnce(entries: readonly ReadEntry[]): ReadEntry[] {
	if (new Set(entries.map(({ key }) => key)).size === entries.length) return [...entries];
	const [once, often] = [new Set<string>(), new Set<string>()];
	for (const { key } of entries) (once.has(key) ? often : once).add(key);
	const ids = new Set<CheckInId>();
	return entries.filter((entry) => {
		if (!often.has(entry.key)) return true;
		const isNew = !ids.has(entry.id);
		ids.add(entry.id);
		return isNew;
	});
}

/** Of which key results there is a log, whether they still stand or not. */
export function loggedKeyResults(doc: Y.Doc): KeyResultId[] {
	return [...doc.share.keys()].flatMap((name) => {
		const id = name.startsWith('c/') ? name.slice(2) : '';
		return isId<KeyResultId>(id) && (listAt(doc, name)?.length ?? 0) > 0 ? [id] : [];
	});
}

/** The name of a log's root. */
export function logRoot(keyResultId: KeyResultId): string {
	return `c/${keyResultId}`;
}
