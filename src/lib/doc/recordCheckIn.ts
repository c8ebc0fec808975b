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
	const book = openBook(doc, { by: w.by, device }, keyResultId);
	return book && write(doc, SYSTEM, () => append(doc, book, w.now(), given));
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
	const ids = new Set(all.map(({ keyResultId }) => keyResultId));
	const pen = { by: w.by, device };
	// Opened once and kept up: reading a log again for each of its entries takes the square of their number.
	const books = new Map([...ids].map((id) => [id, openBook(doc, pen, id)]));
	return write(doc, SYSTEM, () =>
		all.map(({ keyResultId, checkIn }) => {
			const book = books.get(keyResultId);
			try {
				return book ? append(doc, book, w.now(), checkIn) : null;
			} catch {
				return null;
			}
		})
	);
}

/** A log while somebody appends to it. */
interface Book {
	keyResultId: KeyResultId;
	pen: Pen;
	ids: Set<CheckInId>;
	/** By the day measured, the seconds in which something was written of it. */
	seconds: Map<string, Set<number>>;
	/** From this second on nothing of this pen is said to have reached the relay already. */
	unconfirmedFrom: (second: number) => number;
}

/** Null where nothing can be appended. */
function openBook(doc: Y.Doc, pen: Pen, keyResultId: KeyResultId): Book | null {
	const node = readTree(doc).get(keyResultId);
	if (node?.kind !== 'keyResult' || isGone(node) || isTooNew(doc)) return null;
	const [reached, name] = [readReached(doc), penNameOf(pen)];
	const book: Book = {
		keyResultId,
		pen,
		ids: new Set(),
		seconds: new Map(),
		unconfirmedFrom: (second) => unconfirmedFrom(reached, name, second)
	};
	for (const entry of readLog(doc, keyResultId)) enter(book, entry);
	return book;
}

function enter(
	{ ids, seconds }: Book,
	{ id, measuredAt, writtenAt }: Pick<CheckIn, 'id' | 'measuredAt' | 'writtenAt'>
): void {
	ids.add(id);
	const ofDay = seconds.get(measuredAt) ?? new Set();
	seconds.set(measuredAt, ofDay.add(writtenAt / 1000));
}

/** Inside a transaction: appends an entry. */
function append(doc: Y.Doc, book: Book, now: number, given: NewCheckIn): CheckInId | null {
	const { corrects = null } = given;
	if (corrects !== null && !book.ids.has(corrects)) return null;
	const { keyResultId, pen } = book;
	const stored = toStored(given, secondFor(book, given.measuredAt, Math.floor(now / 1000)));
	const entry = [ensurePen(doc, pen), ...stored];
	const read = readEntry(keyResultId, entry);
	if (!read) throw new RangeError('This cannot be a check-in.');
	doc.getArray(logRoot(keyResultId)).push([entry]);
	enter(book, { id: read.id, ...read.said });
	return read.id;
}

/** Two entries of one day and one second would stand in any order: whoever has seen the other comes after it. */
function secondFor(book: Book, day: string, from: number): number {
	const taken = book.seconds.get(day);
	let second = book.unconfirmedFrom(from);
	while (taken?.has(second)) second++;
	return second;
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
