import {
	type BlockerKind,
	blockerKinds,
	type CheckIn,
	type CheckInDraft,
	type Confidence,
	confidences,
	longestHelper,
	longestNote
} from './checkIn.ts';
import type { Current } from './checkInLog.ts';
import { isDay } from './day.ts';
import { type CheckInId, isId, type PersonId } from './ids.ts';
import { asksQuestion, type KeyResult } from './keyResult.ts';
import { type NotANumber, parseNumber } from './number.ts';
import { isOtherUnit } from './sameUnit.ts';

type Measured = Pick<KeyResult, 'kind' | 'unit'> & Partial<Pick<KeyResult, 'ambition'>>;

/** A check-in while it is being filled in, as it is kept on the device: what was typed stays as typed. */
export interface CheckInInput {
	/** Of a number or guard, as typed. */
	typed: string;
	/** Of a milestone; null until somebody says. */
	met: boolean | null;
	/** What is known now, of what asks a question. */
	answer: string;
	/** Nobody could measure; of a question, nothing is known that was not known before. */
	notMeasured: boolean;
	confidence: Confidence | null;
	/** '' for nothing in the way. */
	blocker: BlockerKind | '';
	helper: string;
	urgent: boolean;
	note: string;
	win: string;
	next: string;
	/** '' for nobody. */
	nextOwnerId: string;
	/** '' or an ISO date. */
	nextDueOn: string;
	/** The day measured, an ISO date; '' for today, whichever day that is when it is saved. */
	day: string;
	/** The id of the entry that this one stands in for; '' for none. */
	corrects: string;
}

export type InputProblem =
	| Exclude<NotANumber, 'empty'>
	| 'other-unit'
	| 'no-value'
	| 'no-confidence'
	| 'no-day'
	| 'too-late';

/**
 * A card before anybody touched it: as sure as last time, and with what was in the way then, as neither goes
 * away by itself. All else is said anew.
 */
export function freshInput(current: Pick<Current, 'confidence' | 'last'>): CheckInInput {
	const blocker = current.last?.blocker;
	return {
		typed: '',
		met: null,
		answer: '',
		notMeasured: false,
		confidence: current.confidence,
		blocker: blocker?.kind ?? '',
		helper: blocker?.helper ?? '',
		urgent: blocker?.urgent ?? false,
		note: '',
		win: '',
		next: '',
		nextOwnerId: '',
		nextDueOn: '',
		day: '',
		corrects: ''
	};
}

/** A card that is to correct an entry, filled in as that was. `typed` is its value as people write it. */
export function correctionOf(entry: CheckIn, typed: string): CheckInInput {
	const { value, confidence, note, win, nextStep, measuredAt } = entry;
	return {
		...freshInput({ confidence, last: entry }),
		...{ typed, note, win, day: measuredAt, corrects: entry.id },
		met: value === null ? null : value >= 1,
		answer: entry.answer ?? '',
		notMeasured: value === null && !entry.answer,
		next: nextStep?.what ?? '',
		nextOwnerId: nextStep?.ownerId ?? '',
		nextDueOn: nextStep?.dueOn ?? ''
	};
}

/** What was kept on the device. Total: what is missing or of another shape is as on a fresh card. */
export function readInput(kept: string, fresh: CheckInInput): CheckInInput {
	let row: unknown;
	try {
		row = JSON.parse(kept);
	} catch {
		return fresh;
	}
	if (typeof row !== 'object' || row === null) return fresh;
	const own = row as Record<string, unknown>;
	const text = (field: keyof CheckInInput): string => {
		const value = own[field] ?? fresh[field];
		return typeof value === 'string' ? value : '';
	};
	return {
		typed: text('typed'),
		met: typeof own.met === 'boolean' ? own.met : fresh.met,
		answer: text('answer'),
		notMeasured: own.notMeasured === true,
		confidence: confidences.find((one) => one === own.confidence) ?? fresh.confidence,
		blocker:
			own.blocker === '' ? '' : (blockerKinds.find((one) => one === own.blocker) ?? fresh.blocker),
		helper: text('helper'),
		urgent: own.urgent === true,
		note: text('note'),
		win: text('win'),
		next: text('next'),
		nextOwnerId: text('nextOwnerId'),
		nextDueOn: text('nextDueOn'),
		day: text('day'),
		corrects: text('corrects')
	};
}

