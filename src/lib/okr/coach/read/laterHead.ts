import type { Words } from '../lexicon/lexicon.ts';
import type { Head } from './head.ts';
import { objectOf } from './objectStretch.ts';
import { openingVerb } from './openingVerb.ts';
import { determiners, prepositions, relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';
import { isChanging, verbAt } from './verb.ts';

const isOwnTeam = /^(?:we|our|the|team|wir|unser)$/;

/** "7 of 12 villages …", "60 % of squads …": a line that counts who does something. */
function isCountedOf(tokens: readonly Token[], start: number): boolean {
	const opening = tokens.slice(start, start + 5);
	return (
		opening[0]?.kind === 'number' && opening.some(({ lower }) => lower === 'of' || lower === 'in')
	);
}

/** The head of a line that opens with a noun: the first verb form behind it that says what becomes of it. */
export function laterHead(
	tokens: readonly Token[],
	start: number,
	words: Words,
	isTaken: (at: number) => boolean
): Head {
	const none: Head = {
		kind: 'none',
		at: { begin: start, end: start },
		classes: new Set(),
		base: '',
		object: { begin: start, end: tokens.length },
		start
	};
	// "strategy approved by the board": said only of which one, unless nothing else is said.
	let onlyWhich: Head | undefined;
	let isMeasure = false;
	let isHelped = false;
	for (let at = start; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token || relatives.has(token.lower) || token.text === '(') break;
		if (isTaken(at) || token.kind !== 'word') continue;
		const before = tokens[at - 1]?.lower ?? '';
		if (/^(?:is|are|was|were|been|be|has|have|had|get|gets)$/.test(token.lower)) {
			isHelped = true;
			continue;
		}
		if (words.isNoun(token.lower, 'measure') && at - start < 4) isMeasure = true;
		if (
			/^(?:down|up)$/.test(token.lower) &&
			(/^(?:to|from|by|\d.*)$/.test(tokens[at + 1]?.lower ?? '') || at === tokens.length - 1) &&
			at > start &&
			!/^(?:be|is|are|stay|remain|makes?|made)$/.test(before)
		) {
			return {
				...none,
				kind: 'participle',
				at: { begin: at, end: at + 1 },
				classes: new Set([token.lower as 'up' | 'down']),
				base: token.lower,
				object: { begin: start, end: at }
			};
		}
		if (at === start) continue;
		// "0 printed forms", ": 6 signed contracts": only says what kind.
		const isAttribute =
			(tokens[at - 1]?.kind === 'number' || /^(?:zero|no|:|of)$/.test(before)) &&
			/^[a-z]+(?:ed|en)$/.test(token.lower) &&
			/^[a-z]{3,}s$/.test(tokens[at + 1]?.lower ?? '');
		if (isAttribute) continue;
		const found = verbAt(tokens, at, words);
		if (!found) continue;
		const { verb, end } = found;
		const rest = { at: { begin: at, end }, classes: verb.classes, base: verb.base, start };
		// "on-time delivery improves to 93 %", "acquisition cost decrease 12 %"
		const isMoving =
			isChanging(verb) &&
			(verb.forms.has('s') || verb.forms.has('base')) &&
			!prepositions.has(before) &&
			!determiners.has(before) &&
			tokens[at - 1]?.kind === 'word' &&
			(/^(?:to|from|by|below|above|under|over|at)$/.test(tokens[end]?.lower ?? '') ||
				tokens[end]?.kind === 'number');
		if (isMoving && !tokens.slice(start, at).some(({ kind }) => kind === 'number'))
			return { ...rest, kind: 'participle', object: { begin: start, end: at } };
		// "8 of 11 squads have replaced their buttons": what others have done.
		const isPerfect =
			isHelped &&
			verb.forms.has('past') &&
			/^(?:have|has)$/.test(before) &&
			/^(?:the|their|its|a|an|at|all|his|her|every)$/.test(tokens[end]?.lower ?? '') &&
			!isOwnTeam.test(tokens[start]?.lower ?? '');
		if (isPerfect)
			return { ...rest, kind: 'subject', object: objectOf(tokens, end, words, isTaken) };
		if (
			verb.forms.has('past') &&
			!prepositions.has(before) &&
			!determiners.has(before) &&
			!(
				verb.forms.has('base') &&
				!isHelped &&
				/[a-z]{3}s$/.test(before) &&
				(isCountedOf(tokens, start) || words.isNoun(before, 'audience'))
			)
		) {
			// "bugs reported by customers fixed": what others do only says which ones.
			const isOnlyWhich =
				tokens[end]?.lower === 'by' &&
				!isTaken(end) &&
				tokens[end + 1]?.kind === 'word' &&
				!isHelped;
			if (isOnlyWhich && !isMeasure)
				onlyWhich ??= {
					...rest,
					kind: 'participle',
					classes: new Set(['service']),
					object: { begin: start, end: at }
				};
			if (isOnlyWhich || (isMeasure && !isChanging(verb))) continue;
			return { ...rest, kind: 'participle', object: { begin: start, end: at } };
		}
		const isMany =
			/(?:s|people|staff|men|children|faculty|team|everyone|everybody|who|they|all|we|it)$/.test(
				before
			) || verb.forms.has('s');
		const isPerson =
			isMany &&
			(words.isNoun(before, 'audience') ||
				words.isNoun(before, 'outside') ||
				(isCountedOf(tokens, start) && /[a-z]{3}s$/.test(before)) ||
				(before === 'all' && !verb.forms.has('s')) ||
				/^(?:who|they|everyone|everybody|it)$/.test(before));
		if (
			isPerson &&
			(verb.forms.has('base') || verb.forms.has('s')) &&
			!words.isNoun(token.lower, 'metric')
		) {
			return { ...rest, kind: 'subject', object: objectOf(tokens, end, words, isTaken) };
		}
		if ((before === ':' || /^[–—]$/.test(before)) && openingVerb(tokens, at, words)) {
			return { ...rest, kind: 'verb', object: objectOf(tokens, end, words, isTaken), start: at };
		}
	}
	return tokens.some(({ kind }) => kind === 'number') ? none : (onlyWhich ?? none);
}
