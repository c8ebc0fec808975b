import type { TeamState } from '#lib/state/team.svelte.ts';
import type { Cluster } from '#lib/workshop/card.ts';
import { chosenOf } from '#lib/workshop/vote.ts';
import type { Workshop } from '#lib/workshop/workshop.ts';

/** The clusters that the team works on, the most dots first: all of them where nothing was voted on. */
export function chosenClusters(workshop: Workshop, team: TeamState): Cluster[] {
	const personOf = (entry: string): string => team.person(entry)?.id ?? entry;
	return chosenOf(workshop, personOf).flatMap(
		({ id }) => workshop.clusters.find((cluster) => cluster.id === id) ?? []
	);
}
