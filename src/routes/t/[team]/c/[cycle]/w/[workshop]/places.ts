import { resolve } from '$app/paths';
import type { CycleState } from '#lib/state/cycle.svelte.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import type { WorkshopState } from '#lib/state/workshop.svelte.ts';

/** Where one goes from within a workshop. */
export function placesOf(team: TeamState, cycle: CycleState, workshop: WorkshopState) {
	const params = { team: team.verbs.teamId, cycle: cycle.verbs.cycleId };
	const here = { ...params, workshop: workshop.verbs.workshopId };
	return {
		workshops: resolve('/t/[team]/c/[cycle]/workshops', params),
		plan: resolve('/t/[team]/c/[cycle]/plan', params),
		stage: resolve('/t/[team]/c/[cycle]/w/[workshop]', here),
		wall: resolve('/t/[team]/c/[cycle]/w/[workshop]/wall', here),
		lead: resolve('/t/[team]/c/[cycle]/w/[workshop]/lead', here)
	};
}
