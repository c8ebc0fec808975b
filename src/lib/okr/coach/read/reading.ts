import type { ExtraWords, Language } from '../advice.ts';
import { wordsOf, type Words } from '../lexicon/lexicon.ts';
import { findDates, type Dates } from './deadline.ts';
import { hasTerm, isInName, withExtraWords } from './extraWords.ts';
import { findHead, type Head } from './head.ts';
import { languageOf } from './language.ts';
import { findQuantities, type Quantity } from './quantity.ts';
import { findRoles, type Roles } from './roles.ts';
import { sentenceStart } from './start.ts';
import { longestLine, tokensOf, type Token } from './tokens.ts';

/** Everything the rules ask about a line, worked out once. */
export interface Reading {
	/** As typed; of a text longer than `longestLine` its beginning. */
	text: string;
	language: Language;
	words: Words;
	tokens: readonly Token[];
	dates: Dates;
	quantities: readonly Quantity[];
	roles: Roles;
	head: Head;
	/** Whether it has a word that the team's house rules call vague. */
	isCalledVague: boolean;
	/** Whether a target, a change or a limit is said as a number. */
	hasAmount: boolean;
}

/** Reads a line. Total and linear; of a very long text only the beginning is read. */
export function readLine(whole: string, language?: Language | 'auto', extra?: ExtraWords): Reading {
	const text = whole.slice(0, longestLine);
	const tokens = tokensOf(text);
	const spoken = language === 'en' || language === 'de' ? language : languageOf(tokens);
	const words = withExtraWords(wordsOf(spoken), extra, spoken);
	const isCase = (lower: string) => words.isNoun(lower, 'unitOfService');
	// Dates tell where the sentence begins and the head what kind of deadline a span is: hence twice.
	const first = findDates(tokens, isCase, false);
	const start = sentenceStart(tokens, first.all, words);
	const head = findHead(tokens, start, spoken, words, takenBy(first.all));
	const isDelivery = ['output', 'either', 'up', 'down'].some((name) =>
		head.classes.has(name as 'output')
	);
	const dates = isDelivery ? findDates(tokens, isCase, true) : first;
	const isTaken = takenBy(dates.all);
	const inName = (token: Token | undefined) =>
		token !== undefined && isInName(text, token, extra?.names);
	const quantities = findQuantities(
		tokens,
		spoken,
		words,
		(at) => at < start || isTaken(at) || inName(tokens[at]),
		(lower) => words.isNoun(lower, 'metric') || words.isNoun(lower, 'outside')
	);
	const roles = findRoles(tokens, quantities, head, words);
	return {
		text,
		language: spoken,
		words,
		tokens,
		dates,
		quantities,
		roles,
		head,
		isCalledVague: hasTerm(text, tokens, extra?.vague),
		hasAmount: roles.to !== null || roles.delta !== null
	};
}

/** The words of a line in lower case, from one token to another. */
export function lowersOf(reading: Reading, begin = 0, end = reading.tokens.length): string[] {
	return reading.tokens.slice(begin, end).map(({ lower }) => lower);
}

/** The text between two tokens, as typed. */
export function textOf(reading: Reading, begin: number, end: number): string {
	const first = reading.tokens[begin];
	const last = reading.tokens[end - 1];
	return first && last && begin < end ? reading.text.slice(first.start, last.end) : '';
}

function takenBy(stretches: readonly { begin: number; end: number }[]): (at: number) => boolean {
	const taken = new Set<number>();
	for (const { begin, end } of stretches) for (let at = begin; at < end; at++) taken.add(at);
	return (at) => taken.has(at);
}
