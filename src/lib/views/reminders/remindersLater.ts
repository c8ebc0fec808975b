import { later } from '#lib/ui/later.ts';

/** Nothing is drawn by it. */
export const DueWatch = later(() => import('./DueWatch.svelte').then((module) => module.default));
