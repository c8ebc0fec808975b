import type { KnownKeyResult } from '#lib/files/values/readValues.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';

/** A key result that can be chosen for a name, with the objective it belongs to. */
export interface Choosable extends KnownKeyResult {
	objective: string;
}

/** Every key result of a cycle that a row of a table can mean: those of the plan, then what is aside, then what is gone. */
export function knownKeyResults({ snapshot }: CycleState): Choosable[] {
	const { plan, asides, deleted, checkIns, goneLogs } = snapshot;
	const as = (keyResults: readonly KeyResult[], objective: string, where: 'plan' | 'aside') =>
		keyResults.map(({ id, metric, kind, unit, ambition }): Choosable => ({
			...{ id, metric, kind, unit, ambition, where, objective },
			log: checkIns.get(id) ?? []
		}));
	const gone = new Map<KeyResultId, string>([
		...deleted.flatMap(({ kind, id, title }) =>
			kind === 'keyResult' ? [[id as KeyResultId, title] as const] : []
		),
		...goneLogs.map(({ keyResultId, metric }) => [keyResultId, metric] as const)
	]);
	return [
		...plan.objectives.flatMap(({ title, keyResults }) => as(keyResults, title, 'plan')),
		...asides.flatMap((item) =>
			item.kind === 'objective'
				? as(item.objective.keyResults, item.objective.title, 'aside')
				: as([item.keyResult], item.objectiveTitle, 'aside')
		),
		...[...gone].map(([id, metric]): Choosable => ({
			...{ id, metric, kind: 'number', unit: '', ambition: 'committed' },
			...{ where: 'gone', log: [], objective: '' }
		}))
	];
}
