import type { AgreedPlan } from './agreedPlan.ts';
import { type Aside, type AsideItem, idOfAside } from './aside.ts';
import type { ItemId } from './ids.ts';
import type { KeyResult, LearningField } from './keyResult.ts';
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

/** Every fact that a person would call a change, of the plan and of what was put aside. */
export function flattenPlan(plan: Plan, asides: readonly AsideItem[] = []): FlatPlan {
	const flat: FlatPlan = {};
	const of = new Map<string, Aside>(asides.map((item) => [idOfAside(item), item.aside]));
	const objectives = asides.flatMap((item) => (item.kind === 'objective' ? [item.objective] : []));
	for (const { keyResults, ...objective } of [...plan.objectives, ...objectives]) {
		addFacts(flat, { ...objective, ...asideFacts(of.get(objective.id)) }, 'title');
		for (const keyResult of keyResults)
			addFacts(flat, { ...factsOf(keyResult), ...asideFacts(of.get(keyResult.id)) }, 'metric');
	}
	for (const item of asides)
		if (item.kind === 'keyResult')
			addFacts(flat, { ...factsOf(item.keyResult), ...asideFacts(item.aside) }, 'metric');
	return flat;
}

/** The same of a plan as it was agreed, or would be. */
export function flattenAgreed(plan: AgreedPlan): FlatPlan {
	const flat: FlatPlan = {};
	for (const { keyResults, aside, ...objective } of plan.objectives) {
		addFacts(flat, { ...objective, ...asideFacts(aside) }, 'title');
		for (const { aside: dropped, ...keyResult } of keyResults)
			addFacts(
				flat,
				{ ...factsOf(keyResult), objectiveId: objective.id, ...asideFacts(dropped) },
				'metric'
			);
	}
	return flat;
}

/** What nobody said of a question is a fact too, as nothing: so that taking it out again is a change. */
function factsOf<T extends Pick<KeyResult, LearningField>>(keyResult: T) {
	const { question = null, evidence = null, decision = null } = keyResult;
	return { ...keyResult, question, evidence, decision };
}

/** What is in the plan has these facts too, as nothing: so that coming back is a change. */
function asideFacts(aside: Aside | null | undefined) {
	const { as = null, why = null, comeback = null, decidedBy = null } = aside ?? {};
	return { aside: as, why, decidedBy, comeback };
}

/** The facts that one field says together. */
const asideFields = Object.keys(asideFacts(null));

function addFacts(
	flat: FlatPlan,
	facts: { id: string } & Record<string, FlatValue | readonly string[] | undefined>,
	label: string
): void {
	const { id, ...fields } = facts;
	flat[`${id}/${labelField}`] = label;
	// A list is what it came from: it is written once with it, and never changes.
	for (const [field, value] of Object.entries(fields))
		if (field !== 'order' && isFact(value)) flat[`${id}/${field}`] = value;
}

function isFact(value: FlatValue | readonly string[] | undefined): value is FlatValue {
	return value === null || (value !== undefined && typeof value !== 'object');
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
	return patchFlat(seen, flatChanges(before, after));
}

/** Facts that became others; undefined for those that are gone. */
export type FlatChanges = Map<string, FlatValue | undefined>;

/** What led from one flat plan to another. */
export function flatChanges(before: FlatPlan, after: FlatPlan): FlatChanges {
	const changes: FlatChanges = new Map();
	for (const key of Object.keys(before)) if (!(key in after)) changes.set(key, undefined);
	for (const [key, value] of Object.entries(after))
		if (before[key] !== value) changes.set(key, value);
	return changes;
}

/** A flat plan with these changes made to it. */
export function patchFlat(plan: FlatPlan, changes: FlatChanges): FlatPlan {
	const next = { ...plan };
	for (const [key, value] of changes) {
		if (value === undefined) Reflect.deleteProperty(next, key);
		else next[key] = value;
	}
	return next;
}

/** Who had the last word on a plan, by item: as person ids, '' where that is not known. */
export type Authors = Map<string, ItemAuthors>;

export interface ItemAuthors {
	made: string;
	/** Of each field that somebody set. */
	set: Map<string, string>;
	/** Who took it out of the plan, alone or with what it belongs to; null while it stands. */
	removed: string | null;
}

/**
 * `seen` brought up to date with what `me` had the last word on, in whatever tab and on whatever device that
 * was: one need not be told. What others set beside it still is.
 */
export function seeOwnWork(
	seen: FlatPlan,
	current: FlatPlan,
	authors: Authors,
	me: string
): FlatPlan {
	const next = { ...seen };
	const known = itemsOf(seen);
	const standing = itemsOf(current);
	for (const [item, fields] of standing) {
		const by = authors.get(item);
		if (!by) continue;
		const isNew = !known.has(item);
		// Whoever made an item, or wrote in it, knows that it is there and what nobody has set in it.
		const knowsItem = by.made === me || [...by.set.values()].includes(me);
		for (const [field, value] of fields) {
			const author = by.set.get(asideFields.includes(field) ? 'aside' : field);
			const isMine = author === undefined ? isNew && knowsItem : author === me;
			if (isMine) next[`${item}/${field}`] = value;
		}
	}
	for (const item of known.keys()) {
		if (standing.has(item) || authors.get(item)?.removed !== me) continue;
		for (const field of known.get(item)?.keys() ?? [])
			Reflect.deleteProperty(next, `${item}/${field}`);
	}
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
