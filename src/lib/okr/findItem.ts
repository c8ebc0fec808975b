import { type Aside, type AsideItem, idOfAside } from './aside.ts';
import type { KeyResult } from './keyResult.ts';
import type { Plan, PlanObjective } from './plan.ts';

/** An objective or a key result, wherever it stands. */
export type FoundItem = {
	/** Why it is not in the plan, alone or with its objective; null where it is. */
	aside: Aside | null;
} & (
	| { kind: 'objective'; objective: PlanObjective }
	| {
			kind: 'keyResult';
			keyResult: KeyResult;
			/** Of the objective it belongs to. */
			objectiveTitle: string;
	  }
);

/** What is called by this id, in the plan or aside; null where there is no such thing, or no more. */
export function findItem(
	{ plan, asides }: { plan: Plan; asides: readonly AsideItem[] },
	id: string
): FoundItem | null {
	const objectives = [
		...plan.objectives.map((objective) => ({ objective, aside: null })),
		...asides.flatMap((item) => (item.kind === 'objective' ? [item] : []))
	];
	for (const { objective, aside } of objectives) {
		if (objective.id === id) return { kind: 'objective', objective, aside };
		const keyResult = objective.keyResults.find((one) => one.id === id);
		if (keyResult) return { kind: 'keyResult', keyResult, objectiveTitle: objective.title, aside };
	}
	const item = asides.find((one) => idOfAside(one) === id);
	return item?.kind === 'keyResult' ? item : null;
}
