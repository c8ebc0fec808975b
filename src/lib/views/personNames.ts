import type { TeamState } from '#lib/state/team.svelte.ts';
import { m } from '#lib/messages/messages.js';
import { currentLocale } from '#lib/state/language.svelte.ts';

/** Several names as one says them: "Ana, Ben and Cem". */
export function joinNames(names: readonly string[]): string {
	return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(names);
}

/** The name of whoever has this id, or had it. */
export function nameIn(team: TeamState, id: string | null): string {
	return team.person(id)?.name ?? m.somebody();
}
