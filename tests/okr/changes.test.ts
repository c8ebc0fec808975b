import { describe, expect, it } from 'vitest';
import {
	diffPlans,
	flattenPlan,
	readFlatPlan,
	seeOwnEdit,
	seeOwnWork,
	type Authors
} from '#lib/okr/changes.ts';
import type { AsideItem } from '#lib/okr/aside.ts';
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

	describe('[AWAY-5] what one had the last word on oneself', () => {
		const by = (made: string, set: Record<string, string> = {}, removed: string | null = null) => ({
			made,
			set: new Map(Object.entries(set)),
			removed
		});
		const news = (after: Plan, authors: Authors) => {
			const current = flattenPlan(after);
			return diffPlans(seeOwnWork(flattenPlan(before), current, authors, 'me'), current);
		};

		it('is no news field by field, and what others set beside it is', () => {
			const after = {
				objectives: [
					objective('a', 'Teams finish', [keyResult({ target: 60, unit: 'teams' })]),
					objective('b', 'Support feels human')
				]
			};
			const changes = news(
				after,
				new Map([
					['a', by('other', { title: 'me' })],
					[keyResult().id, by('me', { target: 'me', unit: 'other' })]
				])
			);
			expect(changes.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(['unit']);
		});

		it('is no news when it is an item one made or wrote in, nor when one took it out', () => {
			const after = {
				objectives: [
					objective('a', 'Teams finish what they start', [keyResult({ target: 40 })]),
					objective('c', 'Mine'),
					objective('d', 'Theirs, with my words'),
					objective('e', 'Theirs')
				]
			};
			const changes = news(
				after,
				new Map([
					['b', by('other', {}, 'me')],
					['c', by('me', { title: 'me' })],
					['d', by('other', { title: 'me' })],
					['e', by('other', { title: 'other' })]
				])
			);
			expect(changes.map(({ item, kind }) => [item, kind])).toEqual([['e', 'added']]);
			const [, dropped] = before.objectives;
			const aside = {
				aside: { as: 'deprioritised', why: 'Too much', decidedBy: 'Me', comeback: '' },
				kind: 'objective',
				objective: dropped!,
				by: 'me',
				at: 0
			} satisfies AsideItem;
			const current = flattenPlan({ objectives: before.objectives.slice(0, 1) }, [aside]);
			const mine = new Map([['b', by('other', { aside: 'me' })]]);
			const seen = seeOwnWork(flattenPlan(before), current, mine, 'me');
			expect(diffPlans(seen, current)).toEqual([]);
			expect(news({ objectives: [] }, new Map([['b', by('me', {}, 'other')]]))).toHaveLength(3);
		});
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
