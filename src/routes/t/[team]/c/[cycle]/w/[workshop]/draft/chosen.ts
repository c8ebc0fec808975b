import type { TeamState } from '#lib/state/team.svelte.ts';
import { chosenOf, type Option } from '#lib/workshop/vote.ts';
import type { Workshop } from '#lib/workshop/workshop.ts';

/** The clusters and single cards that the team works on, the most dots first: all of them where nothing was voted on. */
export function chosenOptions(workshop: Workshop, team: TeamState): Option[] {
	return chosenOf(workshop, (entry) => team.person(entry)?.id ?? entry);
}
