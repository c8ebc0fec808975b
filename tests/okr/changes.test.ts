import { describe, expect, it } from 'vitest';
import { diffPlans, flattenPlan, readFlatPlan, seeOwnEdit } from '#lib/okr/changes.ts';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import type { Plan } from '#lib/okr/plan.ts';
import { afterStep } from '#lib/okr/step.ts';
import { keyResult } from './examples.ts';

const objective = (
	id: string,
	title: string,
	keyResults: Plan['objectives'][number]['keyResults'] = []
) => ({
	id: id as ObjectiveId,
	title,
	audience: '',
	lifecycle: 'draft' as const,
	order: id,
	keyResults
});

describe('what changed while one was away', () => {
	const before: Plan = {
		objectives: [
			objective('a', 'Teams finish what they start', [keyResult({ target: 40 })]),
			objective('b', 'Support feels human')
		]
	};

	it('[AWAY-1] names added, changed and removed items, and leaves the rest out', () => {
		const after: Plan = {
			objectives: [
				objective('a', 'Teams finish what they start', [keyResult({ target: 50 })]),
				objective('c', 'New people feel at home')
			]
		};
		const changes = diffPlans(flattenPlan(before), flattenPlan(after));
		expect(changes.map(({ kind, label }) => [kind, label])).toEqual([
			['changed', keyResult().metric],
			['added', 'New people feel at home'],
			['removed', 'Support feels human']
		]);
		expect(changes[0]?.fields).toEqual([{ field: 'target', before: 40, after: 50 }]);
	});

	it('[AWAY-2] a list that moved is no news', () => {
		const moved: Plan = {
			objectives: before.objectives.map((one) => ({ ...one, order: `${one.order}x` })).reverse()
		};
		expect(diffPlans(flattenPlan(before), flattenPlan(moved))).toEqual([]);
	});

	it('[AWAY-3] one’s own edit is no news, and a colleague’s in another field still is', () => {
		const seen = flattenPlan(before);
		const theirs = { objectives: [objective('a', 'Teams finish', [keyResult({ target: 40 })])] };
		const mine = { objectives: [objective('a', 'Teams finish', [keyResult({ target: 60 })])] };
		const after = seeOwnEdit(seen, flattenPlan(theirs), flattenPlan(mine));
		const changes = diffPlans(after, flattenPlan(mine));
		expect(changes.map(({ item, kind }) => [item, kind])).toEqual([
			['a', 'changed'],
			['b', 'removed']
		]);
		expect(changes[0]?.fields.map(({ field }) => field)).toEqual(['title']);
	});

	it('reads what was kept totally', () => {
		expect(readFlatPlan(null)).toBeNull();
		expect(readFlatPlan([1])).toBeNull();
		expect(readFlatPlan({ 'a/title': 'x', 'a/odd': { deep: 1 } })).toEqual({ 'a/title': 'x' });
		expect(diffPlans({ junk: 1 }, {})).toHaveLength(1);
	});
});

describe('a step in a list', () => {
	const ids = ['a', 'b', 'c'];
	it.each([
		['a', 1, 'b'],
		['b', 1, 'c'],
		['c', 1, undefined],
		['a', -1, undefined],
		['b', -1, null],
		['c', -1, 'a'],
		['z', 1, undefined]
	] as const)('%s by %i comes to stand after %s', (id, step, after) => {
		expect(afterStep(ids, id, step)).toBe(after);
	});
});
