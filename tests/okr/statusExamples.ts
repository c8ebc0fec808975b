import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import type { AsideItem } from '#lib/okr/aside.ts';
import type { Blocker, CheckIn } from '#lib/okr/checkIn.ts';
import type { CycleId, KeyResultId, ObjectiveId, PersonId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { Plan } from '#lib/okr/plan.ts';
import type { StatusSource } from '#lib/okr/statusReport.ts';
import { entry } from './checkInEntries.ts';
import { keyResult, objective } from './examples.ts';

/** Nine people, each with a key result of their own from 10 to 20 customers. */
export const nine = ['ana', 'ben', 'cem', 'dua', 'eva', 'fin', 'gil', 'hoa', 'ida'];

export const cycle = {
	id: 'cycleaaaaaaaaaaa' as CycleId,
	name: 'Q4 2026',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin'
};

/** Noon of a day, epoch ms. */
export const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

export function planOf(keyResults: KeyResult[], title = 'Guests come back'): Plan {
	return { objectives: [{ ...objective('objectiveaaaaaaa', 0), title, keyResults }] };
}

/** A key result of somebody, by their name. */
export function of(person: string, some: Partial<KeyResult> = {}): KeyResult {
	return keyResult({
		id: person as KeyResultId,
		objectiveId: 'objectiveaaaaaaa' as ObjectiveId,
		metric: `Guests of ${person}`,
		ownerId: person as PersonId,
		...some
	});
}

/** Version 1 was agreed on 5 October, and nothing else happened but what is given. */
export function source(
	checkIns: CheckIn[],
	{ people = nine, ...some }: Partial<StatusSource> & { people?: string[] } = {}
): StatusSource {
	const byKeyResult = new Map<KeyResultId, CheckIn[]>();
	for (const one of checkIns)
		byKeyResult.set(one.keyResultId, [...(byKeyResult.get(one.keyResultId) ?? []), one]);
	const plan = planOf(people.map((person) => of(person)));
	return {
		cycle,
		plan,
		checkIns: byKeyResult,
		agreements: [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }],
		people,
		personOf: (id) => id,
		agreed: { n: 1, at: noon('2026-10-05'), isSound: true },
		openChanges: 0,
		conflicts: { plan: 0, isAboutVersion: false },
		...some
	};
}

/** Somebody's word on their own key result. */
export function said(
	by: string,
	on: string,
	value: number | null,
	some: Partial<CheckIn> = {}
): CheckIn {
	return { ...entry(`${by} ${on}`, on, value, { by, keyResultId: by }), confidence: 4, ...some };
}

export const inTheWay = (some: Partial<Blocker> = {}): Blocker => ({
	kind: 'resources',
	helper: '',
	urgent: false,
	...some
});

/** One of them, dropped. */
export function dropped(person: string, why = 'Less than it costs'): AsideItem {
	return {
		kind: 'keyResult',
		keyResult: of(person),
		objectiveTitle: 'Guests come back',
		aside: { as: 'deprioritised', why, decidedBy: 'The board', comeback: 'A second boat' },
		by: person,
		at: 0
	};
}
