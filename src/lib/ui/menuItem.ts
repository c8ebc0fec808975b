import type { IconName } from './icons.ts';

/** One row of a menu. */
export interface MenuItem {
	label: string;
	onselect: () => void;
	icon?: IconName;
	/** Set for a choice among several: draws a tick and is read as checked or not. */
	checked?: boolean;
	/** It takes something away. */
	danger?: boolean;
	disabled?: boolean;
}
