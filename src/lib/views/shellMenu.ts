import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { m } from '#lib/messages/messages.js';
import type { Cycle } from '#lib/okr/cycle.ts';
import { asked } from '#lib/state/asked.svelte.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import type { MenuItem } from '#lib/ui/menuItem.ts';

/** What the menu at the top of a team leads to: its cycles, then everything that is no place of a cycle. */
export function shellMenu(team: TeamState, cycle: Cycle | undefined): (MenuItem | null)[] {
	const { teamId } = team.verbs;
	return [
		...team.snapshot.cycles.map(({ id, name }): MenuItem => ({
			label: name,
			checked: id === cycle?.id,
			onselect: () => {
				const params = { team: teamId, cycle: id };
				void goto(
					team.role === 'edit'
						? resolve('/t/[team]/c/[cycle]/plan', params)
						: resolve('/t/[team]/c/[cycle]/status', params)
				);
			}
		})),
		null,
		{
			label: m.search_title(),
			icon: 'search',
			onselect: () => {
				asked.help = 'search';
			}
		},
		{
			label: m.place_team(),
			icon: 'people',
			onselect: () => void goto(resolve('/t/[team]/team', { team: teamId }))
		},
		{
			label: m.place_settings(),
			icon: 'settings',
			onselect: () => void goto(resolve('/settings'))
		},
		{
			label: m.guide_open(),
			icon: 'help',
			onselect: () => void goto(resolve('/t/[team]/guide', { team: teamId }))
		},
		{
			label: m.keys_title(),
			icon: 'key',
			onselect: () => {
				asked.help = 'keys';
			}
		},
		{
			label: m.place_home(),
			icon: 'back',
			onselect: () => void goto(resolve('/'))
		}
	];
}
