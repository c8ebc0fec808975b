import type { TeamState } from '#lib/state/team.svelte.ts';

export type Person = TeamState['snapshot']['people'][number];

/**
 * Somebody of the team who goes by this name, or did before they were merged, whatever the case, the spaces and
 * the keyboard; null if nobody does. Who is in the team comes before who was removed.
 */
export function namesakeOf(name: string, people: readonly Person[]): Person | null {
	const wanted = fold(name);
	const found = people.filter((person) =>
		[person, ...person.also].some((one) => fold(one.name) === wanted)
	);
	return found.find(({ removed }) => !removed) ?? found[0] ?? null;
}

/** Accents stay: José and Jose may well be two people, but Jose typing it twice is one. */
function fold(name: string): string {
	return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}
