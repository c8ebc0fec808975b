import {
	blockerKinds,
	type CheckInDraft,
	confidences,
	latestMeasured,
	longestHelper,
	longestNote,
	type NextStep
} from '#lib/okr/checkIn.ts';
import { dayNumber, isDay } from '#lib/okr/day.ts';
import { isId, type PersonId } from '#lib/okr/ids.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';

/** What a person says; all but the day, the value and the confidence may be left out. */
export type NewCheckIn = Partial<CheckInDraft> &
	Pick<CheckInDraft, 'measuredAt' | 'value' | 'confidence'>;

/** An entry without its pen; what is empty is left out. Throws a RangeError for what cannot be read back. */
export function toStored(given: NewCheckIn, second: number): unknown[] {
	const { measuredAt, value, confidence, note, blocker, nextStep, win, answer, corrects } = given;
	const takesBack = given.takesBack === true && Boolean(corrects);
	const more = {
		...(note && { note: toText(note, longestNote) }),
		...(blocker && {
			blocker: { ...blocker, helper: toText(blocker.helper, longestHelper) }
		}),
		...(nextStep && { next: { ...nextStep, what: toText(nextStep.what, longestNote) } }),
		...(win && { win: toText(win, longestNote) }),
		...(answer && { answer: toText(answer, longestNote) }),
		...(given.imported && { table: true }),
		...(corrects && { corrects }),
		...(takesBack && { back: true })
	};
	const isSound =
		isDay(measuredAt) &&
		measuredAt <= latestMeasured(second * 1000) &&
		(value === null || Number.isFinite(value)) &&
		confidences.includes(confidence) &&
		(!blocker || blockerKinds.includes(blocker.kind)) &&
		(!nextStep || isNextStep(nextStep));
	if (!isSound) throw new RangeError('This cannot be a check-in.');
	// No minus before zero: it is the same number and would be another entry.
	const head = [dayNumber(measuredAt), second, value === null ? null : value + 0, confidence];
	return Object.keys(more).length === 0 ? head : [...head, more];
}

function toText(text: string, longest: number): string {
	const whole = wellFormed(text.trim());
	if (whole.length > longest) throw new RangeError('This is too long for a check-in.');
	return whole;
}

function isNextStep({ ownerId, dueOn }: NextStep): boolean {
	return (ownerId === null || isId<PersonId>(ownerId)) && (dueOn === null || isDay(dueOn));
}
