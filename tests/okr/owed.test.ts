import { expect, test } from 'vitest';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { cycleStandingOn } from '#lib/okr/cycleStanding.ts';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import type { KeyResultId, PersonId } from '#lib/okr/ids.ts';
import type { StepMarks } from '#lib/okr/nextStep.ts';
import { nextDueOn } from '#lib/okr/nextDue.ts';
import { owedBy } from '#lib/okr/owed.ts';
import { entry } from './checkInEntries.ts';
import { keyResult, objective } from './examples.ts';

const personOf = (id: string) => (id === 'ana2' ? 'ana' : id);

function owing(checkIns: CheckIn[], day: string, stepMarks: StepMarks = new Map(), isOver = false) {
	const owners: [string, string | null][] = [
		['first', 'ben'],
		['second', 'ana'],
		['third', null],
		['fourth', 'ana2']
	];
	const keyResults = owners.map(([id, ownerId]) =>
		keyResult({ id: id as KeyResultId, ownerId: ownerId as PersonId | null })
	);
	const plan = { objectives: [{ ...objective('objectiveaaaaaaa', 0), keyResults }] };
	const byKeyResult = new Map(
		keyResults.map(({ id }) => [id, checkIns.filter((one) => one.keyResultId === id)] as const)
	);
	const standing = cycleStandingOn(
		{
			cycle: { startOn: '2026-10-01', endOn: '2026-12-31' },
			agreements: [{ on: '2026-10-05', plan: agreedPlanOf(plan) }],
			checkIns: byKeyResult,
			stepMarks,
			people: ['ana', 'ben'],
			plan,
			personOf
		},
		day
	);
	return owedBy('ana', { ...standing, isOver }, personOf);
}

test('[NOW-1] mine come first, also those of an entry that was merged into me; stale before due before the rest', () => {
	const log = [
		entry('a', '2026-11-02', 1, { keyResultId: 'first' }),
		entry('b', '2026-11-08', 1, { keyResultId: 'second' }),
		entry('c', '2026-11-01', 1, { keyResultId: 'fourth' })
	];
	const { keyResults, dueCount } = owing(log, '2026-11-12');
	expect(
		keyResults.map(({ standing, isMine, isDue, isStale }) => [
			standing.keyResult.id,
			isMine,
			isDue,
			isStale
		])
	).toEqual([
		['fourth', true, true, true],
		['second', true, false, false],
		['third', false, true, true],
		['first', false, true, false]
	]);
	expect(dueCount).toBe(1);
	expect(owing(log, '2026-11-15').dueCount).toBe(2);
});

test('[NOW-1] a first word is due at once, and nothing after the last one', () => {
	expect(owing([], '2026-10-05').dueCount).toBe(2);
	const done = ['second', 'fourth'].map((keyResultId) =>
		entry(keyResultId, '2026-12-31', 1, { keyResultId })
	);
	expect(owing(done, '2027-01-20').dueCount).toBe(0);
});

test('[NOW-2] what stands in the way of mine is what was last said, and what I wanted to do next stays until it is closed', () => {
	const blocker = { kind: 'decision', helper: '', urgent: false } as const;
	const step = (what: string, ownerId: string | null, dueOn: string | null) => ({
		nextStep: { what, ownerId: ownerId as PersonId | null, dueOn }
	});
	const log = [
		{
			...entry('a', '2026-11-02', 1, { keyResultId: 'second' }),
			blocker,
			...step('Old', null, null)
		},
		{
			...entry('b', '2026-11-09', 1, { keyResultId: 'second' }),
			...step('Call', 'ana2', '2026-11-20')
		},
		{
			...entry('c', '2026-11-09', 1, { keyResultId: 'fourth' }),
			blocker,
			...step('Not mine', 'ben', null)
		},
		{
			...entry('d', '2026-11-09', 1, { keyResultId: 'first', by: 'ben' }),
			blocker,
			...step('First', 'ana', '2026-11-12')
		}
	];
	const marks: StepMarks = new Map([[log[0]!.id, { state: 'dropped', by: 'ben', at: 1 }]]);
	const { blockers, nextSteps, closedSteps } = owing(log, '2026-11-10', marks);
	expect(blockers.map(({ checkIn }) => checkIn.id)).toEqual(['c']);
	expect(nextSteps.map(({ checkIn }) => checkIn.nextStep?.what)).toEqual(['First', 'Call']);
	expect(closedSteps.map(({ checkIn }) => checkIn.id)).toEqual(['a']);
	expect(owing(log, '2026-11-10').nextSteps).toHaveLength(3);
});

test('[NOW-5] nothing is due any more once the cycle is over, and no reminder comes of it', () => {
	const during = owing([], '2026-12-31');
	expect(during.dueCount).toBe(2);
	const after = owing([], '2026-12-31', new Map(), true);
	expect([after.isOver, after.dueCount, nextDueOn(after, '2027-01-02')]).toEqual([true, 0, null]);
	expect(after.keyResults).toHaveLength(4);
});
