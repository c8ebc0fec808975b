import type { CycleState } from '#lib/state/cycle.svelte.ts';

/** The cards and groups of which there is an objective in the plan. */
export function draftedIn({ snapshot: { plan, origins } }: CycleState): ReadonlySet<string> {
	return new Set(plan.objectives.flatMap(({ id }) => origins.get(id)?.cluster ?? []));
}
