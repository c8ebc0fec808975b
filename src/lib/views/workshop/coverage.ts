import type { TeamState } from '#lib/state/team.svelte.ts';
import type { WorkshopState } from '#lib/state/workshop.svelte.ts';
import type { Tally } from '#lib/workshop/ballot.ts';
import { coverageOf } from '#lib/workshop/round.ts';

/** How many people a tally covers, of how many, said alike wherever it is shown. */
export function coverageIn(
	team: TeamState,
	workshop: WorkshopState,
	tally: Tally
): { count: number; of: number } {
	const { people } = workshop.attendance(team.snapshot.people.map(({ id }) => id));
	return coverageOf(
		tally,
		people.map(({ personId }) => personId)
	);
}
