import type { ColumnRole } from '#lib/files/paste/columns.ts';
import type { PasteAs, Reading } from '#lib/files/paste/readPaste.ts';

/** A text that has not landed, with what its person has corrected in the reading. */
export interface Unlanded {
	text: string;
	as: PasteAs | undefined;
	readings: Record<string, Reading>;
	roles: Record<number, ColumnRole>;
}

/** By cycle, as long as the page is open: whoever looks into the plan in between finds the text again. */
const kept = new Map<string, Unlanded>();

export function unlandedOf(cycleId: string): Unlanded {
	return kept.get(cycleId) ?? { text: '', as: undefined, readings: {}, roles: {} };
}

export function keepUnlanded(cycleId: string, unlanded: Unlanded): void {
	kept.set(cycleId, unlanded);
}
