import type * as Y from 'yjs';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { DeviceId } from '#lib/okr/ids.ts';
import { loggedKeyResults, readLog } from './checkIns.ts';
import { isTooNew } from './gate.ts';
import { ensurePen, type Pen, readPens } from './pens.ts';
import { longestSpan, reachedRoot, readReached } from './reached.ts';
import { SYSTEM, write } from './writer.ts';

/** Entries this close, in seconds, are confirmed together: within a minute people go from card to card. */
const longestGap = 60;

/**
 * Notes that everything this device has written into the logs is at the relay, as of `atMs` on its own clock; `offMs`
 * is how far the relay's is ahead of that. False where all of it was noted before, or nothing may be written.
 */
export function confirmReached(
	doc: Y.Doc,
	device: DeviceId,
	atMs: number,
	offMs: number | null
): boolean {
	if (isTooNew(doc)) return false;
	const secondsByPen = new Map<string, number[]>();
	for (const entry of allLogs(doc))
		if (entry.device === device && entry.reachedRelayAt === null)
			secondsByPen.set(entry.by, [...(secondsByPen.get(entry.by) ?? []), entry.writtenAt / 1000]);
	for (const [by, seconds] of secondsByPen) noteReached(doc, { by, device }, seconds, atMs, offMs);
	return secondsByPen.size > 0;
}

/** Whether this device has written anything into the logs that it has not noted to be at the relay. */
export function isUnconfirmed(doc: Y.Doc, device: DeviceId): boolean {
	return allLogs(doc).some((entry) => entry.device === device && entry.reachedRelayAt === null);
}

/** Every entry of every log, also of key results that are gone. */
function allLogs(doc: Y.Doc): CheckIn[] {
	const pens = readPens(doc);
	const reached = readReached(doc);
	return loggedKeyResults(doc).flatMap((id) => readLog(doc, id, pens, reached));
}

/**
 * Says of these seconds of a pen that what was written in them is at the relay. `atMs` and the seconds are of
 * the device's clock, `offMs` is how far the relay's was ahead of it.
 */
function noteReached(
	doc: Y.Doc,
	pen: Pen,
	seconds: readonly number[],
	atMs: number,
	offMs: number | null
): void {
	if (seconds.length === 0) return;
	write(doc, SYSTEM, () => {
		const name = ensurePen(doc, pen);
		const at = Math.ceil(atMs / 1000);
		const off = offMs === null ? [] : [Math.round(offMs / 1000)];
		const rows = stretchesOf(seconds).map(({ from, to }) => {
			// A clock that was set back meanwhile has nothing to say about how long it took.
			return [name, from, to - from, Math.max(0, at - to), ...off];
		});
		doc.getArray(reachedRoot).push(rows);
	});
}

function stretchesOf(seconds: readonly number[]): { from: number; to: number }[] {
	const stretches: { from: number; to: number }[] = [];
	for (const second of [...seconds].sort((a, b) => a - b)) {
		const last = stretches.at(-1);
		if (last && second - last.to <= longestGap && second - last.from <= longestSpan)
			last.to = second;
		else stretches.push({ from: second, to: second });
	}
	return stretches;
}
