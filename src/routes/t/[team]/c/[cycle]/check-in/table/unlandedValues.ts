import type { ValueRole } from '#lib/files/values/valueColumns.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';

/** A table that has not landed, with what its person has corrected in the reading. */
export interface UnlandedValues {
	text: string;
	roles: Record<number, ValueRole>;
	choices: Record<string, KeyResultId | ''>;
}

export const noValues: UnlandedValues = { text: '', roles: {}, choices: {} };

/** What was kept on the device. Total: null where it has no text. */
export function readUnlandedValues(kept: string | null): UnlandedValues | null {
	try {
		const row = JSON.parse(kept ?? 'null') as Partial<UnlandedValues> | null;
		if (typeof row?.text !== 'string' || row.text === '') return null;
		return { text: row.text, roles: row.roles ?? {}, choices: row.choices ?? {} };
	} catch {
		return null;
	}
}

/** By cycle, as long as the page is open: whoever looks into the plan in between finds the table again at once. */
export const unlandedValues = new Map<string, UnlandedValues>();
