import type { DismissalId, ItemId } from './ids.ts';

/** Stands for the plan where advice is about all of it. */
export const wholePlan = 'plan';

/** What one piece of advice is about, so that a no to it is found again. */
export interface AdviceKey {
	item: ItemId | typeof wholePlan;
	/** Which rule of the coach spoke. */
	code: string;
	/** The words it was about, as `toAdvisedWords` gives them. */
	words: string;
}

/** Somebody's no to a piece of advice, with the reason they gave. */
export interface Dismissal extends AdviceKey {
	id: DismissalId;
	reason: string;
	/** A person's id. */
	by: string;
	/** Epoch ms on the clock of who dismissed it. For people to read. */
	at: number;
}

/** In UTF-16 units. A reason is a sentence, not a page. */
export const longestReason = 200;

/** In UTF-16 units: what is said about a whole page is known again by its beginning. */
export const longestWords = 300;

/**
 * The words a piece of advice is about, in the form by which a dismissal knows them again: spacing,
 * capitals and what stands around them make no difference, any other letter does. So a line that was
 * changed where the advice points is advised anew, and one that was changed elsewhere is not.
 */
export function toAdvisedWords(text: string): string {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}%€$£]+/gu) ?? [];
	return words.join(' ').slice(0, longestWords);
}

/** The dismissals of one piece of advice, in the order given: two people may both have said no. */
export function dismissalsOf(
	dismissals: readonly Dismissal[],
	{ item, code, words }: AdviceKey
): Dismissal[] {
	return dismissals.filter((one) => one.item === item && one.code === code && one.words === words);
}
