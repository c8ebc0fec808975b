import { later } from '#lib/ui/later.ts';

/** The library behind it is for those who want a file. */
export const CalendarDialog = later(() =>
	import('./CalendarDialog.svelte').then((module) => module.default)
);
