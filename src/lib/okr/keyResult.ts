import type { KeyResultId, ObjectiveId, PersonId } from './ids.ts';

/** `number` goes from baseline to target, `milestone` is yes or no, `guard` stays above or below its target. */
export const keyResultKinds = ['number', 'milestone', 'guard'] as const;
export const guardSides = ['above', 'below'] as const;
export const ambitions = ['committed', 'aspirational', 'learning'] as const;

export type KeyResultKind = (typeof keyResultKinds)[number];
export type GuardSide = (typeof guardSides)[number];

/** `committed` is pass or fail at 100 %, `aspirational` means to land at 0.6–0.7, `learning` answers a question. */
export type Ambition = (typeof ambitions)[number];

/** What a key result that is there to learn says instead of numbers. */
export const learningFields = ['question', 'evidence', 'decision'] as const;
export type LearningField = (typeof learningFields)[number];

/** Of each of these, in UTF-16 units, as far as a field takes it; a longer one that came from elsewhere is read. */
export const longestLearning = 300;

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
	/** What the team wants to know. This and the next two are read of what is there to learn, and missing while nobody said. */
	question?: string;
	/** What would answer it: whom one asks, what one looks at. */
	evidence?: string;
	/** What the answer decides. */
	decision?: string;
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
	return requirements[asksQuestion(keyResult) ? 'milestone' : keyResult.kind].filter((field) => {
		const value = keyResult[field];
		return value === null || (typeof value === 'string' && value.trim() === '');
	});
}

/** Whether nothing is missing before a plan with this key result can be agreed. */
export function isComplete(keyResult: KeyResult): boolean {
	return missingFields(keyResult).length === 0;
}

/** Whether it is there to answer a question. Then it has no number to reach, whatever its kind is. */
export function asksQuestion({ ambition }: { ambition?: Ambition }): boolean {
	return ambition === 'learning';
}

/** What of question, evidence and decision is said. */
export function learningOf(
	keyResult: Pick<KeyResult, LearningField>
): Pick<KeyResult, LearningField> {
	const said = learningFields.flatMap((field) =>
		keyResult[field] ? [[field, keyResult[field]] as const] : []
	);
	return Object.fromEntries(said);
}

/**
 * The same of what asks a question, and nothing of anything else: what was said before it became that stays in the
 * document, and is no part of what it is.
 */
export function askedBy(
	keyResult: Pick<KeyResult, LearningField | 'ambition'>
): Pick<KeyResult, LearningField> {
	return asksQuestion(keyResult) ? learningOf(keyResult) : {};
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
