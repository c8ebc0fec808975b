import { m } from '#lib/messages/messages.js';
import type { ItemId } from '#lib/okr/ids.ts';
import type { PlanEditing } from '#lib/state/planEditing.svelte.ts';
import type { MenuItem } from '#lib/ui/menuItem.ts';

/** The way out of the plan, for the menu of a line: dropped if it was agreed, else only not now. */
export function asideMenuItem(plan: PlanEditing, id: ItemId, label: string): MenuItem {
	const isDrop = plan.asideKindOf(id) === 'deprioritised';
	return {
		label: isDrop ? m.aside_deprioritise() : m.aside_not_this_cycle(),
		icon: 'moon',
		onselect: () => {
			plan.askAside(id, label);
		}
	};
}
