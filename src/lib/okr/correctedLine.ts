import type { CheckIn } from './checkIn.ts';
import type { CheckInId } from './ids.ts';

/** An entry of a log, then what it corrects, then what that corrects, and so on; of a ring each once. */
export function correctedLine(entry: CheckIn, log: readonly CheckIn[]): CheckIn[] {
	const line = new Map<CheckInId, CheckIn>();
	for (let at: CheckIn | undefined = entry; at && !line.has(at.id);) {
		line.set(at.id, at);
		const corrects: CheckInId | null = at.corrects;
		at = corrects === null ? undefined : log.find(({ id }) => id === corrects);
	}
	return [...line.values()];
}
