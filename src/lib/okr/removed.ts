import type { AgreedPlan } from './agreedPlan.ts';
import type { KeyResultId } from './ids.ts';

/** A key result that was agreed once and then deleted, so that nothing says why. */
export interface Removed {
	id: KeyResultId;
	/** Its metric, as it was last agreed. */
	label: string;
}

/** What the last of these agreements has no longer, neither in its plan nor among what was deprioritised. */
export function removedIn(agreements: readonly { plan: AgreedPlan }[]): Removed[] {
	const labelById = new Map<KeyResultId, string>();
	for (const { plan } of agreements)
		for (const { id, metric } of keyResultsOf(plan)) labelById.set(id, metric);
	const latest = agreements.at(-1);
	if (latest) for (const { id } of keyResultsOf(latest.plan)) labelById.delete(id);
	return [...labelById].map(([id, label]) => ({ id, label }));
}

function keyResultsOf({ objectives }: AgreedPlan) {
	return objectives.flatMap(({ keyResults }) => keyResults);
}
