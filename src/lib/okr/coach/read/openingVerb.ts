import { unknownVerbAt } from './unknownVerb.ts';
import type { VerbReading, Words } from '../lexicon/lexicon.ts';
import { determiners, prepositions, relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';
import { isChanging, verbAt } from './verb.ts';

/** Nouns that look like verbs, wherever a measure follows: "test coverage", "release frequency". */
const nounLike = new Set(
	(
		'test release launch build design review support call plan order open ship report survey research visit contact demo audit update ' +
		'upgrade pilot run draft document study host book file start sign email rollout interview program model record film code process ' +
		'track market back-up backup staff patch index share pitch trial experiment commission process answer return use rate reply ' +
		'work show lead value exit help care load page case time cost churn deal rank score average deploy ' +
		'merge hire claim inventory label index scan pick fill fix audit equip screen survey supply stage lease fund grant price task trace vet ' +
		'stock contract note map order transfer upload download import export training ' +
		'script shadow brief broadcast charter chair craft preview reform substitute swap zone wrap hike bundle purge discharge click close win offer stock stay quote pay'
	).split(' ')
);

/** Never a noun, whatever follows: "measure response rates at 3 sites". */
const pureVerbs =
	/(?:i[sz]e|ify|ate|ish|en)$|^(?:measure|track|define|create|build|implement|introduce|develop|deliver|analyze|hire|train|write|send|conduct|identify|monitor|set|add|get|complete|achieve|reach|attain|maintain|keep|have|see|exceed|be|secure|acquire|win|gain|earn|bring|sell|raise|improve|provide|ensure|obtain|receive|become|make|do|give|let|prepare|collect|retain|sustain|preserve|remain|meet|attract)$/;

export function openingVerb(
	tokens: readonly Token[],
	start: number,
	words: Words
): { verb: VerbReading; end: number } | undefined {
	const found = verbAt(tokens, start, words) ?? unknownVerbAt(tokens, start, words);
	if (!found) return undefined;
	const { verb, end } = found;
	const next = tokens[end];
	const first = tokens[start]?.lower ?? '';
	const isDeterminer = next?.kind === 'number' || determiners.has(next?.lower ?? '');
	if (!next) return verb.forms.has('base') && !words.isNoun(first, 'metric') ? found : undefined;
	// "Onboarding takes less than a day"
	if (
		verb.forms.has('ing') &&
		/^(?:takes?|lasts?|costs?|needs?|works?|runs?|is|are|stays?|remains?|gets?|feels?)$/.test(
			next.lower
		)
	)
		return undefined;
	if (isDeterminer) return found;
	if (verb.base === 'hold' && verb.forms.has('base')) return found;
	// "Call centre answers 80 % of calls": a noun with a verb of its own.
	const isSubject =
		nounLike.has(first) &&
		tokens
			.slice(end, end + 3)
			.some(
				({ lower, kind }, index) =>
					kind === 'word' &&
					index > 0 &&
					words.verb(lower)?.forms.has('s') === true &&
					!words.isNoun(lower, 'metric') &&
					(tokens[end + index + 1]?.kind === 'number' ||
						/^(?:the|our|a|an|at|all|every)$/.test(tokens[end + index + 1]?.lower ?? ''))
			);
	if (isSubject && tokens.some(({ text }) => text === '%')) return undefined;
	// "Restore from backup takes under 2 hours"
	const isLasting = tokens
		.slice(end, end + 5)
		.some(
			({ lower }, index) =>
				/^(?:takes|lasts|costs|stays|remains|exceeds)$/.test(lower) &&
				(tokens[end + index + 1]?.kind === 'number' ||
					/^(?:under|less|at|below|above|over|no|max|about|only)$/.test(
						tokens[end + index + 1]?.lower ?? ''
					))
		);
	if (isLasting && !isDeterminer) return undefined;
	// "Plan approved", "bundle started"
	const done = words.verb(next.lower);
	const isAttribute =
		tokens[end + 1]?.kind === 'word' && !prepositions.has(tokens[end + 1]?.lower ?? '');
	if (nounLike.has(first) && done?.forms.has('past') && !done.forms.has('base') && !isAttribute)
		return undefined;
	// "Rate: 40 %", "Churn ≤ 2 %", "Score of 8", "Sales by 20 %"
	const isMeasure = words.isNoun(first, 'metric') || words.isNoun(first, 'outside');
	if (isMeasure && (next.kind === 'mark' || prepositions.has(next.lower) || isFiniteBe(next.lower)))
		return undefined;
	if (next.kind === 'mark' && /^(?::|=|[<>≤≥=]+|→|->)$/.test(next.text)) return undefined;
	const isChange = isChanging(verb);
	const { last, behind } = lastNoun(tokens, end, words);
	const isCut = behind !== undefined && /^(?:and|or|&|,|\+|with)$/.test(behind.lower);
	const endsInMeasure =
		last !== '' &&
		!isCut &&
		(words.isNoun(last, 'metric') || words.isNoun(last, 'softMetric')) &&
		!words.isNoun(last, 'audience');
	const isMoving = /^(?:upgrade|update|migrate|move|switch|port|transfer)$/.test(first);
	// "task success of 90 %", "support quality at 4.5": a measure that is only said.
	const isRated =
		nounLike.has(first) &&
		/^(?:success|quality|accuracy|satisfaction|adherence|failure|effort|performance|stability|reliability|experience|efficiency|visibility|compliance|variance|resolution|acceptance|frequency|health|fairness)$/.test(
			last
		) &&
		tokens.slice(end).some(({ text }) => text === '%' || text === '→' || text === '->');
	if (isRated && verb.forms.has('base')) return undefined;
	// "stock turns from 4 to 6": a measure with its way.
	if (
		nounLike.has(first) &&
		behind?.lower === 'from' &&
		!isChange &&
		verb.forms.has('base') &&
		!isMoving
	)
		return undefined;
	if (verb.forms.has('base') && isChange) return found;
	// "launch date met", "design system used", "hiring plan 100 % fulfilled"
	const isParticiple =
		behind?.kind === 'word' &&
		words.verb(behind.lower)?.forms.has('past') === true &&
		!words.verb(behind.lower)?.forms.has('base');
	if (
		nounLike.has(first) &&
		last !== '' &&
		/^(?:shows?|indicates?|reach(?:es)?|exceeds?|says?|is|are)$/.test(behind?.lower ?? '')
	)
		return undefined;
	if ((nounLike.has(first) || verb.forms.has('ing')) && last !== '' && isParticiple)
		return undefined;
	if (verb.forms.has('ing') && last !== '' && behind?.kind === 'number') return undefined;
	// "catalogue response rate of 2.4 %"
	const isLevel =
		endsInMeasure &&
		last !== first &&
		!pureVerbs.test(first) &&
		behind !== undefined &&
		(behind.kind === 'number' ||
			/^(?:[:=]|[<>≥≤]=?|of|at|above|below|under|over)$/.test(behind.lower));
	if (verb.forms.has('base') && isLevel) return undefined;
	if (verb.forms.has('base'))
		return nounLike.has(first) && endsInMeasure && last !== first ? undefined : found;
	if (verb.forms.has('ing')) {
		return (endsInMeasure || words.isNoun(last, 'outside')) && !isChange ? undefined : found;
	}
	if (verb.forms.has('past')) {
		// "fully staffed shifts on 28 of 30 days": which shifts, not what was done.
		const isCounted = tokens.slice(end).some(({ kind }) => kind === 'number');
		return isChange || (verb.classes.has('output') && !isCounted) ? found : undefined;
	}
	return isChange ? found : undefined;
}

/** The last word before the first that relates or counts: of "build time from 20" that is "time". */
function lastNoun(
	tokens: readonly Token[],
	begin: number,
	words: Words
): { last: string; behind: Token | undefined } {
	let last = '';
	let at = begin;
	for (; at < Math.min(tokens.length, begin + 6); at++) {
		const token = tokens[at];
		if (token?.kind !== 'word' || prepositions.has(token.lower) || relatives.has(token.lower))
			break;
		if (
			/^(?:and|or|is|are|be|shows?|indicates?|reach(?:es)?|exceeds?|says?)$/.test(token.lower) ||
			(at > begin &&
				words.verb(token.lower)?.forms.has('past') &&
				!words.isNoun(token.lower, 'metric'))
		)
			break;
		last = token.lower;
	}
	return { last, behind: tokens[at] };
}

function isFiniteBe(lower: string): boolean {
	return /^(?:is|are|was|were|be|stays?|remains?|increased|reduced|decreased|improved|down|up|grows?|drops?)$/.test(
		lower
	);
}
