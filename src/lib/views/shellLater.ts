import { later } from '#lib/ui/later.ts';

/** What stands around every place of a team and is not needed to draw it. */
export const AvatarStack = later(() =>
	import('#lib/ui/AvatarStack.svelte').then((module) => module.default)
);
export const DiskTrouble = later(() =>
	import('./DiskTrouble.svelte').then((module) => module.default)
);
export const JoinWorkshop = later(() =>
	import('./workshop/JoinWorkshop.svelte').then((module) => module.default)
);
export const LeftOut = later(() => import('./LeftOut.svelte').then((module) => module.default));
export const SafetyDialog = later(() =>
	import('./SafetyDialog.svelte').then((module) => module.default)
);
