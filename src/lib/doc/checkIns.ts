import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { byDayMeasured } from '#lib/okr/checkInLog.ts';
import { type CheckInId, isId, type KeyResultId } from '#lib/okr/ids.ts';
import { readEntry } from './checkInEntry.ts';
import { type Pen, type PenName, readPens } from './pens.ts';
import { reachedBy, type ReachedByDay, readReached } from './reached.ts';
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
