import type { Reading } from '../read/reading.ts';
import { prepositions } from '../read/smallWords.ts';

/** In words. Longer objectives are not remembered (Wodtke and Castro ask for one memorable sentence). */
export const longestObjective = 20;

/** Stretches between white space that have a letter or digit in them. */
export function wordCount(text: string): number {
	let count = 0;
	for (const [piece] of text.matchAll(/\S+/g)) if (/[\p{L}\p{Nd}]/u.test(piece)) count++;
	return count;
}

const purposes =
	/^(?:to|so|by|that|through|because|for|while|damit|sodass|um|indem|durch|where|who|which|when|with|without|wo|die|der)$/;

/** The index of the word behind the object that says what for, or -1: from there on no aim of its own begins. */
export function purposeAt({ head, tokens }: Reading): number {
	for (let at = Math.max(head.at.end, head.object.begin); at < tokens.length; at++) {
		const lower = tokens[at]?.lower ?? '';
		// "time to hire", "cost to serve" are measures.
		if (lower === 'to' && /^(?:time|times|cost|costs|ability)$/.test(tokens[at - 1]?.lower ?? ''))
			continue;
		if (
			purposes.test(lower) &&
			!(prepositions.has(lower) && at < head.object.end && lower !== 'to')
		)
			return at;
	}
	return -1;
}
