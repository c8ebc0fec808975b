import type { Conflict } from './conflict.ts';
import { type Cycle, isDueInside } from './cycle.ts';
import { isDay } from './day.ts';
import type { KeyResultId, ObjectiveId } from './ids.ts';
import { missingFields, type Requirement } from './keyResult.ts';
import { adviseOnCounts, type CountAdvice, type CountLimits, type Plan } from './plan.ts';

/** What has to be done before the plan can be agreed, in the order in which it is shown. */
export type Obstacle =
	| { code: 'empty' }
	| { code: 'conflict'; conflict: Conflict }
	| { code: 'no-title'; item: ObjectiveId }
	| { code: 'missing'; item: KeyResultId; fields: Requirement[] }
	| { code: 'due-outside'; item: KeyResultId };

/** What is worth a second look, and stands in nobody's way. */
export type AgreeAdvice = CountAdvice | { code: 'no-owner'; item: KeyResultId };

export interface Readiness {
	/** Open conflicts first; then line by line as in the plan. Empty: the plan can be agreed. */
	obstacles: Obstacle[];
	advice: AgreeAdvice[];
}

/**
 * What stands between a plan and its agreement: the open conflicts, what is not written yet (PLAN-1)
 * and due dates outside the cycle (PLAN-2; not asked where the cycle's own days are unknown). Advice
 * is listed beside it and blocks nothing.
 */
export function readinessOf(
	plan: Plan,
	conflicts: readonly Conflict[],
	days: Pick<Cycle, 'startOn' | 'endOn'> | null,
	limits?: CountLimits
): Readiness {
	const obstacles: Obstacle[] = conflicts.map((conflict) => ({ code: 'conflict', conflict }));
	const advice: AgreeAdvice[] = adviseOnCounts(plan, limits);
	const span = days && isDay(days.startOn) && isDay(days.endOn) ? days : null;
	if (plan.objectives.length === 0) obstacles.push({ code: 'empty' });
	for (const objective of plan.objectives) {
		if (objective.title.trim() === '') obstacles.push({ code: 'no-title', item: objective.id });
		for (const keyResult of objective.keyResults) {
			const { id: item, dueOn, ownerId } = keyResult;
			const fields = missingFields(keyResult);
			if (fields.length > 0) obstacles.push({ code: 'missing', item, fields });
			if (span && dueOn !== null && !isDueInside(span, dueOn))
				obstacles.push({ code: 'due-outside', item });
			if (ownerId === null) advice.push({ code: 'no-owner', item });
		}
	}
	return { obstacles, advice };
}
