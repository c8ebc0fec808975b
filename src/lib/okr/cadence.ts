import { addDays } from './day.ts';
import { defaultRules } from './houseRules.ts';
import type { KeyResult } from './keyResult.ts';

/** A team that has settled nothing else checks in weekly, as it meets (PRODUCT.md, the weekly). */
export const weeklyDays = defaultRules.cadenceDays;

/** What a team chooses its cadence from, in days. */
export const cadences = [7, 14, 28] as const;

/** Somebody may be away over a weekend: so many days beyond the cadence nothing is said (PRODUCT.md, section 2). */
export const graceDays = 3;

/** So many cadences without a word, and a person leaves the count (PRODUCT.md, section 4.8). */
const cadencesUntilLeft = 2;

/** Days from one check-in to the next, at least 1. `teamDays` is what a key result follows that says nothing itself. */
export function cadenceOf(
	{ measuredEveryDays }: Pick<KeyResult, 'measuredEveryDays'>,
	teamDays: number = weeklyDays
): number {
	return Math.max(1, measuredEveryDays ?? teamDays);
}

/** The first day (an ISO date) on which what was last heard on a day is stale. */
export function staleDay(heardOn: string, cadenceDays: number): string {
	return addDays(heardOn, Math.ceil(cadenceDays) + graceDays + 1);
}

/**
 * The first day on which somebody who was last heard on a day is no longer counted: after two cadences, and never
 * before they were silent for three days. Whoever measures daily is away over a weekend, too.
 */
export function leavingDay(heardOn: string, cadenceDays: number): string {
	const left = addDays(heardOn, Math.ceil(cadenceDays * cadencesUntilLeft) + 1);
	const silent = addDays(staleDay(heardOn, cadenceDays), graceDays);
	return left > silent ? left : silent;
}
