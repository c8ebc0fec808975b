import type { Reading } from '../read/reading.ts';
import { isDeterminer, prepositions } from '../read/smallWords.ts';

export const ands = /^(?:and|und|&|plus|sowie|as|\+)$/;

export const purposes = /^(?:so|by|because|damit|sodass|indem|that|who|which|where|while)$/;

/** "Fresh bread in every village and a fair wage for every baker": two things, each with its own place or people. */
export function isTwinAt({ tokens, head, language }: Reading, at: number): boolean {
	if (language === 'de' || head.kind !== 'none') return false;
	const isArticle = /^(?:a|an|the|our|more|fewer|less|better)$/.test(tokens[at + 1]?.lower ?? '');
	const isPlaced = (begin: number, end: number) =>
		tokens.slice(begin, end).some(({ lower }) => /^(?:in|for|at|on|across|from)$/.test(lower));
	const isShared = tokens
		.slice(head.start, at)
		.some(({ lower }) => purposes.test(lower) || /^(?:between|both|of|with|to)$/.test(lower));
	const first = tokens
		.slice(head.start, at)
		.findIndex(({ lower }) => /^(?:in|for|at|on|across|from)$/.test(lower));
	return (
		isArticle &&
		first >= 1 &&
		isPlaced(head.start, at) &&
		isPlaced(at + 2, tokens.length) &&
		!isShared
	);
}

/** ", and the IT department modernises its data centres": a sentence of its own, of somebody else. */
export function isSentenceAt({ tokens, words, head }: Reading, at: number): boolean {
	if (tokens[at - 1]?.text !== ',' || head.kind === 'verb') return false;
	return tokens
		.slice(at + 2, at + 7)
		.some(
			({ lower }, index) =>
				words.verb(lower)?.forms.has('s') === true &&
				/^(?:its|their|our|the|a)$/.test(tokens[at + 3 + index]?.lower ?? '')
		);
}

/** "Improve customer satisfaction and employee engagement": two measured things, each with its own word before it. */
export function isSecondAim({ tokens, words, head }: Reading, at: number): boolean {
	if (!['up', 'down', 'improve', 'maintain'].some((name) => head.classes.has(name as 'up')))
		return false;
	const measured = (lower: string) =>
		words.isNoun(lower, 'metric') ||
		words.isNoun(lower, 'softMetric') ||
		words.isNoun(lower, 'soft');
	const before = tokens[at - 1]?.lower ?? '';
	if (!measured(before) || at - head.at.end > 8) return false;
	let end = at + 1;
	while (
		end < tokens.length &&
		tokens[end]?.kind === 'word' &&
		!prepositions.has(tokens[end]?.lower ?? '') &&
		!ands.test(tokens[end]?.lower ?? '')
	)
		end++;
	const last = tokens[end - 1]?.lower ?? '';
	if (!measured(last) || tokens[end]?.lower === 'of') return false;
	const isOwn = (begin: number, stop: number) => stop - begin >= 2;
	const beginBefore = lastBreak(
		tokens.map(({ lower }) => lower),
		head.at.end,
		at
	);
	return (
		(isOwn(beginBefore, at) && isOwn(at + 1, end)) ||
		(words.isNoun(before, 'metric') && words.isNoun(last, 'metric'))
	);
}

function lastBreak(lowers: string[], begin: number, at: number): number {
	let from = begin;
	for (let index = begin; index < at; index++)
		if (prepositions.has(lowers[index] ?? '') || isDeterminer(lowers[index] ?? ''))
			from = index + 1;
	return from;
}