/**
 * What a card says, or why it cannot be said yet. `lastDay` is the last day that can be meant: today, or the last of
 * the cycle if that is over. Numbers are read by the customs of a locale; one with another unit than the key result's
 * is none of its values. What asks a question takes an answer in words and no value.
 */
export function inputToCheckIn(
	input: CheckInInput,
	keyResult: Measured,
	{ locale, lastDay }: { locale: string; lastDay: string }
): { ok: true; checkIn: CheckInDraft } | { ok: false; why: InputProblem } {
	const answer = asksQuestion(keyResult) && !input.notMeasured ? input.answer.trim() : '';
	const value = valueOf(input, keyResult, locale);
	if (!value.ok) return value;
	const { confidence, blocker, helper, urgent, note, win, next, nextOwnerId, nextDueOn } = input;
	const { corrects } = input;
	if (confidence === null) return { ok: false, why: 'no-confidence' };
	const measuredAt = input.day === '' ? lastDay : input.day;
	if (!isDay(measuredAt)) return { ok: false, why: 'no-day' };
	if (measuredAt > lastDay) return { ok: false, why: 'too-late' };
	return {
		ok: true,
		checkIn: {
			measuredAt,
			value: value.value,
			confidence,
			note: note.trim().slice(0, longestNote),
			blocker:
				blocker === ''
					? null
					: { kind: blocker, helper: helper.trim().slice(0, longestHelper), urgent },
			nextStep:
				next.trim() === ''
					? null
					: {
							what: next.trim().slice(0, longestNote),
							ownerId: isId<PersonId>(nextOwnerId) ? nextOwnerId : null,
							dueOn: isDay(nextDueOn) ? nextDueOn : null
						},
			win: win.trim().slice(0, longestNote),
			...(answer && { answer: answer.slice(0, longestNote) }),
			corrects: isId<CheckInId>(corrects) ? corrects : null,
			takesBack: false
		}
	};
}

/**
 * "No change", said on a day: the last value, or of a question the last answer, as sure as last time, the same in the
 * way. Null where there is nothing that could be unchanged.
 */
export function unchanged(
	current: Pick<Current, 'value' | 'answer' | 'last'>,
	keyResult: Pick<KeyResult, 'ambition'>,
	day: string
): CheckInDraft | null {
	const { last } = current;
	const isQuestion = asksQuestion(keyResult);
	const [value, answer] = isQuestion ? [null, current.answer?.answer] : [current.value, undefined];
	if (last === null || (value === null && !answer)) return null;
	return {
		measuredAt: day,
		value,
		...(answer && { answer }),
		confidence: last.confidence,
		note: '',
		blocker: last.blocker,
		nextStep: null,
		win: '',
		corrects: null,
		takesBack: false
	};
}

function valueOf(
	{ typed, met, answer, notMeasured }: CheckInInput,
	keyResult: Measured,
	locale: string
): { ok: true; value: number | null } | { ok: false; why: InputProblem } {
	const { kind, unit } = keyResult;
	if (notMeasured) return { ok: true, value: null };
	if (asksQuestion(keyResult))
		return answer.trim() === '' ? { ok: false, why: 'no-value' } : { ok: true, value: null };
	if (kind === 'milestone')
		return met === null ? { ok: false, why: 'no-value' } : { ok: true, value: met ? 1 : 0 };
	const parsed = parseNumber(typed, locale);
	if (!parsed.ok) return { ok: false, why: parsed.why === 'empty' ? 'no-value' : parsed.why };
	if (isOtherUnit(parsed.unit, unit)) return { ok: false, why: 'other-unit' };
	return { ok: true, value: parsed.value };
}
