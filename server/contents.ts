import { mergeAll } from './compaction.ts';

/** A room's committed bytes: the base, which compaction made, and what came after it. */
export interface Contents {
	base: Uint8Array | null;
	/** The base's state vector; null if no vector tells all of it. */
	baseVector: Map<number, number> | null;
	rest: Uint8Array[];
	/** All of it in one, if somebody has asked for that since the last change. */
	whole: Uint8Array | null;
}

/** All of some contents as one update. */
export function wholeOf(contents: Contents): Uint8Array {
	restOf(contents);
	const { base, rest } = contents;
	return (contents.whole ??= mergeAll(base ? [base, ...rest] : rest));
}

/** What some contents hold beside the base as one update, merged once for all who ask. */
export function restOf(contents: Contents): Uint8Array {
	if (contents.rest.length !== 1) contents.rest = [mergeAll(contents.rest)];
	return contents.rest[0]!;
}
