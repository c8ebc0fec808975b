import type { Slots, Span } from '../advice.ts';
import type { Reading } from '../read/reading.ts';

/** What a rule found, to be given the rule's code. Null where it does not hold. */
export interface Finding {
	span: Span;
	/** 0..1. */
	confidence: number;
	words?: Slots;
}

/** The offsets of tokens `begin` to `end` (excluded); the whole text where these are none. */
export function spanOf({ tokens, text }: Reading, begin: number, end: number): Span {
	const first = tokens[begin];
	const last = tokens[end - 1];
	return first && last && begin < end
		? { start: first.start, end: last.end }
		: { start: 0, end: text.length };
}
