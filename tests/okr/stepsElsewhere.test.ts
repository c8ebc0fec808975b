import { expect, test } from 'vitest';
import type { AsideItem } from '#lib/okr/aside.ts';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { owedBy } from '#lib/okr/owed.ts';
import { stepsElsewhere } from '#lib/okr/stepsElsewhere.ts';
import { entry } from './checkInEntries.ts';
import { keyResult, objective } from './examples.ts';

function saying(id: string, on: string, keyResultId: string): CheckIn {
	const nextStep = { what: `Call for ${id}`, ownerId: null, dueOn: null };
	return { ...entry(id, on, 1, { keyResultId }), nextStep };
}

test('[NOW-2] a next step stays when its key result is dropped or deleted, or its objective closed, and says where it comes from', () => {
	const named = (id: string) => keyResult({ id: id as KeyResultId, metric: `Of ${id}` });
	const aside = { as: 'deprioritised', why: 'x', decidedBy: '', comeback: '' } as const;
	const closed = { ...objective('objectiveaaaaaaa', 0), lifecycle: 'closed' as const };
	const asides: AsideItem[] = [
		{
			...{ kind: 'keyResult', keyResult: named('dropped'), objectiveTitle: '' },
			...{ aside, by: '', at: 0 }
		},
		{
			...{ kind: 'objective', aside, by: '', at: 0 },
			objective: { ...objective('objectivebbbbbbb', 0), keyResults: [named('with')] }
		}
	];
	const logs = ['live', 'closed', 'dropped', 'with'].map(
		(id) => [id as KeyResultId, [saying(id, '2026-11-02', id)]] as const
	);
	const gone = 'gone' as KeyResultId;
	const found = stepsElsewhere(
		{
			plan: {
				objectives: [
					{ ...objective('objectiveccccccc', 0), keyResults: [named('live')] },
					{ ...closed, keyResults: [named('closed')] }
				]
			},
			asides,
			checkIns: new Map(logs),
			goneLogs: [
				{
					keyResultId: gone,
					metric: 'Of gone',
					checkIns: [saying('gone', '2026-11-02', 'gone'), saying('later', '2026-11-20', 'gone')]
				}
			]
		},
		new Map([['with', { state: 'done', by: 'ben', at: 1 }]] as never),
		'2026-11-10'
	);
	const { nextSteps, closedSteps } = owedBy(
		'ana',
		{ day: '2026-11-10', keyResults: [] },
		(id) => id,
		found
	);
	expect(nextSteps.map(({ checkIn: { id }, from }) => [id, from.metric, from.where])).toEqual([
		['closed', 'Of closed', 'resting'],
		['dropped', 'Of dropped', 'resting'],
		['gone', 'Of gone', 'gone']
	]);
	expect(closedSteps.map(({ checkIn }) => checkIn.id)).toEqual(['with']);
});
