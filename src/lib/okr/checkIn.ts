import { addDays } from './day.ts';
import type { CheckInId, DeviceId, KeyResultId, PersonId } from './ids.ts';

/** From 1, no longer believed in, to 5, as good as done. A word for each is on the screen. */
export const confidences = [1, 2, 3, 4, 5] as const;
export type Confidence = (typeof confidences)[number];

/** What stands in the way. One that a newer app knows reads as `other`. */
export const blockerKinds = [
	'dependency',
	'resources',
	'decision',
	'clarity',
	'external',
	'other'
] as const;
export type BlockerKind = (typeof blockerKinds)[number];

export interface Blocker {
	kind: BlockerKind;
	/** Who could help, as people say it: a name, another team. May be empty. */
	helper: string;
	urgent: boolean;
}

export interface NextStep {
	what: string;
	ownerId: PersonId | null;
	/** An ISO date. */
	dueOn: string | null;
}

/** What somebody says of a key result at one time. */
export interface CheckInDraft {
	/** The day it was true, an ISO date: today, or one before. */
	measuredAt: string;
	/** In the key result's own unit, for a milestone 1 is met; null is "not measured". */
	value: number | null;
	confidence: Confidence;
	note: string;
	blocker: Blocker | null;
	nextStep: NextStep | null;
	/** What is known now, of a key result that asks a question: it has no value then. Missing where nobody said. */
	answer?: string;
	/** Something that went well. */
	win: string;
	/** The entry of the same key result that this one replaces. */
	corrects: CheckInId | null;
	/** What it corrects shall not count, and nothing stands in its place. Its own value is only a copy. */
	takesBack: boolean;
	/** It came out of a table, and not from a card. */
	imported?: true;
}

/** One entry of a key result's log. It never changes: what was wrong is corrected by another one. */
export interface CheckIn extends CheckInDraft {
	/** Follows from what stands in it, so the same entry has the same id wherever it is read. */
	id: CheckInId;
	keyResultId: KeyResultId;
	/** Epoch ms on the clock of who wrote it, in whole seconds. */
	writtenAt: number;
	/** A person's id, or '' where it is not known. */
	by: string;
	/** '' where it is not known. */
	device: DeviceId | '';
	/**
	 * Epoch ms, when its device heard that the relay had it: by the relay's clock where that is known. Null where
	 * nobody has confirmed it yet, as for everything that came from a file.
	 */
	reachedRelayAt: number | null;
	/** How far the relay's clock was ahead of the one it was written by, in ms; null where that is not known. */
	clockOffMs: number | null;
}

/** Of a note, an answer, a next step and a win; and of who could help. */
export const longestNote = 500;
export const longestHelper = 100;

/** Clocks are wrong and days begin elsewhere first, so a day may lie ahead of UTC by as much as the easternmost zone. */
const aheadMs = 14 * 3_600_000;

/** The last day that can have been measured at an instant (epoch ms), wherever that was. */
export function latestMeasured(writtenAt: number): string {
	return addDays('1970-01-01', latestDayNumber(writtenAt));
}

/** The same as a number, see `dayNumber`. */
export function latestDayNumber(writtenAt: number): number {
	return Math.floor((writtenAt + aheadMs) / 86_400_000);
}
