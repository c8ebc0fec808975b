import type * as Y from 'yjs';
import type { NewCheckIn } from '#lib/doc/storeCheckIn.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { addDays } from '#lib/okr/day.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import type { Cast } from './cast.ts';
import type { PersonKey, Said, StoryKeyResult } from './story.ts';

/** One entry of a log, with when it is written and by whom. */
interface ToldCheckIn {
	at: number;
	by: PersonKey;
	keyResultId: KeyResultId;
	/** Of a slip: what it should have been. */
	slip: number | null;
	entry: NewCheckIn;
}

const thursday = 3;
const dayMs = 86_400_000;

/** A key result's log as the story tells it, a check-in each Thursday. */
export function checkInsOf(
	told: StoryKeyResult,
	keyResultId: KeyResultId,
	cast: Cast
): ToldCheckIn[] {
	const { values, confidence, slips = {}, late = {}, said, owner: by } = told;
	let before: number | null = null;
	return values.map((value, index) => {
		const week = index + 1;
		const measuredAt = cast.day(week, thursday);
		const level = confidence[index];
		if (level === undefined) throw new Error(`"${told.key}" has no confidence in week ${week}.`);
		const words = (text: string) =>
			text.replaceAll('{value}', numberOf(value)).replaceAll('{before}', numberOf(before));
		const entry: NewCheckIn = {
			measuredAt,
			value,
			confidence: level,
			...spoken(said[week] ?? {}, words, measuredAt, cast)
		};
		if (value !== null) before = value;
		const at = cast.at(late[week] ?? week, thursday, 16);
		return { at, by, keyResultId, slip: slips[week] ?? null, entry };
	});
}

/** Writes it; a slip first, and the day after what it should have been. */
export function writeCheckIn(doc: Y.Doc, cast: Cast, told: ToldCheckIn): void {
	const { at, by, keyResultId, slip, entry } = told;
	const { deviceId } = cast.deviceOf(by);
	const { measuredAt, confidence } = entry;
	const corrects =
		slip === null
			? null
			: recordCheckIn(doc, cast.writerOf(by, at), deviceId, keyResultId, {
					measuredAt,
					confidence,
					value: slip
				});
	const w = cast.writerOf(by, slip === null ? at : at + dayMs);
	recordCheckIn(doc, w, deviceId, keyResultId, { ...entry, corrects });
}

function spoken(
	{ note, win, blocker, next }: Said,
	words: (text: string) => string,
	day: string,
	cast: Cast
): Partial<NewCheckIn> {
	return {
		...(note && { note: words(note) }),
		...(win && { win: words(win) }),
		...(blocker && { blocker }),
		...(next && {
			nextStep: {
				what: next.what,
				ownerId: cast.idOf(next.owner),
				dueOn: addDays(day, next.days)
			}
		})
	};
}

function numberOf(value: number | null): string {
	return value === null ? '–' : String(value);
}
