import { m } from '#lib/messages/messages.js';
import type { TeamState } from '#lib/state/team.svelte.ts';

/** Whom something can be given to: nobody, whoever is in the team, and who has it now, though they were removed. */
export function ownerOptions(team: TeamState, ownerId: string | null) {
	const owner = team.person(ownerId);
	return {
		value: owner?.id ?? ownerId ?? '',
		options: [
			{ value: '', label: m.plan_no_owner() },
			...team.snapshot.people
				.filter((person) => !person.removed || person === owner)
				.map(({ id, name, removed }) => ({
					value: id,
					label: removed ? m.people_name_removed({ name }) : name
				}))
		]
	};
}
