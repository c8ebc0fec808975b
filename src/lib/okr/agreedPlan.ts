import { type Aside, type AsideItem, isAside } from './aside.ts';
import { type Canonical, canonicalJson, canonicalText } from './canonical.ts';
import { isDay } from './day.ts';
import { isId, type KeyResultId, type ObjectiveId, type PersonId } from './ids.ts';
import {
	ambitions,
	askedBy,
	guardSides,
	keyResultKinds,
	learningFields,
	type KeyResult
} from './keyResult.ts';
import type { Objective } from './objective.ts';
import type { Plan } from './plan.ts';

/*
 * What people agree to, and no more: these fields in this order make a version's bytes, and so its
 * hash. What only arranges the screen (order keys), what is derived, and what a key result of its kind
 * does not read are left out; initiatives change with the work and are no part of the agreement.
 */

export type AgreedKeyResult = Omit<KeyResult, 'objectiveId' | 'order'> & { aside: Aside | null };

export type AgreedObjective = Pick<Objective, 'id' | 'title' | 'audience'> & {
	aside: Aside | null;
	keyResults: AgreedKeyResult[];
};

/** Objectives and key results as shown; behind those of the plan the deprioritised ones, marked so. */
export interface AgreedPlan {
	objectives: AgreedObjective[];
}

/** The whole of one version. */
export interface VersionContent {
	/** 1 for the first agreement of a cycle. */
	n: number;
	/** The hash of the version before, 64 hex digits; null for the first. */
	previous: string | null;
	plan: AgreedPlan;
}

const format = 1;

/** The plan as it would be agreed now. Ideas for another cycle are no part of it. */
export function agreedPlanOf(plan: Plan, asides: readonly AsideItem[] = []): AgreedPlan {
	const dropped = asides.filter(({ aside }) => aside.as === 'deprioritised');
	const keyResultsAside = (id: ObjectiveId) =>
		dropped.flatMap((item) =>
			item.kind === 'keyResult' && item.keyResult.objectiveId === id
				? [keyResultOf(item.keyResult, item.aside)]
				: []
		);
	const standing = plan.objectives.map((objective) => ({
		...objectiveOf(objective, null),
		keyResults: [
			...objective.keyResults.map((keyResult) => keyResultOf(keyResult, null)),
			...keyResultsAside(objective.id)
		]
	}));
	const gone = dropped.flatMap((item) =>
		item.kind === 'objective'
			? [
					{
						...objectiveOf(item.objective, item.aside),
						keyResults: item.objective.keyResults.map((one) => keyResultOf(one, null))
					}
				]
			: []
	);
	return { objectives: [...standing, ...gone] };
}

/** What stands in an agreed plan, without what was deprioritised; in the order that was agreed. */
export function standingPlanOf({ objectives }: AgreedPlan): Plan {
	return {
		objectives: objectives
			.filter(({ aside }) => aside === null)
			.map(({ id, title, audience, keyResults }) => ({
				id,
				title,
				audience,
				lifecycle: 'active',
				order: '',
				keyResults: keyResults
					.filter(({ aside }) => aside === null)
					.map((keyResult) => ({ ...keyResult, objectiveId: id, order: '' }))
			}))
	};
}

/** The text that is stored, hashed and signed. */
export function writeContent({ n, previous, plan }: VersionContent): string {
	return canonicalJson({ format, n, previous, plan: plan as unknown as Canonical });
}

/** Reads what `writeContent` wrote. Null for anything else, and for what a newer Cairn wrote. */
export function readContent(text: string): VersionContent | null {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isRecord(content) || content.format !== format) return null;
	const { n, previous, plan } = content;
	if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null;
	if (previous !== null && !isHash(previous)) return null;
	if (!isRecord(plan) || !isListOf(plan.objectives, isAgreedObjective)) return null;
	const ids = plan.objectives.flatMap(({ id, keyResults }) => [id, ...keyResults.map((k) => k.id)]);
	if (new Set<string>(ids).size < ids.length) return null;
	return { n, previous, plan: { objectives: plan.objectives } };
}

/** 64 lower-case hex digits. */
export function isHash(value: unknown): value is string {
	return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function objectiveOf(
	{ id, title, audience }: Objective,
	aside: Aside | null
): Omit<AgreedObjective, 'keyResults'> {
	return {
		id,
		title: canonicalText(title),
		audience: canonicalText(audience),
		aside: asideOf(aside)
	};
}

function keyResultOf(keyResult: KeyResult, aside: Aside | null): AgreedKeyResult {
	const { id, kind, metric, unit, baseline, target, guard, dueOn } = keyResult;
	const { ownerId, ambition, measuredEveryDays } = keyResult;
	return {
		id,
		kind,
		metric: canonicalText(metric),
		unit: kind === 'milestone' ? '' : canonicalText(unit),
		baseline: kind === 'number' ? baseline : null,
		target: kind === 'milestone' ? null : target,
		guard: kind === 'guard' ? guard : 'above',
		dueOn,
		ownerId,
		ambition,
		measuredEveryDays,
		...learningIn(keyResult),
		aside: asideOf(aside)
	};
}

/** What is not said is left out: versions that were agreed before anybody could say it keep their bytes. */
function learningIn(keyResult: KeyResult): ReturnType<typeof askedBy> {
	const { ambition, question = '', evidence = '', decision = '' } = keyResult;
	return askedBy({
		ambition,
		question: canonicalText(question),
		evidence: canonicalText(evidence),
		decision: canonicalText(decision)
	});
}

function asideOf(aside: Aside | null): Aside | null {
	return (
		aside && {
			as: aside.as,
			why: canonicalText(aside.why),
			decidedBy: canonicalText(aside.decidedBy),
			comeback: canonicalText(aside.comeback)
		}
	);
}

function isAgreedObjective(value: unknown): value is AgreedObjective {
	return (
		isRecord(value) &&
		isId<ObjectiveId>(value.id) &&
		typeof value.title === 'string' &&
		typeof value.audience === 'string' &&
		(value.aside === null || isAside(value.aside)) &&
		isListOf(value.keyResults, isAgreedKeyResult)
	);
}

function isAgreedKeyResult(value: unknown): value is AgreedKeyResult {
	if (!isRecord(value)) return false;
	const { baseline, target, dueOn, ownerId, measuredEveryDays, aside } = value;
	return (
		isId<KeyResultId>(value.id) &&
		isOneOf(keyResultKinds, value.kind) &&
		isOneOf(guardSides, value.guard) &&
		isOneOf(ambitions, value.ambition) &&
		typeof value.metric === 'string' &&
		typeof value.unit === 'string' &&
		learningFields.every((field) => ['string', 'undefined'].includes(typeof value[field])) &&
		[baseline, target, measuredEveryDays].every((one) => one === null || Number.isFinite(one)) &&
		(dueOn === null || isDay(dueOn)) &&
		(ownerId === null || isId<PersonId>(ownerId)) &&
		(aside === null || isAside(aside))
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] {
	return Array.isArray(value) && value.every(isOne);
}

function isOneOf(words: readonly string[], value: unknown): boolean {
	return typeof value === 'string' && words.includes(value);
}
