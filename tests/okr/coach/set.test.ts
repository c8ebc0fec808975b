import { expect, test } from 'vitest';
import { reviewSet, type SetContext } from '#lib/okr/coach/reviewSet.ts';
import type { KeyResultId, ObjectiveId, PersonId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';

let ids = 0;

function keyResult(metric: string, fields: Partial<KeyResult> = {}): KeyResult {
	return {
		id: `k${ids++}` as KeyResultId,
		objectiveId: 'o' as ObjectiveId,
		kind: 'number',
		metric,
		unit: '%',
		baseline: 1,
		target: 2,
		guard: 'above',
		dueOn: '2027-03-01',
		ownerId: 'p' as PersonId,
		ambition: 'aspirational',
		measuredEveryDays: null,
		order: 'a',
		...fields
	};
}

function objective(
	title: string,
	keyResults: KeyResult[],
	lifecycle: PlanObjective['lifecycle'] = 'draft'
): PlanObjective {
	return { id: `o${ids++}` as ObjectiveId, title, audience: '', lifecycle, order: 'a', keyResults };
}

const mixed = [
	keyResult('Parents who come to the evenings', { ambition: 'committed' }),
	keyResult('Parents who read with their children')
];
const sound = objective('Parents read with their children every day', mixed);
const cycle = { startOn: '2027-01-01', endOn: '2027-03-31' };

function codesOf(objectives: PlanObjective[], context: SetContext = {}): string[] {
	return reviewSet({ objectives }, context).map(({ code }) => code);
}

test('[COACH-11] a sound plan gets no advice, however few objectives it has', () => {
	expect(codesOf([sound], { cycle })).toEqual([]);
	expect(codesOf([])).toEqual([]);
});

test('[COACH-11] too many of either, and none to measure by', () => {
	const six = 'abcdef'.split('').map((letter) => objective(letter.repeat(5), []));
	expect(codesOf(six)).toEqual(['many-objectives', ...six.map(() => 'no-key-results')]);
	const lots = objective(
		'Reading',
		'abcdef'.split('').map((letter) => keyResult(letter))
	);
	expect(codesOf([lots, sound])).toContain('many-key-results');
	expect(codesOf([lots, sound], { limits: { objectives: 5, keyResults: 6 } })).not.toContain(
		'many-key-results'
	);
});

test('[COACH-11] all committed is asked about, but not in a first cycle; all aspirational always', () => {
	const all = (ambition: KeyResult['ambition']) => [
		objective(
			'Reading',
			['a', 'b', 'c'].map((metric) => keyResult(metric, { ambition }))
		)
	];
	expect(codesOf(all('committed'))).toEqual(['all-committed']);
	expect(codesOf(all('committed'), { isFirstCycle: true })).toEqual([]);
	expect(codesOf(all('aspirational'), { isFirstCycle: true })).toEqual(['all-aspirational']);
});

test('[COACH-11] no owner, and due outside the cycle', () => {
	const plan = [
		objective('Reading with children', [
			keyResult('Children who read', { ownerId: null, ambition: 'committed' }),
			keyResult('Reading evenings', { dueOn: '2027-04-01' })
		])
	];
	expect(reviewSet({ objectives: plan }, { cycle })).toMatchObject([
		{ code: 'no-owner', keyResultId: plan[0]?.keyResults[0]?.id, objectiveId: plan[0]?.id },
		{ code: 'due-outside', keyResultId: plan[0]?.keyResults[1]?.id }
	]);
	expect(codesOf(plan)).toEqual(['no-owner']);
});

test('[COACH-11] two objectives that say the same are found once', () => {
	const twin = objective('Every day parents read with their child', mixed);
	expect(reviewSet({ objectives: [sound, twin] })).toMatchObject([
		{ code: 'same-objective', objectiveId: twin.id, otherId: sound.id }
	]);
	expect(codesOf([sound, objective('Teachers trust the new timetable', mixed)])).not.toContain(
		'same-objective'
	);
});

test('[COACH-11] whether a key result bears on its objective is a question', () => {
	const stray = keyResult('Invoices paid on time');
	const advice = reviewSet({ objectives: [objective(sound.title, [...mixed, stray])] });
	expect(advice).toMatchObject([{ code: 'does-not-bear', keyResultId: stray.id }]);
	expect(advice[0]?.confidence).toBeLessThan(0.5);
});

test('[COACH-11] what was deprioritised counts nowhere, and rules can be silenced', () => {
	expect(codesOf([sound, objective(sound.title, [], 'deprioritised')])).toEqual([]);
	expect(codesOf([objective('Reading', [])], { silenced: ['no-key-results'] })).toEqual([]);
});
