import { m } from '#lib/messages/messages.js';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';
import type { PlanEditing } from '#lib/state/planEditing.svelte.ts';
import type { MenuItem } from '#lib/ui/menuItem.ts';

/** What a key result's menu offers about work: to add some, or to be some for one beside it. */
export function initiativeMenu(
	plan: PlanEditing,
	cycle: CycleState,
	keyResult: KeyResult,
	label: string
): MenuItem[] {
	const { objectives } = cycle.snapshot.plan;
	const home = objectives.find(({ id }) => id === keyResult.objectiveId);
	const beside = home?.keyResults.filter(({ id }) => id !== keyResult.id) ?? [];
	return [
		{
			label: m.initiatives_add(),
			icon: 'add',
			onselect: () => {
				plan.wanted = cycle.verbs.addInitiative(keyResult.id);
			}
		},
		...(plan.canWrite ? beside : []).map((other): MenuItem => ({
			label: m.initiatives_make({ keyResult: other.metric || m.plan_untitled() }),
			icon: 'next',
			onselect: () => {
				if (cycle.verbs.makeInitiative(keyResult.id, other.id))
					plan.event = { kind: 'work', label };
			}
		}))
	];
}
