import { m } from '#lib/messages/messages.js';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { standingCheckIns } from '#lib/okr/checkInLog.ts';
import { isClockOff, isLate } from '#lib/okr/late.ts';
import { formatMoment } from '../locale.ts';

/** What is to be said of an entry beside what stands in it, such as that it came late or was corrected. */
export function logMarks(
	log: readonly CheckIn[],
	{ isLocal, endOn }: { isLocal: boolean; endOn: string | null }
): (entry: CheckIn) => string[] {
	const standing = new Set(standingCheckIns(log).map(({ id }) => id));
	const takenBack = new Set(
		log.filter(({ takesBack }) => takesBack).map(({ corrects }) => corrects)
	);
	return (entry) => {
		const { id, reachedRelayAt, clockOffMs, measuredAt } = entry;
		return [
			...(takenBack.has(id) ? [m.check_in_log_taken_back()] : []),
			...(!standing.has(id) && !takenBack.has(id) ? [m.check_in_log_corrected()] : []),
			...(isLate(entry) && reachedRelayAt !== null
				? [m.check_in_log_late({ when: formatMoment(reachedRelayAt) })]
				: []),
			...(reachedRelayAt === null && !isLocal ? [m.check_in_log_unconfirmed()] : []),
			...(entry.imported ? [m.values_log()] : []),
			...(isClockOff(clockOffMs) ? [m.check_in_log_clock()] : []),
			...(endOn !== null && measuredAt > endOn ? [m.check_in_log_after()] : [])
		];
	};
}
