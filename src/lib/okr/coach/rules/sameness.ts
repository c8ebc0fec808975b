import { longestLine, tokensOf } from '../read/tokens.ts';
import { prepositions } from '../read/smallWords.ts';

const small = new Set(
	'the a an and or our we is are be new und der die das den dem ein eine unser unsere wir'.split(
		' '
	)
);

/** The words of a text that carry its meaning, without their commonest endings. */
export function stemsOf(text: string): Set<string> {
	const stems = new Set<string>();
	for (const { kind, lower } of tokensOf(text.slice(0, longestLine))) {
		if (kind === 'mark' || small.has(lower) || prepositions.has(lower)) continue;
		stems.add(
			lower.length > 5
				? lower.replace(/(?:ings?|ions?|ers?|en|ed|es|s|e)$/, '')
				: lower.replace(/s$/, '')
		);
	}
	return stems;
}

/** How much two texts share, 0..1: 1 where all words of meaning are the same. 0 where one has none. */
export function sameness(one: string, other: string): number {
	const first = stemsOf(one);
	const second = stemsOf(other);
	let shared = 0;
	for (const stem of first) if (second.has(stem)) shared++;
	const all = first.size + second.size - shared;
	return all === 0 || shared === 0 ? 0 : shared / all;
}
