import { prepositions } from './smallWords.ts';
import type { Stretch } from './deadline.ts';
import type { Reading } from './reading.ts';

/** The words of the object that name what is acted on, in lower case, without numbers. */
export function objectWords(reading: Reading): string[] {
	return nounsOf(reading, reading.head.object);
}

function nounsOf({ tokens }: Reading, { begin, end }: Stretch): string[] {
	return tokens
		.slice(begin, end)
		.filter(({ kind, lower }) => kind === 'word' && !prepositions.has(lower))
		.map(({ lower }) => lower);
}

/**
 * The word that says what the object is: the last of its noun phrase ("three new enterprise *customers*",
 * "a list of leads" is a list), of a count or share what is counted ("80 % of *services*").
 */
export function objectNoun(reading: Reading): string {
	const { tokens, head, words, language } = reading;
	let noun = '';
	for (let at = head.object.begin; at < head.object.end; at++) {
		const token = tokens[at];
		if (token?.kind !== 'word') continue;
		if (prepositions.has(token.lower)) {
			const isShare =
				/^(?:of|der|des|von|aller|unserer)$/.test(token.lower) && isShareBefore(reading, at);
			if (noun !== '' && !isShare) break;
			if (isShare) noun = '';
			continue;
		}
		if (/^(?:and|or|und|oder|&)$/.test(token.lower)) break;
		// German nouns are capitalised; English ones are whatever is last.
		if (language === 'de' && !/^\p{Lu}/u.test(token.text)) continue;
		if (head.kind === 'participle' && words.verb(token.lower)?.forms.has('past')) continue;
		noun = token.lower;
		if (language === 'de') return noun;
	}
	return noun;
}

function isShareBefore({ tokens, words }: Reading, at: number): boolean {
	const before = tokens[at - 1];
	return (
		before?.text === '%' ||
		before?.kind === 'number' ||
		/^(?:percent|prozent|half|hälfte|most|all|x|cent)$/.test(before?.lower ?? '') ||
		words.isNoun(before?.lower ?? '', 'measure')
	);
}

/** Whether something is what others do or get, or a measure: not to be ticked off by the team. */
export function isOutcomeNoun({ words }: Reading, noun: string): boolean {
	return (
		words.isNoun(noun, 'outside') ||
		words.isNoun(noun, 'metric') ||
		words.isNoun(noun, 'softMetric')
	);
}

/** A measure of which one can say that it was held: NPS, margin, satisfaction. */
export function isHoldable({ words }: Reading, noun: string): boolean {
	return (
		(words.isNoun(noun, 'metric') || words.isNoun(noun, 'softMetric')) &&
		!words.isNoun(noun, 'audience')
	);
}

const inTime =
	/^(?:within|under|time|schedule|sla|budget|same-day|same|first|faster|less|innerhalb|binnen|unter|pünktlich|termingerecht|fristgerecht)$/;

/** "95 % of orders shipped on time", "every ticket answered within a day": a level of service. */
export function isService(reading: Reading): boolean {
	const { tokens, words, quantities, head } = reading;
	const lowers = tokens.map(({ lower }) => lower);
	const hasCase = lowers.some((lower) => words.isNoun(lower, 'unitOfService'));
	const isLimited =
		lowers.some((lower) => inTime.test(lower)) &&
		(lowers.includes('within') ||
			lowers.includes('innerhalb') ||
			lowers.includes('binnen') ||
			/\bon (?:time|schedule|budget)\b|same[- ]day|\bin (?:less|under)\b|\bunder \d|\bwithout\b|\bfirst (?:time|contact|try)\b|pünktlich|gerecht/.test(
				lowers.join(' ')
			));
	const isShare =
		quantities.some(({ unit }) => unit === '%') ||
		lowers.some(
			(lower, at) =>
				/^(?:all|every|each|alle|jede|jeder|jedes)$/.test(lower) &&
				!/^(?:day|week|month|quarter|year|monday|friday|tag|woche)$/.test(lowers[at + 1] ?? '')
		);
	if (
		(hasCase || /\bon (?:time|schedule)\b|pünktlich|termingerecht/.test(lowers.join(' '))) &&
		isLimited &&
		isShare
	)
		return true;
	// "patch 100 % of servers within 7 days of release"
	const within = lowers.findIndex((lower) => /^(?:within|innerhalb|binnen)$/.test(lower));
	if (
		isShare &&
		within >= 0 &&
		lowers.slice(within + 2, within + 6).some((lower) => /^(?:of|after|from|nach)$/.test(lower))
	)
		return true;
	const isTimed = quantities.some(({ isTime }) => isTime) && isLimited && hasCase;
	return isTimed && (head.classes.has('service') || head.classes.has('outcome'));
}
