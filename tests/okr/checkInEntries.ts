import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { CheckInId, KeyResultId } from '#lib/okr/ids.ts';

interface Options {
	/** Ms after the noon of the day measured. */
	at?: number;
	by?: string;
	corrects?: string | null;
	takesBack?: boolean;
	confidence?: CheckIn['confidence'];
	keyResultId?: string;
}

/** An entry by a short name that corrects another by its name. */
export function entry(
	id: string,
	measuredAt: string,
	value: number | null,
	options: Options = {}
): CheckIn {
	const { at = 0, by = 'ana', corrects = null, takesBack = false } = options;
	const { confidence = 3, keyResultId = 'k' } = options;
	return {
		id: id as CheckInId,
		keyResultId: keyResultId as KeyResultId,
		measuredAt,
		writtenAt: Date.parse(`${measuredAt}T12:00:00Z`) + at,
		by,
		device: '',
		value,
		confidence,
		note: '',
		blocker: null,
		nextStep: null,
		win: '',
		corrects: corrects as CheckInId | null,
		takesBack,
		reachedRelayAt: null,
		clockOffMs: null
	};
}
