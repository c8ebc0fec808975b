import type { TeamState } from '#lib/state/team.svelte.ts';

export type Person = TeamState['snapshot']['people'][number];

/** Somebody in the team who goes by this name, whatever the case, the spaces and the keyboard; null if nobody does. */
export function namesakeOf(name: string, people: readonly Person[]): Person | null {
	const wanted = fold(name);
	return people.find((person) => fold(person.name) === wanted) ?? null;
}

/** Accents stay: José and Jose may well be two people, but Jose typing it twice is one. */
function fold(name: string): string {
	return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}
