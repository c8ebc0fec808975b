import { asksQuestion, type KeyResult } from './keyResult.ts';

/**
 * How far a key result has come: from 0 (nothing yet) to 1 (there), or null where nobody can say.
 * `current` is the last measured value in the key result's own unit, null before the first check-in;
 * for a milestone 1 means met.
 *
 * - No check-in, no target, no baseline for a number: null. Not knowing is not the same as 0.
 * - A number: the share of the way from baseline to target, up or down alike, also across zero.
 *   Past the target it stays 1, and on the wrong side of the baseline 0; percentages and money are
 *   numbers like any other.
 * - Baseline = target: there is no way to go, so 1 exactly at the target and 0 anywhere else.
 * - A milestone: 1 from `current` 1 on, else 0. It has no half.
 * - What answers a question: null. No number says how much of it is known.
 * - A guard: 1 on its side of the target or exactly at it, else 0. Its baseline is not read.
 *
 * Never throws and never leaves 0..1 whatever a document holds; what is not finite counts as absent.
 */
export function progressOf(
	keyResult: Pick<KeyResult, 'kind' | 'baseline' | 'target' | 'guard'> &
		Partial<Pick<KeyResult, 'ambition'>>,
	current: number | null
): number | null {
	const { kind, baseline, target, guard } = keyResult;
	if (!isKnown(current) || asksQuestion(keyResult)) return null;
	if (kind === 'milestone') return current >= 1 ? 1 : 0;
	if (!isKnown(target)) return null;
	if (kind === 'guard') return (guard === 'above' ? current >= target : current <= target) ? 1 : 0;
	if (!isKnown(baseline)) return null;
	if (baseline === target) return current === target ? 1 : 0;
	return Math.min(1, Math.max(0, share(baseline, target, current)));
}

function isKnown(value: number | null): value is number {
	return value !== null && Number.isFinite(value);
}

function share(from: number, to: number, now: number): number {
	const way = to - from;
	const gone = now - from;
	// Two numbers near the ends of what a double holds can lie further apart than it holds.
	if (Number.isFinite(way) && Number.isFinite(gone)) return gone / way;
	return (now / 4 - from / 4) / (to / 4 - from / 4);
}
