import type { SetAdvice, SetCode } from './advice.ts';
import { setCodes } from './advice.ts';
import { isDueInside, type Cycle } from '../cycle.ts';
import type { KeyResult } from '../keyResult.ts';
import { isLive } from '../objective.ts';
import { adviseOnCounts, type CountLimits, type Plan, type PlanObjective } from '../plan.ts';
import { sameness, stemsOf } from './rules/sameness.ts';

export type SetPlan = Plan;

/** What is known around a plan. Everything may be absent. */
export interface SetContext {
	/** Due dates lie inside it. */
	cycle?: Pick<Cycle, 'startOn' | 'endOn'>;
	limits?: CountLimits;
	/** A team's first cycle starts with committed key results only: there `all-committed` is no advice. */
	isFirstCycle?: boolean;
	silenced?: readonly string[];
}

/** From here on two objectives say the same. */
const sameObjective = 0.6;

/** Fewer key results of one kind say nothing about a plan. */
const leastForAmbitions = 3;

/**
 * Advice on the plan as a whole, by `setCodes` and within a code in the order of the plan. Deprioritised and
 * closed objectives count nowhere. There is no advice for too few objectives, and none for all-committed
 * in a first cycle. Never throws.
 */
export function reviewSet(plan: SetPlan, context: SetContext = {}): SetAdvice[] {
	const live = plan.objectives.filter(isLive);
	const found: SetAdvice[] = [
		...adviseOnCounts(plan, context.limits).map((advice) => ({ ...advice, confidence: 1 })),
		...ambitionsOf(live, context.isFirstCycle ?? false),
		...eachKeyResult(live, 'no-owner', 0.8, ({ ownerId }) => ownerId === null),
		...dueOutside(live, context.cycle),
		...sameObjectives(live),
		...eachKeyResult(live, 'does-not-bear', 0.3, (keyResult, objective) =>
			doesNotBear(keyResult, objective)
		)
	];
	return found
		.filter(({ code }) => !context.silenced?.includes(code))
		.sort((one, other) => setCodes.indexOf(one.code) - setCodes.indexOf(other.code));
}

function ambitionsOf(live: readonly PlanObjective[], isFirstCycle: boolean): SetAdvice[] {
	const ambitions = live.flatMap(({ keyResults }) => keyResults.map(({ ambition }) => ambition));
	if (ambitions.length < leastForAmbitions) return [];
	const areAll = (one: KeyResult['ambition']) => ambitions.every((ambition) => ambition === one);
	if (areAll('committed') && !isFirstCycle) {
		return [{ code: 'all-committed', confidence: 0.6, count: ambitions.length }];
	}
	if (areAll('aspirational'))
		return [{ code: 'all-aspirational', confidence: 0.7, count: ambitions.length }];
	return [];
}

function dueOutside(live: readonly PlanObjective[], cycle: SetContext['cycle']): SetAdvice[] {
	if (!cycle) return [];
	return eachKeyResult(
		live,
		'due-outside',
		1,
		({ dueOn }) => dueOn !== null && !isDueInside(cycle, dueOn)
	);
}

function eachKeyResult(
	live: readonly PlanObjective[],
	code: SetCode,
	confidence: number,
	holds: (keyResult: KeyResult, objective: PlanObjective) => boolean
): SetAdvice[] {
	return live.flatMap((objective) =>
		objective.keyResults
			.filter((keyResult) => keyResult.metric.trim() !== '' && holds(keyResult, objective))
			.map(({ id }) => ({ code, confidence, objectiveId: objective.id, keyResultId: id }))
	);
}

/** Once for each pair: the later one points to the earlier. */
function sameObjectives(live: readonly PlanObjective[]): SetAdvice[] {
	return live.flatMap(({ id, title }, at) => {
		const twin = live.slice(0, at).find((other) => sameness(other.title, title) >= sameObjective);
		return twin
			? [
					{
						code: 'same-objective' as const,
						confidence: sameness(twin.title, title),
						objectiveId: id,
						otherId: twin.id
					}
				]
			: [];
	});
}

/**
 * Not one word in common with its objective, while at least half of its sisters have one. Words are a poor
 * witness for meaning: this is a question, never a statement.
 */
function doesNotBear(keyResult: KeyResult, objective: PlanObjective): boolean {
	const aim = stemsOf(`${objective.title} ${objective.audience}`);
	if (aim.size < 2) return false;
	const bears = ({ metric }: KeyResult) => [...stemsOf(metric)].some((stem) => aim.has(stem));
	const others = objective.keyResults.filter(
		({ id, metric }) => id !== keyResult.id && metric.trim() !== ''
	);
	return !bears(keyResult) && others.length > 0 && others.filter(bears).length * 2 >= others.length;
}
