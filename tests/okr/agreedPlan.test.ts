import { describe, expect, it } from 'vitest';
import { agreedPlanOf, readContent, writeContent } from '#lib/okr/agreedPlan.ts';
import type { Aside, AsideItem } from '#lib/okr/aside.ts';
import { comparePlans, isUnpaid, withWording } from '#lib/okr/changeSet.ts';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { Plan, PlanObjective } from '#lib/okr/plan.ts';
import { readinessOf } from '#lib/okr/readiness.ts';
import { keyResult } from './examples.ts';

const o = 'objectiveaaaaaaa' as ObjectiveId;
const k = 'keyresultaaaaaaa' as KeyResultId;
const other = 'keyresultbbbbbbb' as KeyResultId;
const days = { startOn: '2026-10-01', endOn: '2026-12-31' };

function plan(some: Partial<KeyResult> = {}, objective: Partial<PlanObjective> = {}): Plan {
	return {
		objectives: [
			{
				id: o,
				title: 'Customers feel at home',
				audience: '',
				lifecycle: 'draft',
				order: 'a0',
				keyResults: [keyResult({ id: k, ...some })],
				...objective
			}
		]
	};
}

const dropped: Aside = { as: 'deprioritised', why: 'No data', decidedBy: 'Ana', comeback: 'Data' };
const aside = (one: Aside): AsideItem => ({
	kind: 'keyResult',
	keyResult: keyResult({ id: other, metric: 'Returning' }),
	objectiveTitle: '',
	aside: one,
	by: 'ana',
	at: 0
});

describe('what is agreed', () => {
	it('[AGREE-2] is the listed fields: order keys and what a kind does not read change no byte', () => {
		const bytes = (one: Plan) => writeContent({ n: 1, previous: null, plan: agreedPlanOf(one) });
		expect(bytes(plan({ order: 'zz' }, { order: 'zz', lifecycle: 'active' }))).toBe(bytes(plan()));
		const milestone = plan({ kind: 'milestone' });
		expect(bytes(plan({ kind: 'milestone', target: 7, unit: 'x' }))).toBe(bytes(milestone));
		expect(bytes(plan({}, { title: 'Customers feel at ho\u0301me' }))).toBe(
			bytes(plan({}, { title: 'Customers feel at h\u00f3me' }))
		);
		expect(bytes(plan({ target: 21 }))).not.toBe(bytes(plan()));
	});

	it('[AGREE-2] holds what was deprioritised and no ideas for another cycle', () => {
		const ids = (one: AsideItem) =>
			agreedPlanOf(plan(), [one]).objectives[0]?.keyResults.map(({ id }) => id);
		expect(ids(aside(dropped))).toEqual([k, other]);
		expect(ids(aside({ ...dropped, as: 'notThisCycle' }))).toEqual([k]);
	});

	it('is read back as it was written, and nothing else is', () => {
		const content = {
			n: 2,
			previous: 'ab'.repeat(32),
			plan: agreedPlanOf(plan(), [aside(dropped)])
		};
		const text = writeContent(content);
		expect(readContent(text)).toEqual(content);
		const junk: string[] = ['', '{', '[]', 'null', '{"format":1}', text.replace('"n":2', '"n":-1')];
		junk.push(text.replace('"format":1', '"format":2'), text.replaceAll(other, k));
		junk.push(text.replace('"target":20', '"target":"20"'), text.replace(o, 'o'));
		for (const one of junk) expect(readContent(one), one).toBeNull();
	});
});

describe('what stands in the way', () => {
	const codes = (one: Plan, conflicts: Parameters<typeof readinessOf>[1] = [], span = days) =>
		readinessOf(one, conflicts, span).obstacles.map(({ code }) => code);

	it('[AGREE-1] of an agreement is named in order: conflicts, then what is not written', () => {
		const conflict = { kind: 'value', id: 'x', item: k, field: 'target', sides: [] } as const;
		const half = plan({ metric: ' ', target: null, dueOn: '2027-01-01' }, { title: '' });
		expect(codes(half, [{ ...conflict, sides: [] }])).toEqual([
			'conflict',
			'no-title',
			'missing',
			'due-outside'
		]);
		expect(readinessOf(half, [], days).obstacles[1]).toMatchObject({
			fields: ['metric', 'target']
		});
		expect(codes({ objectives: [] })).toEqual(['empty']);
		expect(codes(plan())).toEqual([]);
		expect(codes(plan({ dueOn: '2031-01-01' }), [], { startOn: '?', endOn: '' })).toEqual([]);
	});

	it('[AGREE-1] is no advice: too many or none, or nobody’s, are listed and block nothing', () => {
		const bare = plan({}, { keyResults: [] });
		expect(readinessOf(bare, [], days)).toEqual({
			obstacles: [],
			advice: [{ code: 'no-key-results', objectiveId: o }]
		});
		expect(readinessOf(plan(), [], days).advice).toEqual([{ code: 'no-owner', item: k }]);
	});
});

