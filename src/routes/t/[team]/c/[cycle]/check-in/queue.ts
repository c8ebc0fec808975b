import type { KeyResultId } from '#lib/okr/ids.ts';
import type { Owing } from '#lib/okr/owed.ts';

/**
 * Whose turn it is: mine, the due ones first, or of whoever owns none all. A key result that was asked for by its
 * id is among them whoever owns it.
 */
export function queueOf({ keyResults }: Owing, asked: string | null): KeyResultId[] {
	const mine = keyResults.filter(({ isMine }) => isMine);
	const turn = mine.length > 0 ? mine : keyResults;
	const ids = turn.map(({ standing }) => standing.keyResult.id);
	const extra = keyResults.find(({ standing }) => standing.keyResult.id === asked);
	if (!extra || ids.includes(extra.standing.keyResult.id)) return ids;
	return [extra.standing.keyResult.id, ...ids];
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
