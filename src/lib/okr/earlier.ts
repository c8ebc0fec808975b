import type { AgreedPlan } from './agreedPlan.ts';
import type { ItemId } from './ids.ts';

/**
 * The plan as it is now with one field of one item as it was then; null if the item was not there then,
 * or is not there now.
 */
export function withFieldOf(
	then: AgreedPlan,
	now: AgreedPlan,
	item: ItemId,
	field: string
): AgreedPlan | null {
	const before = itemIn(then, item);
	if (!before || !itemIn(now, item)) return null;
	const value = (before as Record<string, unknown>)[field];
	const mended = <T extends { id: string }>(one: T): T =>
		one.id === item ? { ...one, [field]: value } : one;
	return {
		objectives: now.objectives.map((objective) => ({
			...mended(objective),
			keyResults: objective.keyResults.map(mended)
		}))
	};
}

function itemIn({ objectives }: AgreedPlan, id: ItemId): object | undefined {
	for (const objective of objectives) {
		if (objective.id === id) return objective;
		const keyResult = objective.keyResults.find((one) => one.id === id);
		if (keyResult) return keyResult;
	}
	return undefined;
}
