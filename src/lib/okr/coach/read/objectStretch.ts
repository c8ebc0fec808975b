import type { Words } from '../lexicon/lexicon.ts';
import type { Stretch } from './deadline.ts';
import { prepositions, relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';
import { verbAt } from './verb.ts';

/** What stands right behind a verb, through "of" where a share or a count of it is meant. */
export function objectOf(
	tokens: readonly Token[],
	begin: number,
	words: Words,
	isTaken: (at: number) => boolean
): Stretch {
	let end = begin;
	while (end < tokens.length && end - begin < 40) {
		const token = tokens[end];
		if (!token || isTaken(end) || relatives.has(token.lower)) break;
		if (token.kind === 'mark' && /^[,;:()–—→=<>≥≤[\]]$|^->$/.test(token.text)) break;
		if (prepositions.has(token.lower) && end > begin) {
			const before = tokens[end - 1]?.lower ?? '';
			const isShare =
				token.lower === 'of' &&
				(/^(?:%|percent|half|most|all|x|cent|thirds?)$/.test(before) ||
					words.isNoun(before, 'measure') ||
					tokens[end - 1]?.kind === 'number');
			if (!isShare && !/^(?:up|over|under|about|around|than|between)$/.test(token.lower)) break;
		}
		if (
			/^(?:and|und|&|or|oder)$/.test(token.lower) &&
			end > begin &&
			verbAt(tokens, end + 1, words)?.verb.forms.has('base')
		)
			break;
		end++;
	}
	return { begin, end };
}
