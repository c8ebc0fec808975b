import type { ColumnRole } from '#lib/files/paste/columns.ts';
import type { PasteAs, Reading } from '#lib/files/paste/readPaste.ts';

/** A text that has not landed, with what its person has corrected in the reading. */
export interface Unlanded {
	text: string;
	as: PasteAs | undefined;
	readings: Record<string, Reading>;
	roles: Record<number, ColumnRole>;
}

/** By cycle, as long as the page is open: whoever looks into the plan in between finds the text again at once. */
const kept = new Map<string, Unlanded>();

export function unlandedOf(cycleId: string): Unlanded {
	return kept.get(cycleId) ?? { text: '', as: undefined, readings: {}, roles: {} };
}

/** What was kept on the device. Total: null where it has no text. */
export function readUnlanded(kept: string | null): Unlanded | null {
	try {
		const row = JSON.parse(kept ?? 'null') as Partial<Unlanded> | null;
		if (typeof row?.text !== 'string' || row.text === '') return null;
		return { text: row.text, as: row.as, readings: row.readings ?? {}, roles: row.roles ?? {} };
	} catch {
		return null;
	}
}

export function keepUnlanded(cycleId: string, unlanded: Unlanded): void {
	kept.set(cycleId, unlanded);
}
