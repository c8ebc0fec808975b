import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';

/** A complete key result from 10 to 20 customers; only what a test is about is said in it. */
export function keyResult(some: Partial<KeyResult> = {}): KeyResult {
	return {
		id: 'keyresultaaaaaaa' as KeyResultId,
		objectiveId: 'objectiveaaaaaaa' as ObjectiveId,
		kind: 'number',
		metric: 'Customers who come back in their second week',
		unit: 'customers',
		baseline: 10,
		target: 20,
		guard: 'above',
		dueOn: '2026-12-31',
		ownerId: null,
		ambition: 'committed',
		measuredEveryDays: null,
		order: 'a0',
		...some
	};
}

/** An active objective with so many key results. */
export function objective(
	name: string,
	keyResults = 2,
	lifecycle: PlanObjective['lifecycle'] = 'active'
): PlanObjective {
	return {
		id: name as ObjectiveId,
		title: name,
		audience: '',
		lifecycle,
		order: 'a0',
		keyResults: Array.from({ length: keyResults }, () => keyResult())
	};
}
