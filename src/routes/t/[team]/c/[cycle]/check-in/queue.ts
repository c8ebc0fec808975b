import type { KeyResultId } from '#lib/okr/ids.ts';
import type { Owing } from '#lib/okr/owed.ts';

/**
 * Whose turn it is, of mine, or of all for whoever owns none: those that are due and those that were begun on this
 * device; where there are none, all of them. A key result that was asked for by its id comes first, whoever owns it.
 */
export function queueOf(
	{ keyResults }: Owing,
	asked: string | null,
	unfinished: ReadonlyMap<KeyResultId, string>
): KeyResultId[] {
	const mine = keyResults.filter(({ isMine }) => isMine);
	const turn = mine.length > 0 ? mine : keyResults;
	const begun = turn.filter(
		({ isDue, standing }) => isDue || unfinished.has(standing.keyResult.id)
	);
	const ids = (begun.length > 0 ? begun : turn).map(({ standing }) => standing.keyResult.id);
	const first = keyResults.find(({ standing }) => standing.keyResult.id === asked);
	const id = first?.standing.keyResult.id;
	return id === undefined ? ids : [id, ...ids.filter((other) => other !== id)];
}

/** Where to begin: at the one that was asked for, else where somebody was interrupted, else at the front. */
export function firstOf(
	queue: readonly KeyResultId[],
	asked: string | null,
	unfinished: ReadonlyMap<KeyResultId, string>
): number {
	const at = queue.findIndex((id) => (asked === null ? unfinished.has(id) : id === asked));
	return Math.max(0, at);
}
