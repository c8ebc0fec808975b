import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { m } from '#lib/messages/messages.js';
import { getCycle } from '#lib/state/cycle.svelte.ts';
import { getTeam } from '#lib/state/team.svelte.ts';
import type { MenuItem } from '#lib/ui/menuItem.ts';

/** Says where an objective or a key result of the open cycle is looked at closely. Of a component that is being made. */
export function itemPlaces(): (item: string) => string {
	const { teamId: team } = getTeam()().verbs;
	const { cycleId: cycle } = getCycle()().verbs;
	return (item) => resolve('/t/[team]/c/[cycle]/plan/[item]', { team, cycle, item });
}

/** The way there, for the menu of a line; where it stands beside the plan, the plan stays where it is. */
export function itemMenuItem(href: string): MenuItem {
	return {
		label: m.item_open(),
		icon: 'search',
		// eslint-disable-next-line svelte/no-navigation-without-resolve -- resolved above
		onselect: () => void goto(href, { noScroll: true })
	};
}
