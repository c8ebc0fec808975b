import type { ValueRole } from '#lib/files/values/valueColumns.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';

/** A table that has not landed, with what its person has corrected in the reading. */
export interface UnlandedValues {
	text: string;
	roles: Record<number, ValueRole>;
	choices: Record<string, KeyResultId | ''>;
}

export const noValues: UnlandedValues = { text: '', roles: {}, choices: {} };

/** By cycle, as long as the page is open: whoever looks into the plan in between finds the table again. */
export const unlandedValues = new Map<string, UnlandedValues>();
