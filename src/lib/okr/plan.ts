import { defaultRules } from './houseRules.ts';
import type { ObjectiveId } from './ids.ts';
import type { KeyResult } from './keyResult.ts';
import { isLive, type Objective } from './objective.ts';

export interface PlanObjective extends Objective {
	/** In the order they are shown. */
	keyResults: KeyResult[];
}

/** What one cycle is about, in the order it is shown. */
export interface Plan {
	objectives: PlanObjective[];
}

/** How many of each a team allows itself before it is asked whether that is still focus. */
export interface CountLimits {
	objectives: number;
	/** For each objective. */
	keyResults: number;
}

/** A code with its facts; the words live with the screen. */
export type CountAdvice =
	| { code: 'many-objectives'; count: number; limit: number }
	| { code: 'no-key-results'; objectiveId: ObjectiveId }
	| { code: 'many-key-results'; objectiveId: ObjectiveId; count: number; limit: number };

/**
 * What the numbers of a plan say about focus: too many objectives first, then objective by objective
 * as in the plan. It advises and never blocks. There is no advice for too few objectives.
 *
 * Deprioritised and closed objectives are counted nowhere. It is a function of the merged plan
 * alone, so two people who each add "the fifth" while apart both see the same advice afterwards.
 */
export function adviseOnCounts(plan: Plan, limits: CountLimits = defaultRules): CountAdvice[] {
	const live = plan.objectives.filter(isLive);
	const advice: CountAdvice[] = [];
	if (live.length > limits.objectives) {
		advice.push({ code: 'many-objectives', count: live.length, limit: limits.objectives });
	}
	for (const { id: objectiveId, keyResults } of live) {
		const count = keyResults.length;
		if (count === 0) advice.push({ code: 'no-key-results', objectiveId });
		if (count > limits.keyResults) {
			advice.push({ code: 'many-key-results', objectiveId, count, limit: limits.keyResults });
		}
	}
	return advice;
}
