import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';
import { m } from '#lib/messages/messages.js';
import type { MenuItem } from '#lib/ui/menuItem.ts';

/** Where an objective or a key result of the cycle on the screen is looked at closely. */
export function itemPlace(item: string): string {
	const { team = '', cycle = '' } = page.params;
	return resolve('/t/[team]/c/[cycle]/plan/[item]', { team, cycle, item });
}

/** The way there, for the menu of a line; where it stands beside the plan, the plan stays where it is. */
export function itemMenuItem(item: string): MenuItem {
	return {
		label: m.item_open(),
		icon: 'search',
		// eslint-disable-next-line svelte/no-navigation-without-resolve -- resolved above
		onselect: () => void goto(itemPlace(item), { noScroll: true })
	};
}
