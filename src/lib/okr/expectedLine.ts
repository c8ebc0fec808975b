import type { AgreedPlan } from './agreedPlan.ts';
import { addDays, dayNumber, isDay } from './day.ts';
import type { KeyResultId } from './ids.ts';
import { asksQuestion, type KeyResult } from './keyResult.ts';

/** What a key result is measured against. */
export type Measure = Pick<
	KeyResult,
	'kind' | 'baseline' | 'target' | 'guard' | 'dueOn' | 'measuredEveryDays' | 'ambition'
>;

/** A plan and the day it was agreed on, an ISO date in the cycle's time zone. */
export interface AgreedOn {
	on: string;
	plan: AgreedPlan;
}

/** A corner of the expected line. Between two of them it is straight, and after the last one level. */
export interface LinePoint {
	/** An ISO date. */
	on: string;
	/** In the key result's own unit. */
	value: number;
}

/** A day from which another target or due date was agreed. */
export interface TargetChange {
	on: string;
	from: number | null;
	to: number | null;
}

/** What was agreed about one key result. */
export interface Agreed {
	/** As it stands; null where it is in no agreed plan. */
	measure: Measure | null;
	/** The day it first was in one; null where it is in none. */
	since: string | null;
	/** Empty where nothing can be expected: before the agreement, for a milestone or a question, without the numbers. */
	line: LinePoint[];
	targetChanges: TargetChange[];
}

/**
 * Where a key result should be, from what was agreed about it, the oldest plan first.
 *
 * The line goes from the baseline on the day of the agreement, or on the cycle's first day if that is
 * later, to the target on the due day (without one, the cycle's last). Where a later plan says another
 * target or due day, it bends on the day that was agreed, from where it stood: nobody is behind
 * in hindsight. Another baseline or kind was a mistake put right, and the line is drawn anew from its start.
 * A guard's is level at its limit; a milestone and a question have none.
 */
export function agreedAbout(
	id: KeyResultId,
	agreements: readonly AgreedOn[],
	cycle: { startOn: string; endOn: string }
): Agreed {
	const agreed: Agreed = { measure: null, since: null, line: [], targetChanges: [] };
	for (const { on, plan } of agreements) {
		const next = plan.objectives.flatMap((one) => one.keyResults).find((one) => one.id === id);
		if (!next) continue;
		const before = agreed.measure;
		agreed.since ??= on;
		agreed.measure = next;
		if (before && before.target !== next.target && !asksQuestion(next))
			agreed.targetChanges.push({ on, from: before.target, to: next.target });
		agreed.line = lineOf(agreed, before, on, cycle);
	}
	return agreed;
}

/** What a line expects on a day; null where there is none, and before its start. */
export function expectedOn(line: readonly LinePoint[], day: string): number | null {
	const next = line.findIndex(({ on }) => on >= day);
	if (next < 0) return line.at(-1)?.value ?? null;
	const [from, to] = [line[next - 1], line[next]];
	if (!to || to.on === day) return to?.value ?? null;
	if (!from) return null;
	const share = (dayNumber(day) - dayNumber(from.on)) / (dayNumber(to.on) - dayNumber(from.on));
	return from.value * (1 - share) + to.value * share;
}

function lineOf(
	{ measure, since, line }: Agreed,
	before: Measure | null,
	on: string,
	{ startOn, endOn }: { startOn: string; endOn: string }
): LinePoint[] {
	if (!measure || since === null || measure.kind === 'milestone' || measure.target === null)
		return [];
	if (asksQuestion(measure)) return [];
	const start = isDay(startOn) && startOn > since ? startOn : since;
	const due = measure.dueOn ?? endOn;
	const isBent =
		before?.kind === measure.kind && before.baseline === measure.baseline && line.length > 0;
	if (isBent && before.target === measure.target && before.dueOn === measure.dueOn) return line;
	const turn = isBent && on > start ? on : start;
	const value = isBent ? expectedOn(line, turn) : null;
	const first = measure.kind === 'guard' ? measure.target : (value ?? measure.baseline);
	if (first === null) return [];
	const kept = isBent ? line.filter((point) => point.on < turn) : [];
	// A level limit steps to its new height; due on the very day, so does a line.
	const step = measure.kind === 'guard' && kept.length > 0 ? stepTo(line, turn) : [];
	const end = isDay(due) && due > turn ? [{ on: due, value: measure.target }] : [];
	const corner = { on: turn, value: end.length > 0 ? first : measure.target };
	return [...kept, ...step, corner, ...end];
}

function stepTo(line: readonly LinePoint[], turn: string): LinePoint[] {
	const eve = addDays(turn, -1);
	const value = expectedOn(line, eve);
	return value === null || line.some(({ on }) => on === eve) ? [] : [{ on: eve, value }];
}
