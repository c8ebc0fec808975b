import type { Confidence } from './checkIn.ts';
import type { Current } from './checkInLog.ts';
import { staleDay } from './cadence.ts';
import { expectedOn, type LinePoint, type Measure } from './expectedLine.ts';
import { asksQuestion } from './keyResult.ts';
import { progressOf } from './progress.ts';

/** In the order one looks at them: what needs somebody first. */
export const statuses = ['offTrack', 'atRisk', 'stale', 'noneYet', 'onTrack', 'done'] as const;
export type Status = (typeof statuses)[number];

/**
 * How far behind its line a key result may be before anybody is asked, as a share of the way from
 * baseline to target: a tenth. Ours: in a quarter that is nine days, about one weekly missed.
 */
const lineTolerance = 0.1;

interface Given {
	measure: Measure;
	current: Current;
	/** The day a first check-in is waited for from; null while nothing is agreed. */
	since: string | null;
	/** The last day anything is asked of it: its due day, or the cycle's last. */
	dueOn: string;
	cadenceDays: number;
	/** An ISO date. */
	day: string;
}

/**
 * The first day on which a key result is stale unless somebody checks in; null where nothing is waited for:
 * its last value is of its due day or later and not short of its target, its last answer is, its milestone is met, or nothing is agreed
 * and nobody has spoken. What missed its target is waited for on: it may be late, or somebody says that it is dropped.
 */
export function staleFrom({
	measure,
	current,
	since,
	dueOn,
	cadenceDays
}: Omit<Given, 'day'>): string | null {
	const heardOn = current.last?.measuredAt ?? since;
	if (heardOn === null) return null;
	if (isFinal(measure, current, dueOn) && !isShort(measure, current)) return null;
	if (measure.kind === 'milestone' && isReached(measure, current)) return null;
	return staleDay(heardOn, cadenceDays);
}

/**
 * The status of a key result on a day.
 *
 * - `done`: a milestone is met; a number is at its target; a guard held on its due day, or by the first word after it
 *   where nobody measured then.
 * - `stale` goes before all but a milestone that is met: a number can fall back, so what nobody has looked at is not green.
 * - `noneYet`: nobody has said anything, or somebody is confident and nothing was ever measured, and it is not yet stale.
 * - `offTrack`, however confident: its due day is over, or its last value is of that day, and it is short of its target.
 * - Else what the last confidence says.
 *
 * What asks a question has an answer in place of a value: before the first it is `noneYet` however confident, without one
 * after its due day `offTrack`; no number makes it `done`, and it is on track by the word of whoever answered alone.
 */
export function statusOf(given: Given): Status {
	const { measure, current, day, dueOn } = given;
	const stale = staleFrom(given);
	if (stale !== null && day >= stale) return 'stale';
	if (current.last === null) return 'noneYet';
	const counts = measure.kind !== 'guard' || isFinal(measure, current, dueOn);
	if (counts && isReached(measure, current)) return 'done';
	const isDue = day > dueOn || isFinal(measure, current, dueOn);
	if (isDue && isShort(measure, current)) return 'offTrack';
	const said = statusOfConfidence(current.last.confidence);
	const isUnseen = knownOn(measure, current) === null && isShort(measure, current);
	return isUnseen && said === 'onTrack' ? 'noneYet' : said;
}

/**
 * Whether the last value measured lies behind the line of its own day, by more than `lineTolerance` of the whole
 * way; a guard's, whether it broke its limit; a milestone's, whether its due day is over. Null where nobody can say.
 */
export function isBehind(
	measure: Measure,
	line: readonly LinePoint[],
	current: Pick<Current, 'value' | 'measuredAt'>,
	day: string
): boolean | null {
	const { value, measuredAt } = current;
	if (asksQuestion(measure)) return null;
	if (measure.kind === 'milestone') {
		if (measure.dueOn === null || day <= measure.dueOn) return false;
		return progressOf(measure, value) !== 1;
	}
	if (value === null || measuredAt === null) return null;
	const expected = expectedOn(line, measuredAt);
	if (expected === null) return null;
	const now = progressOf(measure, value);
	if (measure.kind === 'guard') return now === null ? null : now < 1;
	const should = progressOf(measure, expected);
	if (now === null || should === null) return null;
	// What a double cannot hold exactly is nobody's delay.
	return should - now > lineTolerance + 1e-9;
}

/** Where the last value went from the one before: towards what is wanted, away from it, or nowhere. */
export type Trend = 'better' | 'worse' | 'level';

/** Null before the second value, for a milestone, and for a number without a direction. */
export function trendOf(measure: Measure, current: Current): Trend | null {
	const { value, previous } = current;
	if (value === null || previous === null || measure.kind === 'milestone') return null;
	if (asksQuestion(measure)) return null;
	if (value === previous.value) return 'level';
	const wanted = wantedDirection(measure);
	if (wanted === 0) return null;
	return Math.sign(value - previous.value) === wanted ? 'better' : 'worse';
}

function wantedDirection({ kind, guard, baseline, target }: Measure): number {
	if (kind === 'guard') return guard === 'above' ? 1 : -1;
	return baseline === null || target === null ? 0 : Math.sign(target - baseline);
}

/** By the last confidence (PRODUCT.md, section 1): 4–5 on track, 3 at risk, 1–2 off track. */
function statusOfConfidence(confidence: Confidence): 'onTrack' | 'atRisk' | 'offTrack' {
	if (confidence >= 4) return 'onTrack';
	return confidence === 3 ? 'atRisk' : 'offTrack';
}

function isReached(measure: Measure, { value }: Current): boolean {
	return progressOf(measure, value) === 1;
}

/** Whether nothing says that it is at its target; of a question, whether nobody has answered it. */
function isShort(measure: Measure, { value, answer }: Current): boolean {
	if (asksQuestion(measure)) return answer === null;
	if (value === null) return measure.kind === 'milestone' || measure.target !== null;
	const progress = progressOf(measure, value);
	return progress !== null && progress < 1;
}

/** Somebody measured, or answered, on the due day or later. */
function isFinal(measure: Measure, current: Current, dueOn: string): boolean {
	const on = knownOn(measure, current);
	return on !== null && on >= dueOn;
}

/** The day of which the last value is, or of a question the last answer; null before the first. */
export function knownOn(
	measure: Pick<Measure, 'ambition'>,
	{ measuredAt, answer }: Pick<Current, 'measuredAt' | 'answer'>
): string | null {
	return asksQuestion(measure) ? (answer?.measuredAt ?? null) : measuredAt;
}
