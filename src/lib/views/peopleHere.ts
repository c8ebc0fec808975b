import type { TeamState } from '#lib/state/team.svelte.ts';

/** A colleague who has the cycle on the screen open too. */
export interface PersonHere {
	key: string;
	name: string;
	/** 0..11 */
	colour: number;
}

/** Each colleague once, however many tabs, devices and merged entries are there for them. */
export function peopleHere(team: Pick<TeamState, 'cycle' | 'me' | 'person'>): PersonHere[] {
	const here = new Map<string, PersonHere>();
	for (const { person, name, colour } of team.cycle?.others ?? []) {
		const known = team.person(person);
		const key = known?.id ?? person;
		if (key !== team.me)
			here.set(key, { key, name: known?.name ?? name, colour: known?.colour ?? colour });
	}
	return [...here.values()];
}
