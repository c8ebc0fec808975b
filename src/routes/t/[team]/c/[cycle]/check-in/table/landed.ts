import type { ValueRow } from '#lib/files/values/readValues.ts';
import type { CheckInId, KeyResultId } from '#lib/okr/ids.ts';

/** What landed of a table. */
export interface Landed {
	ids: { keyResultId: KeyResultId; id: CheckInId }[];
	/** The rows that did not land. */
	left: ValueRow[];
	/** What came of taking it back; null while nobody has. */
	takenBack: { count: number; left: number } | null;
}
