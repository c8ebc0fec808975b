import { later } from '#lib/ui/later.ts';

/** A workshop that stands between two sittings; its words are those of all stages. */
export const PausedWorkshop = later(() =>
	import('./PausedWorkshop.svelte').then((module) => module.default)
);
