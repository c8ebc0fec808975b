import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Canonical, canonicalJson } from '#lib/okr/canonical.ts';
import type { RoundId } from '#lib/okr/ids.ts';

/*
 * A ballot is given in two parts. Its seal, a salted hash of the vote, goes to everybody at once and tells nothing. When
 * the round is closed the closing lists the seals that count, and each device opens its own: it sends the vote and
 * the salt, from which all others work out the seal again. So nobody can vote after having seen how others did, and
 * nobody can change a vote unseen. What is worked out here depends on what was said alone, in whatever order it came.
 */

/** A vote that nobody can read yet. */
export interface Seal {
	by: string;
	/** 64 hex digits. */
	seal: string;
	/** 1 + the highest that its maker knew of this person: of several the last one counts. */
	n: number;
}

/** What a device says of a seal of its own once the round is closed. */
export interface Opening {
	by: string;
	/** `saltBytes` random bytes, base64url. */
	salt: string;
	value: Canonical;
}

/** A ballot as the device that gave it keeps it, alone, until the round is closed. */
export interface OwnBallot extends Opening, Seal {
	roundId: RoundId;
}

export interface Closing {
	/** The seals that count, one a person; null while the round is open. */
	closed: readonly string[] | null;
	/** "Count now" was said while these were open; null while everybody is waited for. */
	counted: readonly string[] | null;
}

/** A vote that can be read. */
export interface Ballot {
	personId: string;
	value: Canonical;
}

/** A round, counted. Everybody who gave a ballot stands in exactly one of the lists, which are in the order of ids. */
export interface Tally {
	/** Sealed, and the round is open. */
	sealed: string[];
	counted: Ballot[];
	/** Their seal counts, and their device still has to open it. */
	waiting: string[];
	/** What was opened is not what was sealed, or is no vote of this round. */
	invalid: string[];
	/** Sealed after the close, or opened after the count: shown and not counted. */
	late: Ballot[];
	/** Sealed after the close and not opened, or not opened when it was counted. */
	unopened: string[];
}

/** Bytes of a salt: what is guessed at is a vote out of a handful. */
export const saltBytes = 16;
export const longestBallot = 4000;

/** The seal of a vote. The same vote of another person, in another round or with another salt has another one. */
export function sealOf(roundId: RoundId, { by, salt, value }: Opening): string {
	const spelled = canonicalJson([salt, value, roundId, by]);
	return bytesToHex(sha256(utf8ToBytes(`cairn/ballot\n${spelled}`)));
}

/** Which of a device's ballots were sealed in a round, the last one given at the end. */
export function sealedOf(
	ballots: readonly OwnBallot[],
	roundId: RoundId,
	seals: readonly Seal[]
): OwnBallot[] {
	const sealed = new Set(seals.map(keyOf));
	return ballots
		.filter((one) => one.roundId === roundId && sealed.has(keyOf(one)))
		.sort((a, b) => (isLater(a, b) ? 1 : -1));
}

/** What closes a round now: of each person the seal they gave last. */
export function sealsToClose(
	seals: readonly Seal[],
	personOf: (entry: string) => string
): string[] {
	return [...lastByPerson(seals, personOf).values()].map(({ seal }) => seal).sort();
}

/** What counts if it is counted now: the seals that count and are open. */
export function sealsToCount(
	roundId: RoundId,
	seals: readonly Seal[],
	openings: readonly Opening[],
	{ closed }: Closing
): string[] {
	const opened = openedSeals(roundId, openings);
	const open = new Set(seals.filter((seal) => opened.has(keyOf(seal))).map(({ seal }) => seal));
	return (closed ?? []).filter((seal) => open.has(seal)).sort();
}

/**
 * Counts a round. `isVote`: whether a value is a vote of this round at all. `personOf` as in coverage: who was
 * merged since has one ballot, the last of theirs.
 */
export function tallyOf(
	roundId: RoundId,
	said: { seals: readonly Seal[]; openings: readonly Opening[] } & Closing,
	isVote: (value: Canonical) => boolean,
	personOf: (entry: string) => string
): Tally {
	const { seals, openings, closed, counted } = said;
	const tally: Tally = {
		...{ sealed: [], counted: [], waiting: [] },
		...{ invalid: [], late: [], unopened: [] }
	};
	const last = lastByPerson(seals, personOf);
	if (closed === null) return { ...tally, sealed: [...last.keys()].sort() };
	const opened = openedSeals(roundId, openings);
	const listed = lastByPerson(
		seals.filter(({ seal }) => closed.includes(seal)),
		personOf
	);
	// An opening that fits no seal of the same hand is a vote that was changed.
	const known = new Set(seals.map(keyOf));
	const strayed = new Set(
		[...opened].filter(([key]) => !known.has(key)).map(([, { by }]) => personOf(by))
	);
	for (const personId of [...last.keys()].sort()) {
		const mine = listed.get(personId);
		const seal = mine ?? last.get(personId);
		if (!seal) continue;
		const opening = opened.get(keyOf(seal));
		const isCounted = mine !== undefined && (counted === null || counted.includes(seal.seal));
		if (opening && !isVote(opening.value)) tally.invalid.push(personId);
		else if (opening)
			tally[isCounted ? 'counted' : 'late'].push({ personId, value: opening.value });
		else if (strayed.has(personId)) tally.invalid.push(personId);
		else tally[isCounted ? 'waiting' : 'unopened'].push(personId);
	}
	return tally;
}

function lastByPerson(
	seals: readonly Seal[],
	personOf: (entry: string) => string
): Map<string, Seal> {
	const last = new Map<string, Seal>();
	for (const seal of seals) {
		const person = personOf(seal.by);
		const other = last.get(person);
		if (!other || isLater(seal, other)) last.set(person, seal);
	}
	return last;
}

/** What was opened, by the seal it fits. A seal that was copied from somebody opens for nobody else. */
function openedSeals(roundId: RoundId, openings: readonly Opening[]): Map<string, Opening> {
	return new Map(openings.map((opening) => [keyOf(sealOrNone(roundId, opening)), opening]));
}

/** A stranger's value may have no spelling, and then it fits no seal. */
function sealOrNone(roundId: RoundId, opening: Opening): Pick<Seal, 'by' | 'seal'> {
	const { by } = opening;
	try {
		return { by, seal: sealOf(roundId, opening) };
	} catch {
		return { by, seal: '' };
	}
}

function keyOf({ by, seal }: Pick<Seal, 'by' | 'seal'>): string {
	return `${by} ${seal}`;
}

/** Whether a seal of a person counts rather than another of theirs: also where two devices gave one unheard of each other. */
export function isLater(a: Seal, b: Seal): boolean {
	return a.n > b.n || (a.n === b.n && a.seal > b.seal);
}
