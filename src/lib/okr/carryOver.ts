import type { AsideItem } from './aside.ts';
import { labelOfAside } from './aside.ts';
import type { CheckIn } from './checkIn.ts';
import { currentOn } from './checkInLog.ts';
import type { Cycle } from './cycle.ts';
import type { KeyResultId } from './ids.ts';
import { asksQuestion, type KeyResult } from './keyResult.ts';
import { isLive } from './objective.ts';
import type { PackDraft, PackItem } from './pack.ts';
import type { Plan } from './plan.ts';
import { progressOf } from './progress.ts';

/** What one cycle hands to the next one's context pack. A screen has the words for the last two. */
export type Carried =
	| { what: 'item'; draft: PackDraft }
	| {
			what: 'keyResult';
			keyResult: Pick<KeyResult, 'kind' | 'metric' | 'unit' | 'target'>;
			/** What was known at its end, of what asks a question: null where nobody answered, missing where it asks none. */
			answer?: string | null;
			objective: string;
			/** The last value of the cycle, in its own unit; null where nothing was measured. */
			value: number | null;
			/** 0..1; null where nobody can say. */
			progress: number | null;
	  }
	| { what: 'dropped'; title: string; why: string; comeback: string };

/** Sections that hold for longer than one cycle. What was evidence then may not be so now. */
const lasting: readonly PackItem['section'][] = ['mission', 'parents', 'lessons', 'links'];

/**
 * From the cycle before: what lasts of its pack, how each of its key results stood on its last day, and what was
 * deprioritised, with why and what would bring it back.
 */
export function carryOver(before: {
	pack: readonly PackItem[];
	plan: Plan;
	asides: readonly AsideItem[];
	checkIns: ReadonlyMap<KeyResultId, readonly CheckIn[]>;
	/** The last day of that cycle, or today if that is earlier. */
	day: string;
}): Carried[] {
	const { pack, plan, asides, checkIns, day } = before;
	return [
		...pack
			.filter(({ section, text }) => lasting.includes(section) && text.trim() !== '')
			.map(({ section, text, source, figure }): Carried => ({
				what: 'item',
				draft: { section, text, source, figure }
			})),
		...plan.objectives.filter(isLive).flatMap(({ title, keyResults }) =>
			keyResults.map((keyResult): Carried => {
				const current = currentOn(checkIns.get(keyResult.id) ?? [], day);
				const isQuestion = asksQuestion(keyResult);
				const value = isQuestion ? null : current.value;
				const progress = progressOf(keyResult, value);
				return {
					...{ what: 'keyResult', keyResult, objective: title },
					...{ value, progress },
					...(isQuestion && { answer: current.answer?.answer ?? null })
				};
			})
		),
		...asides
			.filter(({ aside }) => aside.as === 'deprioritised')
			.map((item): Carried => ({
				...{ what: 'dropped', title: labelOfAside(item) },
				...{ why: item.aside.why, comeback: item.aside.comeback }
			}))
	];
}

/** The cycle that began last before another one; null for the first. */
export function cycleBefore<T extends Pick<Cycle, 'id' | 'startOn'>>(
	cycles: readonly T[],
	id: string
): T | null {
	const own = cycles.find((cycle) => cycle.id === id);
	if (!own) return null;
	return cycles.reduce<T | null>(
		(best, cycle) =>
			cycle.startOn < own.startOn && cycle.startOn > (best?.startOn ?? '') ? cycle : best,
		null
	);
}
