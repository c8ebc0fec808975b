import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Canonical, canonicalJson } from '#lib/okr/canonical.ts';
import {
	type Blocker,
	type BlockerKind,
	blockerKinds,
	type CheckIn,
	confidences,
	type Confidence,
	latestDayNumber,
	longestHelper,
	longestNote,
	type NextStep
} from '#lib/okr/checkIn.ts';
import { dayOfNumber, isDay } from '#lib/okr/day.ts';
import { type CheckInId, createId, isId, type KeyResultId, type PersonId } from '#lib/okr/ids.ts';
import { isPenName, type PenName } from './pens.ts';

/*
 * How one entry of a log is stored: [ pen, day, written, value, confidence, more? ], days counted since
 * 1970-01-01, `written` in seconds. What is not needed is left out: there are thousands of them.
 */

/** What an entry says, with the name of its pen. */
export interface ReadEntry {
	pen: PenName;
	said: Omit<CheckIn, 'id' | 'by' | 'device' | 'reachedRelayAt' | 'clockOffMs'>;
	/** Its own name. That takes a hash, and of thousands of entries few are ever asked for it. */
	readonly id: CheckInId;
	/** By whom and when: what two that are the same have in common, without asking for their names. */
	key: string;
	/** As it was last shown in a log. */
	shown: CheckIn | null;
}

/** Each entry is read once. */
export function readEntry(keyResultId: KeyResultId, value: unknown): ReadEntry | null {
	if (!Array.isArray(value)) return null;
	let entry = read.get(value);
	if (entry === undefined) read.set(value, (entry = toEntry(keyResultId, value)));
	return entry;
}

const read = new WeakMap<object, ReadEntry | null>();

/** A stranger's entry that is longer than any app writes costs nobody a hash. */
const longestEntry = 16_000;

function toEntry(keyResultId: KeyResultId, value: unknown[]): ReadEntry | null {
	const [pen, dayCount, second, amount, confidence, rest] = value;
	const measuredAt = dayOfNumber(dayCount);
	if (!isPenName(pen) || measuredAt === null || !isSecond(second)) return null;
	const writtenAt = second * 1000;
	if ((dayCount as number) > latestDayNumber(writtenAt)) return null;
	if (amount !== null && !(typeof amount === 'number' && Number.isFinite(amount))) return null;
	if (!confidences.includes(confidence as Confidence)) return null;
	const more = toRecord(rest);
	const corrects = more.corrects ?? null;
	if (corrects !== null && !isId<CheckInId>(corrects)) return null;
	// What is all there is to most of them has a spelling, as each part was looked at.
	if (value.length > 5 && spell(keyResultId, value) === null) return null;
	const answer = textOr(more.answer, longestNote);
	let id: CheckInId | undefined;
	return {
		pen,
		get id() {
			return (id ??= nameOf(keyResultId, value));
		},
		key: `${pen} ${second}`,
		shown: null,
		said: {
			keyResultId,
			measuredAt,
			writtenAt,
			value: amount,
			confidence: confidence as Confidence,
			note: textOr(more.note, longestNote),
			blocker: readBlocker(more.blocker),
			nextStep: readNextStep(more.next),
			win: textOr(more.win, longestNote),
			...(answer && { answer }),
			corrects,
			takesBack: more.back === true && corrects !== null,
			...(more.table === true && { imported: true as const })
		}
	};
}

/** Of everything that stands in it, also what only a newer app understands. */
function nameOf(keyResultId: KeyResultId, value: unknown[]): CheckInId {
	const spelled = spell(keyResultId, value) ?? '';
	return createId<CheckInId>(sha256(utf8ToBytes(spelled)).subarray(0, 10));
}

/** Null where it has no spelling, or one that is too long. */
function spell(keyResultId: KeyResultId, value: unknown[]): string | null {
	try {
		const spelled = canonicalJson([keyResultId, value as Canonical]);
		return spelled.length > longestEntry ? null : spelled;
	} catch {
		return null;
	}
}

function readBlocker(value: unknown): Blocker | null {
	const { kind, helper, urgent } = toRecord(value);
	if (typeof kind !== 'string') return null;
	return {
		kind: blockerKinds.includes(kind as BlockerKind) ? (kind as BlockerKind) : 'other',
		helper: textOr(helper, longestHelper),
		urgent: urgent === true
	};
}

function readNextStep(value: unknown): NextStep | null {
	const { what, ownerId, dueOn } = toRecord(value);
	const step = {
		what: textOr(what, longestNote),
		ownerId: isId<PersonId>(ownerId) ? ownerId : null,
		dueOn: isDay(dueOn) ? dueOn : null
	};
	return step.what === '' ? null : step;
}

function isSecond(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) > 0 && (value as number) < 8.6e12;
}

function textOr(value: unknown, longest: number): string {
	return typeof value === 'string' && value.length <= longest ? value : '';
}

function toRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
