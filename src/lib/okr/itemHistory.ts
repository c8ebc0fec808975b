import type { AgreedPlan } from './agreedPlan.ts';
import { comparePlans, type PlanChange } from './changeSet.ts';

/**
 * What became of one item from version to version, the oldest first: each version that came with something new about
 * it. `line` are versions that follow each other, the first first; one that cannot be relied on is passed over.
 */
export function historyOf<Version extends { plan: AgreedPlan | null }>(
	line: readonly Version[],
	item: string
): { version: Version; change: PlanChange }[] {
	let before: AgreedPlan = { objectives: [] };
	return line.flatMap((version) => {
		if (!version.plan) return [];
		const change = comparePlans(before, version.plan).find((one) => one.item === item);
		before = version.plan;
		return change ? [{ version, change }] : [];
	});
}
