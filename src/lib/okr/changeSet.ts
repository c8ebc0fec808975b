import type { AgreedPlan } from './agreedPlan.ts';
import { diffPlans, flattenAgreed, type FieldChange, type ItemChange } from './changes.ts';
import type { ItemId } from './ids.ts';

/** Words of the plan that may be mended without changing what was agreed. */
export const wordFields = ['title', 'metric', 'audience'] as const;
export type WordField = (typeof wordFields)[number];

/** A text of a version as it was mended later; the version's own bytes stay what they were. */
export interface WordingFix {
	item: ItemId;
	field: WordField;
	text: string;
	/** A person's id. */
	by: string;
	/** Epoch ms on their own clock. */
	at: number;
}

/** What became of one item between two versions, or since one. */
export interface PlanChange extends Omit<ItemChange, 'kind'> {
	kind: ItemChange['kind'] | 'deprioritised' | 'broughtBack';
	/** Only words of the item are different, so it can be kept as a wording fix. */
	isOnlyWords: boolean;
}

/** What is different in `after`, item by item in its order, what is gone last. A new order is no change. */
export function comparePlans(before: AgreedPlan, after: AgreedPlan): PlanChange[] {
	return diffPlans(flattenAgreed(before), flattenAgreed(after)).map((change) => ({
		...change,
		kind: kindOf(change),
		isOnlyWords: change.kind === 'changed' && change.fields.every(({ field }) => isWordField(field))
	}));
}

/** A version's plan with the wording fixes that were made since. */
export function withWording(plan: AgreedPlan, fixes: readonly WordingFix[]): AgreedPlan {
	const textOf = (item: ItemId, field: WordField, text: string) =>
		fixes.find((fix) => fix.item === item && fix.field === field)?.text ?? text;
	return {
		objectives: plan.objectives.map((objective) => ({
			...objective,
			title: textOf(objective.id, 'title', objective.title),
			audience: textOf(objective.id, 'audience', objective.audience),
			keyResults: objective.keyResults.map((keyResult) => ({
				...keyResult,
				metric: textOf(keyResult.id, 'metric', keyResult.metric)
			}))
		}))
	};
}

/**
 * Whether a change set adds work and drops none: then it is asked what makes room. It advises and
 * never blocks. An added objective counts once, with its key results.
 */
export function isUnpaid(changes: readonly PlanChange[]): boolean {
	const adds = changes.some(({ kind }) => kind === 'added' || kind === 'broughtBack');
	return adds && !changes.some(({ kind }) => kind === 'deprioritised' || kind === 'removed');
}

export function isWordField(field: string): field is WordField {
	return wordFields.includes(field as WordField);
}

function kindOf({ kind, fields }: ItemChange): PlanChange['kind'] {
	const aside: FieldChange | undefined = fields.find(({ field }) => field === 'aside');
	if (kind !== 'changed' || !aside) return kind;
	return aside.after === null ? 'broughtBack' : 'deprioritised';
}
