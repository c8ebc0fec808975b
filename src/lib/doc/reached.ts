import type * as Y from 'yjs';
import { isPenName, type PenName } from './pens.ts';
import { readOnce } from './readOnce.ts';

/*
 * When the entries of a device reached the relay. The device says so itself, once the relay has acknowledged
 * them, in a root to which is only ever added:
 *
 *   reached   [ pen, from, span, delay, off? ]
 *
 * All that this pen wrote in the seconds from … from + span was at the relay `delay` seconds after the last of
 * them. So a page of check-ins costs one row of some twenty bytes and entries keep their ids. `off` is how far the
 * relay's clock was ahead of the device's, in seconds; it is left out where nobody had asked.
 */

/** What is known of one entry's way to the relay. */
export interface Reached {
	/** Epoch ms, by the relay's clock where that is known, else by the device's. */
	reachedRelayAt: number;
	/** How far the relay's clock was ahead of the one the entry was written by, in ms; null where nobody asked. */
	clockOffMs: number | null;
}

/** The stretches that were confirmed, by pen and day: a log is read often and has thousands of entries. */
export type ReachedByDay = ReadonlyMap<string, readonly Stretch[]>;

interface Stretch {
	from: number;
	to: number;
	at: number;
	off: number | null;
}

export const reachedRoot = 'reached';
const daySeconds = 86_400;
/** No run of check-ins is longer; a row that says so is none. */
export const longestSpan = 7 * daySeconds;
/** A clock that is off by more than a century is no clock. */
const longestOff = 3_200_000_000;

/** Everything that was confirmed. What is no such row is not there. */
export function readReached(doc: Y.Doc): ReachedByDay {
	return readOnce(doc, reachedRoot, [], (rows) => {
		const byDay = new Map<string, Stretch[]>();
		for (const row of rows) {
			const stretch = toStretch(row);
			if (!stretch) continue;
			const { pen, ...said } = stretch;
			for (let day = dayOf(said.from); day <= dayOf(said.to); day++)
				byDay.set(`${pen} ${day}`, [...(byDay.get(`${pen} ${day}`) ?? []), said]);
		}
		return byDay;
	});
}

function toStretch(row: unknown): (Stretch & { pen: PenName }) | null {
	if (!Array.isArray(row)) return null;
	const [pen, from, span, delay, off = null] = row as unknown[];
	if (!isPenName(pen) || !isSeconds(from) || !isSeconds(span) || !isSeconds(delay)) return null;
	if (span > longestSpan) return null;
	if (off !== null && !(Number.isInteger(off) && Math.abs(off as number) < longestOff)) return null;
	return { pen, from, to: from + span, at: from + span + delay, off: off as number | null };
}

/** When an entry of a pen reached the relay: as it was first said. Null where nobody confirmed it. */
export function reachedBy(reached: ReachedByDay, pen: PenName, writtenAt: number): Reached | null {
	const stretches = covering(reached, pen, writtenAt / 1000);
	// Of two tabs that said it at once, the earlier word; of equal ones the one that knew the clock.
	const [first] = stretches.sort(
		(a, b) => a.at - b.at || (b.off ?? -Infinity) - (a.off ?? -Infinity)
	);
	if (!first) return null;
	return {
		reachedRelayAt: (first.at + (first.off ?? 0)) * 1000,
		clockOffMs: first.off === null ? null : first.off * 1000
	};
}

/**
 * The second from which nothing of this pen is confirmed yet: an entry by a clock that was set back would else pass
 * for one that has reached the relay.
 */
export function unconfirmedFrom(reached: ReachedByDay, pen: PenName, second: number): number {
	let free = second;
	for (let at = covering(reached, pen, free); at.length > 0; at = covering(reached, pen, free))
		free = Math.max(...at.map(({ to }) => to)) + 1;
	return free;
}

function covering(reached: ReachedByDay, pen: PenName, second: number): Stretch[] {
	return (reached.get(`${pen} ${dayOf(second)}`) ?? []).filter(
		({ from, to }) => from <= second && second <= to
	);
}

function dayOf(second: number): number {
	return Math.floor(second / daySeconds);
}

function isSeconds(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 8.6e12;
}