describe('two versions', () => {
	const agreed = agreedPlanOf(plan());

	it('[VERSION-2] differ field by field, and a new order is no difference', () => {
		const now = agreedPlanOf(plan({ target: 30, metric: 'Regulars' }));
		expect(comparePlans(agreed, now)).toMatchObject([
			{
				item: k,
				kind: 'changed',
				isOnlyWords: false,
				fields: [
					{ field: 'metric', before: keyResult().metric, after: 'Regulars' },
					{ field: 'target', before: 20, after: 30 }
				]
			}
		]);
		const two = agreedPlanOf(
			plan({}, { keyResults: [keyResult({ id: k }), keyResult({ id: other })] })
		);
		const swapped = {
			objectives: two.objectives.map((one) => ({ ...one, keyResults: one.keyResults.toReversed() }))
		};
		expect(comparePlans(two, swapped)).toEqual([]);
	});

	it('[VERSION-2] tell dropping and bringing back from changing', () => {
		const both = agreedPlanOf(
			plan(
				{},
				{ keyResults: [keyResult({ id: k }), keyResult({ id: other, metric: 'Returning' })] }
			)
		);
		const less = agreedPlanOf(plan(), [aside(dropped)]);
		expect(comparePlans(both, less)).toMatchObject([
			{ item: other, kind: 'deprioritised', label: 'Returning' }
		]);
		expect(comparePlans(less, both)).toMatchObject([{ item: other, kind: 'broughtBack' }]);
		expect(comparePlans(both, agreed)).toMatchObject([{ item: other, kind: 'removed' }]);
	});

	it('[VERSION-3] that differ in words alone may be a wording fix, after which they do not differ', () => {
		const now = agreedPlanOf(
			plan({ metric: 'Regulars' }, { title: 'At home', audience: 'Guests' })
		);
		expect(comparePlans(agreed, now).map(({ isOnlyWords }) => isOnlyWords)).toEqual([true, true]);
		const fix = { by: 'ana', at: 1 };
		const mended = withWording(agreed, [
			{ item: o, field: 'title', text: 'At home', ...fix },
			{ item: o, field: 'audience', text: 'Guests', ...fix },
			{ item: k, field: 'metric', text: 'Regulars', ...fix }
		]);
		expect(comparePlans(mended, now)).toEqual([]);
	});

	it('[VERSION-4] that add and drop nothing ask what makes room', () => {
		const more = agreedPlanOf(
			plan({}, { keyResults: [keyResult({ id: k }), keyResult({ id: other })] })
		);
		expect(isUnpaid(comparePlans(agreed, more))).toBe(true);
		expect(isUnpaid(comparePlans(more, agreed))).toBe(false);
		const both = agreedPlanOf(plan({ target: 9 }), [aside(dropped)]);
		expect(isUnpaid(comparePlans(agreed, both))).toBe(true);
		const traded = agreedPlanOf({ objectives: [] });
		expect(isUnpaid([...comparePlans(agreed, more), ...comparePlans(agreed, traded)])).toBe(false);
	});
});

describe('[LEARN-2] the question of what is there to learn', () => {
	const asked = { ambition: 'learning' as const, question: 'Why do they leave?' };
	const agreed = (some: Partial<KeyResult>) => agreedPlanOf(plan(some));
	const bytes = (some: Partial<KeyResult>) =>
		writeContent({ n: 1, previous: null, plan: agreed(some) });

	it('is agreed with the plan, and read back', () => {
		const all = { ...asked, evidence: 'Twelve interviews', decision: 'Import or reminders' };
		const read = readContent(bytes(all));
		expect(read?.plan.objectives[0]?.keyResults[0]).toMatchObject(all);
		expect(readContent(bytes(all).replace('"Why do they leave?"', '7'))).toBeNull();
		expect(bytes({ ...asked, question: 'o\u0301' })).toBe(bytes({ ...asked, question: '\u00f3' }));
	});

	it('changes no byte of a version without it, and none of what is not there to learn', () => {
		expect(bytes({ ambition: 'learning' })).not.toContain('question');
		expect(bytes({ question: 'Why?', decision: 'What' })).toBe(bytes({}));
	});

	it('is a change where it is another one, is added or taken out, and no mending of words', () => {
		const changes = (before: Partial<KeyResult>, after: Partial<KeyResult>) =>
			comparePlans(agreed(before), agreed(after));
		const [other] = changes(asked, { ...asked, question: 'Why do they stay?' });
		expect(other).toMatchObject({
			...{ kind: 'changed', isOnlyWords: false },
			fields: [{ field: 'question', before: 'Why do they leave?', after: 'Why do they stay?' }]
		});
		expect(changes(asked, { ...asked, question: '' })[0]?.fields).toEqual([
			{ field: 'question', before: 'Why do they leave?', after: null }
		]);
		expect(changes({ ...asked, question: '' }, asked)[0]?.fields).toEqual([
			{ field: 'question', before: null, after: 'Why do they leave?' }
		]);
		expect(changes({}, {})).toEqual([]);
	});
});
