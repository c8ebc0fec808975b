import { expect, test } from 'vitest';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import type { AsideItem } from '#lib/okr/aside.ts';
import { findItem } from '#lib/okr/findItem.ts';
import { historyOf } from '#lib/okr/itemHistory.ts';
import { keyResult, objective } from './examples.ts';

const aside = { as: 'deprioritised', why: 'No ships', decidedBy: 'Ana', comeback: '' } as const;

function version(n: number, target: number, dropped = false): { n: number; plan: AgreedPlan } {
	const { id, title, audience } = objective('objectiveaaaaaaa');
	const keyResults = [{ ...keyResult({ target }), aside: dropped ? aside : null }];
	return { n, plan: { objectives: [{ id, title, audience, aside: null, keyResults }] } };
}

test('[ITEM-1] the history of an item has each version that came with something new about it', () => {
	const line = [
		version(1, 40),
		version(2, 40),
		{ n: 3, plan: null },
		version(4, 50),
		version(5, 50, true)
	];
	const { id } = keyResult({});
	expect(
		historyOf(line, id).map(({ version: { n }, change }) => [n, change.kind, change.fields.length])
	).toEqual([
		[1, 'added', 0],
		[4, 'changed', 1],
		[5, 'deprioritised', 4]
	]);
	expect(historyOf(line, 'nowhere')).toEqual([]);
});

test('[ITEM-3] an item is found in the plan, aside, and with an objective that is; what is nowhere is not', () => {
	const own = keyResult({});
	const standing = { ...objective('objectiveaaaaaaa'), keyResults: [own] };
	const gone: AsideItem = { kind: 'objective', objective: standing, aside, by: 'a', at: 0 };
	const plan = { objectives: [standing] };
	expect(findItem({ plan, asides: [] }, own.id)).toMatchObject({ kind: 'keyResult', aside: null });
	expect(findItem({ plan, asides: [] }, standing.id)).toMatchObject({ kind: 'objective' });
	expect(findItem({ plan: { objectives: [] }, asides: [gone] }, own.id)).toMatchObject({
		kind: 'keyResult',
		objectiveTitle: standing.title,
		aside
	});
	const dropped: AsideItem = {
		kind: 'keyResult',
		keyResult: own,
		objectiveTitle: 'Once',
		aside,
		by: 'a',
		at: 0
	};
	expect(findItem({ plan: { objectives: [] }, asides: [dropped] }, own.id)).toEqual(dropped);
	expect(findItem({ plan, asides: [dropped] }, 'nowhere')).toBeNull();
});
