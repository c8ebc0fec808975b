import { idOfAside, labelOfAside } from '#lib/okr/aside.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { askedBy, type KeyResult, type LearningField } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { App } from './app.svelte.ts';

export const findingKinds = [
	'team',
	'cycle',
	'objective',
	'keyResult',
	'initiative',
	'deprioritised',
	'notThisCycle',
	'healthMetric',
	'person',
	'note'
] as const;

/** Something that can be looked for, and where it stands. */
export interface Finding {
	kind: (typeof findingKinds)[number];
	text: string;
	team: { id: string; name: string };
	/** Of what stands in a cycle. */
	cycle: Pick<Cycle, 'id' | 'name'> | null;
	/** What is to be shown of the plan: the thing itself, else what it belongs to. */
	items: string[];
}

/**
 * Everything with words in it in the teams of this device, the team that is asked about first. They are open
 * until `leave` is called. A team or a cycle that cannot be opened is not there.
 */
export async function collectFindings(
	app: App,
	first: string | undefined
): Promise<{ findings: Finding[]; leave: () => void }> {
	const ids = app.teams.map(({ teamId }) => teamId);
	const ordered = [...ids].sort((a, b) => Number(b === first) - Number(a === first));
	const found = await Promise.all(
		ordered.map(async (id) => {
			const team = await app.open.enter(id).catch(() => null);
			return team ? findingsOf(team) : [];
		})
	);
	const leave = (): void => {
		for (const id of ids) app.open.leave(id);
	};
	return { findings: found.flat().filter(({ text }) => text.trim() !== ''), leave };
}

async function findingsOf(open: OpenTeam): Promise<Finding[]> {
	const { name, people, healthMetrics, cycles } = open.snapshot();
	const team = { id: open.teamId, name };
	const ofTeam = (kind: Finding['kind'], text: string): Finding => ({
		...{ kind, text, team, cycle: null, items: [] }
	});
	const inCycles = await Promise.all(
		[...cycles].reverse().map(async ({ id, name }): Promise<Finding[]> => {
			const cycle = { id, name };
			const opened = await open.lookInto(id).catch(() => null);
			if (!opened) return [];
			return wordsOf(opened.snapshot(), open.role === 'view').map((one) => ({
				...one,
				team,
				cycle
			}));
		})
	);
	return [
		ofTeam('team', name),
		...cycles.map(({ id, name }): Finding => ({ ...ofTeam('cycle', name), cycle: { id, name } })),
		...inCycles.flat(),
		...healthMetrics.map((metric) => ofTeam('healthMetric', metric.name)),
		...people.filter((person) => !person.removed).map((person) => ofTeam('person', person.name))
	];
}

type InCycle = Pick<Finding, 'kind' | 'text' | 'items'>;

/** Whoever only reads looks through what was agreed, once something was. */
function wordsOf(snapshot: ReturnType<OpenCycle['snapshot']>, isReader: boolean): InCycle[] {
	const { plan, agreed, asides, initiatives, checkIns } = snapshot;
	if (isReader && agreed?.plan)
		return agreed.plan.objectives.flatMap(({ id, title, keyResults }): InCycle[] => [
			{ kind: 'objective', text: title, items: [id] },
			...keyResults.flatMap((one) =>
				wordsOfKeyResult(one).map((text): InCycle => ({
					...{ kind: 'keyResult', text, items: [one.id, id] }
				}))
			)
		]);
	const inPlan = plan.objectives.flatMap((objective): InCycle[] => [
		{ kind: 'objective', text: objective.title, items: [objective.id] },
		...keyResultsOf(objective)
	]);
	const aside = asides.flatMap((item): InCycle[] => {
		const items = [idOfAside(item)];
		const kind = item.aside.as;
		return [
			{ kind, text: labelOfAside(item), items },
			{ kind, text: item.aside.why, items }
		];
	});
	return [...inPlan, ...aside];

	function keyResultsOf({ keyResults }: PlanObjective): InCycle[] {
		return keyResults.flatMap(({ id, ...keyResult }): InCycle[] => [
			...wordsOfKeyResult(keyResult).map((text): InCycle => ({
				...{ kind: 'keyResult', text, items: [id] }
			})),
			...(initiatives.get(id) ?? []).map((one): InCycle => ({
				...{ kind: 'initiative', text: one.title, items: [one.id, id] }
			})),
			...(checkIns.get(id) ?? []).flatMap(({ note, answer = '' }) =>
				[note, answer].map((text): InCycle => ({ ...{ kind: 'note', text, items: [id] } }))
			)
		]);
	}
}

/** Its metric, and what it asks where it asks a question. */
function wordsOfKeyResult(
	keyResult: Pick<KeyResult, 'metric' | 'ambition' | LearningField>
): string[] {
	return [keyResult.metric, ...Object.values(askedBy(keyResult))];
}
