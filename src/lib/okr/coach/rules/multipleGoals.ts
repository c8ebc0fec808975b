import { aimsOf } from './aims.ts';
import { ands, isSecondAim, isSentenceAt, isTwinAt, purposes } from './secondAim.ts';
import { isChanging, verbAt } from '../read/verb.ts';
import type { Reading } from '../read/reading.ts';
import { isDeterminer, prepositions } from '../read/smallWords.ts';
import { spanOf, type Finding } from './rule.ts';

/**
 * `multiple-goals`: aims that could stand alone ("Grow revenue and improve retention"). Not two attributes of
 * one thing ("fast and reliable checkout"), not two verbs with one object ("attract and keep nurses"), not an aim
 * with its purpose.
 */
export function hasMultipleGoals(reading: Reading): Finding | null {
	const at = secondGoalAt(reading);
	if (at < 0) return null;
	const { tokens } = reading;
	return {
		span: spanOf(reading, at, tokens.length),
		confidence: 0.7,
		words: aimsOf(reading, at, isVerbThere(reading, at))
	};
}

function secondGoalAt(reading: Reading): number {
	const { tokens, head, words, language } = reading;
	let nouns = 0;
	for (let at = head.at.end; at < tokens.length - 1; at++) {
		const token = tokens[at];
		if (!token) break;
		if (purposes.test(token.lower)) return -1;
		if (isPurposeTo(reading, at)) return -1;
		const isAnd =
			ands.test(token.lower) && !(token.lower === 'as' && tokens[at + 1]?.lower !== 'well');
		const isStop = /^[;.]$/.test(token.text) && !token.glued === false;
		const isComma = token.text === ',';
		if ((isAnd || isComma || isStop) && nouns > 0) {
			let next = at + 1;
			while (
				ands.test(tokens[next]?.lower ?? '') ||
				/ly$/.test(tokens[next]?.lower ?? '') ||
				/^(?:well|as|also|to|then)$/.test(tokens[next]?.lower ?? '')
			)
				next++;
			if (isVerbThere(reading, next)) return next;
			if (isAnd && language === 'en' && isSecondAim(reading, at)) return at + 1;
			if (isAnd && (isTwinAt(reading, at) || isSentenceAt(reading, at))) return at + 1;
		}
		if (
			token.kind === 'word' &&
			!prepositions.has(token.lower) &&
			!isDeterminer(token.lower) &&
			!words.verb(token.lower)?.forms.has('ing')
		)
			nouns++;
		else if (
			token.kind === 'word' &&
			(words.isNoun(token.lower, 'soft') || words.isNoun(token.lower, 'metric'))
		)
			nouns++;
	}
	return language === 'de' ? secondGermanAt(reading) : -1;
}

/** A verb in its base form with something to act on, of the same kind as the head: "… and improve retention". */
function isVerbThere({ tokens, words, head, language }: Reading, at: number): boolean {
	if (language === 'de') return false;
	const known = verbAt(tokens, at, words);
	const found = known ?? unlistedVerbAt(tokens, at);
	const next = tokens[found?.end ?? 0];
	if (!found || !next || ands.test(next.lower) || /^[,.]$/.test(next.text)) return false;
	const form =
		head.kind === 'verb'
			? words.verb(tokens[head.at.begin]?.lower ?? '')?.forms.has('ing')
				? 'ing'
				: 'base'
			: 'base';
	if (known ? !known.verb.forms.has(form) : form !== 'base') return false;
	if (head.kind !== 'verb' && head.kind !== 'thing') return false;
	if (!known) return true;
	const lower = tokens[at]?.lower ?? '';
	// "help pupils … and support parents …"
	if (
		words.isNoun(next.lower, 'audience') &&
		/^(?:support|help|value|serve|respect)$/.test(lower) &&
		head.kind === 'verb' &&
		/s$/.test(next.lower)
	)
		return true;
	// "service and support for clinics", "sales and market share": nouns that look like verbs.
	if (
		prepositions.has(next.lower) &&
		(words.isNoun(lower, 'soft') ||
			words.isNoun(lower, 'metric') ||
			!/^(?:to|into|with|from)$/.test(next.lower))
	)
		return false;
	return !(
		words.isNoun(lower, 'metric') ||
		words.isNoun(lower, 'outside') ||
		(/^(?:support|service|care|market|research|design|development|work|program|plan|process|help|value|test|position|respect|trust|love|contact)$/.test(
			lower
		) &&
			next.kind === 'word' &&
			!isDeterminer(next.lower))
	);
}

/** What stands between "and" and "the" is a verb, also one the lexicon does not have: "and balance the books". */
function unlistedVerbAt(tokens: Reading['tokens'], at: number): { end: number } | undefined {
	const token = tokens[at];
	const isVerb =
		token?.kind === 'word' &&
		/^(?:the|our|every|all)$/.test(tokens[at + 1]?.lower ?? '') &&
		!isDeterminer(token.lower) &&
		!prepositions.has(token.lower) &&
		!/(?:s|ly|ed|ing|ness|tion|er)$|^(?:not|even|also|both|only|then|now|so|how|what|why|they|we)$/.test(
			token.lower
		);
	return isVerb ? { end: at + 1 } : undefined;
}

/** "to" before a verb says what for: "redesign checkout to win and keep buyers" is one aim. */
function isPurposeTo({ tokens, words }: Reading, at: number): boolean {
	const { lower } = tokens[at] ?? {};
	if (lower === 'um') return true;
	// "time to hire", "cost to serve" are measures.
	if (/^(?:time|cost|ability|right|access)$/.test(tokens[at - 1]?.lower ?? '')) return false;
	return (
		lower === 'to' &&
		(verbAt(tokens, at + 1, words)?.verb.forms.has('base') ?? false) &&
		!ands.test(tokens[at - 1]?.lower ?? '')
	);
}

/** German has its verbs last: two of them with "und" between and something of its own before the second. */
function secondGermanAt({ tokens, words, head, dates }: Reading): number {
	const measured = (lower: string) =>
		words.isNoun(lower, 'metric') ||
		words.isNoun(lower, 'softMetric') ||
		words.isNoun(lower, 'soft');
	const isChange = isChanging(head);
	const joint = tokens.findIndex(
		({ lower }, at) =>
			lower === 'und' &&
			at < head.at.begin &&
			measured(tokens[at - 1]?.lower ?? '') &&
			at + 2 === head.at.begin &&
			measured(tokens[at + 1]?.lower ?? '')
	);
	if (isChange && joint >= 0) return joint + 1;
	const verbs: number[] = [];
	for (let at = head.start; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token || /^(?:damit|sodass|indem|um|dass|welche[rs]?)$/.test(token.lower)) break;
		if (
			token.kind !== 'word' ||
			/^\p{Lu}/u.test(token.text) ||
			dates.all.some(({ begin, end }) => at >= begin && at < end)
		)
			continue;
		const verb = words.verb(token.lower);
		if (verb?.forms.has('base') && /(?:en|n)$/.test(token.lower)) verbs.push(at);
	}
	const [first, second] = verbs;
	if (first === undefined || second === undefined) return -1;
	const between = tokens.slice(first + 1, second);
	const and = between.findIndex(({ lower }) => ands.test(lower) || lower === ',');
	return and >= 0 && between.slice(and + 1).some(({ text }) => /^\p{Lu}/u.test(text))
		? first + 1 + and + 1
		: -1;
}
