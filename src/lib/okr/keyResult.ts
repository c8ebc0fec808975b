import type { KeyResultId, ObjectiveId, PersonId } from './ids.ts';

/** `number` goes from baseline to target, `milestone` is yes or no, `guard` stays above or below its target. */
export const keyResultKinds = ['number', 'milestone', 'guard'] as const;
export const guardSides = ['above', 'below'] as const;
export const ambitions = ['committed', 'aspirational', 'learning'] as const;

export type KeyResultKind = (typeof keyResultKinds)[number];
export type GuardSide = (typeof guardSides)[number];

/** `committed` is pass or fail at 100 %, `aspirational` means to land at 0.6–0.7, `learning` answers a question. */
export type Ambition = (typeof ambitions)[number];

/** A key result is measured at least once in so many days. */
export const mostEveryDays = 366;

/** How the team will see that its objective came true. */
export interface KeyResult {
	id: KeyResultId;
	objectiveId: ObjectiveId;
	kind: KeyResultKind;
	/** What is measured, in words several people write at once; may be empty while drafting. */
	metric: string;
	/** As typed: `%`, `€`, `customers`. A percentage of 12.5 is the number 12.5 with the unit `%`. */
	unit: string;
	/** Where it stood at the start. Not read for a milestone or a guard. */
	baseline: number | null;
	/** Where it shall be; for a guard the limit. Not read for a milestone. */
	target: number | null;
	/** The side of the target to stay on. Read for a guard only. */
	guard: GuardSide;
	/** The last day, as an ISO date inside the cycle. */
	dueOn: string | null;
	ownerId: PersonId | null;
	ambition: Ambition;
	/** Whole days from one measurement to the next, 1 to `mostEveryDays`; null follows the team's cadence. */
	measuredEveryDays: number | null;
	/** A fractional index among the key results of its objective. */
	order: string;
}

export type Requirement = 'metric' | 'baseline' | 'target' | 'unit' | 'dueOn';

/**
 * What is still missing before a plan with this key result can be agreed, in the order one reads a
 * key result. A draft may lack everything.
 *
 * A number needs all five. A milestone is met or not, so it needs no numbers and no unit. A guard
 * needs its limit and unit; where it stood at the start changes nothing about it. What answers a question has no
 * number to reach.
 */
export function missingFields(keyResult: KeyResult): Requirement[] {
	const isQuestion = keyResult.kind === 'number' && keyResult.ambition === 'learning';
	return requirements[isQuestion ? 'milestone' : keyResult.kind].filter((field) => {
		const value = keyResult[field];
		return value === null || (typeof value === 'string' && value.trim() === '');
	});
}

/** Whether nothing is missing before a plan with this key result can be agreed. */
export function isComplete(keyResult: KeyResult): boolean {
	return missingFields(keyResult).length === 0;
}

/** Whether a key result can be measured every so many days. */
export function isEveryDays(days: number): boolean {
	return Number.isInteger(days) && days >= 1 && days <= mostEveryDays;
}

/** Whether the number shall grow. False while baseline or target is open, where they are equal, and for other kinds. */
export function isIncrease(keyResult: KeyResult): boolean {
	return direction(keyResult) > 0;
}

/** Whether the number shall shrink. False while baseline or target is open, where they are equal, and for other kinds. */
export function isDecrease(keyResult: KeyResult): boolean {
	return direction(keyResult) < 0;
}

const requirements: Record<KeyResultKind, Requirement[]> = {
	number: ['metric', 'baseline', 'target', 'unit', 'dueOn'],
	milestone: ['metric', 'dueOn'],
	guard: ['metric', 'target', 'unit', 'dueOn']
};

function direction({ kind, baseline, target }: KeyResult): number {
	if (kind !== 'number' || baseline === null || target === null) return 0;
	return Math.sign(target - baseline);
}
