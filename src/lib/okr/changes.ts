import type { ItemId } from './ids.ts';
import type { Plan } from './plan.ts';

/** A plan as flat facts, `<item>/<field>` → value: what one can compare, patch and keep as JSON. */
export type FlatPlan = Record<string, FlatValue>;
type FlatValue = string | number | boolean | null;

/** What is different about one item between two plans. Orders are left out: a list that moved is no news. */
export interface ItemChange {
	item: ItemId;
	kind: 'added' | 'removed' | 'changed';
	/** The objective's title or the key result's metric, as it is now, or as it was when removed. */
	label: string;
	fields: FieldChange[];
}

export interface FieldChange {
	field: string;
	before: FlatValue;
	after: FlatValue;
}

/** Every fact of the plan that a person would call a change. */
export function flattenPlan(plan: Plan): FlatPlan {
	const flat: FlatPlan = {};
	for (const { keyResults, ...objective } of plan.objectives) {
		addFacts(flat, objective, 'title');
		for (const keyResult of keyResults) addFacts(flat, { ...keyResult }, 'metric');
	}
	return flat;
}

function addFacts(
	flat: FlatPlan,
	facts: { id: string } & Record<string, FlatValue>,
	label: string
): void {
	const { id, ...fields } = facts;
	flat[`${id}/${labelField}`] = label;
	for (const [field, value] of Object.entries(fields))
		if (field !== 'order') flat[`${id}/${field}`] = value;
}

/** Which field of the item speaks for it. Kept among the facts, so that a removed item still has a name. */
const labelField = '$label';

/** What a person who saw `before` has not seen of `after`, in the order of `after`, removed items last. */
export function diffPlans(before: FlatPlan, after: FlatPlan): ItemChange[] {
	const then = itemsOf(before);
	const now = itemsOf(after);
	const changes: ItemChange[] = [];
	for (const [item, fields] of now) {
		const old = then.get(item);
		const changed = differences(old ?? new Map<string, FlatValue>(), fields);
		if (old && changed.length === 0) continue;
		changes.push({
			item: item as ItemId,
			kind: old ? 'changed' : 'added',
			label: labelOf(fields),
			fields: old ? changed : []
		});
	}
	for (const [item, fields] of then)
		if (!now.has(item))
			changes.push({ item: item as ItemId, kind: 'removed', label: labelOf(fields), fields: [] });
	return changes;
}

/**
 * `seen` brought up to date with one's own edit, which led from `before` to `after`: what one changes
 * oneself is no news, what colleagues changed in other fields meanwhile still is.
 */
export function seeOwnEdit(seen: FlatPlan, before: FlatPlan, after: FlatPlan): FlatPlan {
	const next = { ...seen };
	for (const key of Object.keys(before)) if (!(key in after)) Reflect.deleteProperty(next, key);
	for (const [key, value] of Object.entries(after)) if (before[key] !== value) next[key] = value;
	return next;
}

/** Reads a kept flat plan totally: anything that is not a flat fact is left out. */
export function readFlatPlan(kept: unknown): FlatPlan | null {
	if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
	const facts = Object.entries(kept).filter(
		(entry): entry is [string, FlatValue] =>
			entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1])
	);
	return Object.fromEntries(facts);
}

function itemsOf(flat: FlatPlan): Map<string, Map<string, FlatValue>> {
	const items = new Map<string, Map<string, FlatValue>>();
	for (const [key, value] of Object.entries(flat)) {
		const slash = key.indexOf('/');
		const item = key.slice(0, slash);
		const fields = items.get(item) ?? new Map<string, FlatValue>();
		items.set(item, fields.set(key.slice(slash + 1), value));
	}
	return items;
}

function differences(old: Map<string, FlatValue>, fields: Map<string, FlatValue>): FieldChange[] {
	const changed: FieldChange[] = [];
	for (const [field, after] of fields) {
		const before = old.get(field) ?? null;
		if (before !== after) changed.push({ field, before, after });
	}
	return changed;
}

function labelOf(fields: Map<string, FlatValue>): string {
	const label = fields.get(String(fields.get(labelField) ?? ''));
	return typeof label === 'string' ? label : '';
}
