import type { Canonical } from '#lib/okr/canonical.ts';
import { type Confidence, confidences } from '#lib/okr/checkIn.ts';
import { isId, type KeyResultId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { type Tally, tallyOf } from './ballot.ts';
import type { Round } from './workshop.ts';

/*
 * How sure everybody is of each key result, from 1 to 5, sealed: nobody leans on whoever speaks first. One ballot has a
 * value for each key result that its person could say something of.
 */

/** What was said of one key result. */
export interface Spread {
	keyResultId: KeyResultId;
	/** What each person said, the lowest first. */
	levels: Confidence[];
	/** Null where nobody said anything. */
	mean: number | null;
	/**
	 * What a mean asks about (PRODUCT §3): `too-safe`, over 4.5 on something aspirational; `too-far`, under 3 on
	 * something that was promised.
	 */
	ask: 'too-safe' | 'too-far' | null;
}

const mostKeyResults = 200;

/** Whether a value is a ballot of such a round: levels by the ids of key results. */
export function isConfidences(value: Canonical): value is Record<string, Confidence> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const said = Object.entries(value as Record<string, unknown>);
	return (
		said.length <= mostKeyResults &&
		said.every(
			([id, level]) => isId<KeyResultId>(id) && confidences.some((known) => known === level)
		)
	);
}

/** A round of confidence, counted. See `tallyOf`. */
export function confidenceTally(round: Round, personOf: (entry: string) => string): Tally {
	return tallyOf(round.id, round, isConfidences, personOf);
}

/**
 * What was said of each key result, the widest spread first: what people are least at one about is talked about first. What
 * nobody said anything of comes last; else the order of the plan decides.
 */
export function spreadOf(
	{ counted }: Pick<Tally, 'counted'>,
	keyResults: readonly Pick<KeyResult, 'id' | 'ambition'>[]
): Spread[] {
	return keyResults
		.map(({ id, ambition }) => {
			const levels = counted
				.flatMap(({ value }) => (value as Record<string, Confidence>)[id] ?? [])
				.sort((a, b) => a - b);
			const sum = levels.reduce<number>((all, level) => all + level, 0);
			const mean = levels.length > 0 ? sum / levels.length : null;
			return { keyResultId: id, levels, mean, ask: askOf(mean, ambition) };
		})
		.map((spread, at) => ({ spread, at, width: widthOf(spread) }))
		.sort((a, b) => b.width - a.width || a.at - b.at)
		.map(({ spread }) => spread);
}

function askOf(mean: number | null, ambition: KeyResult['ambition']): Spread['ask'] {
	if (mean === null) return null;
	if (ambition === 'aspirational' && mean > 4.5) return 'too-safe';
	return ambition === 'committed' && mean < 3 ? 'too-far' : null;
}

/** From end to end first, then how far people are from the mean; -1 where there is nothing. */
function widthOf({ levels, mean }: Spread): number {
	const [low] = levels;
	const high = levels.at(-1);
	if (low === undefined || high === undefined || mean === null) return -1;
	const apart = levels.reduce<number>((all, level) => all + (level - mean) ** 2, 0) / levels.length;
	// Five levels are at most 4 apart, and of the same width the mean distance is under 5.
	return (high - low) * 10 + apart;
}
