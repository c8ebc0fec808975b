import type { VerbReading, Words } from '../lexicon/lexicon.ts';
import { determiners, prepositions, relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';

/**
 * What opens a line before "a", "the", "our", "all" is a verb, also one the lexicon does not have. The words for
 * change, levels and intentions are few and listed; what is not among them is nearly always work.
 */
export function unknownVerbAt(
	tokens: readonly Token[],
	start: number,
	words: Words
): { verb: VerbReading; end: number } | undefined {
	const token = tokens[start];
	if (token?.kind !== 'word' || start + 1 >= tokens.length) return undefined;
	const { lower } = token;
	const next = tokens[start + 1];
	const isCounting =
		next?.kind === 'number' &&
		tokens[start + 2]?.kind === 'word' &&
		tokens.slice(start + 2, start + 5).some(({ lower }) => /[a-z]{2}s$/.test(lower)) &&
		!words.isIn((tokens[start + 2]?.lower ?? '').replace(/s$/, ''), 'timeUnits');
	const isOpen =
		isCounting ||
		/^(?:a|an|the|our|all|new|every|each|two|three|four|five)$/.test(next?.lower ?? '');
	const isNoun =
		/(?:s|tion|ness|ity|ment|ance|ence|ship|ing|ed|ly)$/.test(lower) ||
		token.text === token.text.toUpperCase();
	const isKnown =
		prepositions.has(lower) ||
		determiners.has(lower) ||
		relatives.has(lower) ||
		smallWords.test(lower) ||
		(['outside', 'metric', 'audience', 'soft'] as const).some((name) => words.isNoun(lower, name));
	if (!isOpen || isNoun || isKnown || words.isIn(lower, 'hype') || words.isIn(lower, 'me'))
		return undefined;
	return {
		verb: { classes: new Set(['output']), forms: new Set(['base']), base: lower },
		end: start + 1
	};
}

const smallWords =
	/^(?:and|or|but|not|no|only|both|half|more|less|fewer|most|least|now|then|there|it|they|you|he|she|if|what|how|why|also|just|even|than|very|zero|one|two|three|number|show|feel|everyone|everybody|nobody|nothing|something|someone)$/;
