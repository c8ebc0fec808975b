import { later } from '#lib/ui/later.ts';

/** The code that draws comes once there is something to draw. */
export const KeyResultChart = later(() =>
	import('./KeyResultChart.svelte').then((module) => module.default)
);
