import { m } from '#lib/messages/messages.js';
import { labelOfAside, idOfAside } from '#lib/okr/aside.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';

/** What an item is called, wherever it stands. */
export function itemLabel(
	{ plan, asides, initiatives }: CycleState['snapshot'],
	id: string
): string {
	const objectives = [
		...plan.objectives,
		...asides.flatMap((one) => (one.kind === 'objective' ? [one.objective] : []))
	];
	const objective = objectives.find((one) => one.id === id);
	const keyResult = objectives.flatMap((one) => one.keyResults).find((one) => one.id === id);
	const aside = asides.find((one) => idOfAside(one) === id);
	const initiative = [...initiatives.values()].flat().find((one) => one.id === id);
	const label =
		objective?.title ?? keyResult?.metric ?? initiative?.title ?? (aside && labelOfAside(aside));
	return label || m.plan_untitled();
}
