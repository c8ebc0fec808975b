/*
 * Who leads is a lease: a fact in the document that a tap hands on, and no rank. A meeting whose facilitator has
 * gone can go on by a tap, and whoever was taken for gone is offered the lead back, never given it unasked.
 */

export interface Lease {
	/** A person's id. */
	holder: string;
	/** Whom it was taken from while they seemed to be gone; null where it was opened or passed on. */
	takenFrom: string | null;
}

/** Nobody has seen the facilitator's device for so long: the lead may be taken. "Some minutes", as SYNC §6 has it. */
export const unattendedMs = 3 * 60_000;

/**
 * What the lease means to one person:
 * - `lead`: it is theirs
 * - `ask`: somebody else leads and is there, so they can only be asked
 * - `take`: nobody leads, or whoever does has not been seen for some minutes
 * - `back`: it was taken from this person while they were away, and is offered back
 */
export type LeaseFor = 'lead' | 'ask' | 'take' | 'back';

/**
 * `seenAt`: when this device last saw the facilitator at the workshop, on its own clock, or since when it has been
 * looking; `now` by the same clock. `personOf` as in coverage.
 */
export function leaseFor(
	lease: Lease | null,
	me: string,
	{ seenAt, now }: { seenAt: number; now: number },
	personOf: (entry: string) => string
): LeaseFor {
	if (lease === null) return 'take';
	const mine = personOf(me);
	if (personOf(lease.holder) === mine) return 'lead';
	if (lease.takenFrom !== null && personOf(lease.takenFrom) === mine) return 'back';
	// A clock that was set back says nothing about who is there.
	return now - seenAt >= unattendedMs ? 'take' : 'ask';
}

/** The lease after somebody took it or was given it. */
export function leaseTo(
	lease: Lease | null,
	holder: string,
	how: 'opened' | 'passed' | 'taken'
): Lease {
	const isTaken = how === 'taken' && lease !== null && lease.takenFrom !== holder;
	return { holder, takenFrom: isTaken ? lease.holder : null };
}
