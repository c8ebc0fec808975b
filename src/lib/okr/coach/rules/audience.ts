import type { ObjectiveContext } from '../advice.ts';
import { lowersOf, type Reading } from '../read/reading.ts';
import { lineOf } from './ownWords.ts';
import { spanOf, type Finding } from './rule.ts';

const things =
	/^(?:orders|papers|errors|sensors|servers|computers|numbers|offers|containers|factors|sectors|doors|floors|colors|powers|layers|others|letters|matters|monitors|motors|posters|trailers|papers|barriers|borders|corners|drawers|filters|printers|routers|tickers|timers|towers|winters|answers|characters|chapters|registers|triggers|clusters|newsletters|dashers|indicators|behaviors|vendors)$/;

/** "surveyors", "pharmacists": who does something, by the ending. */
function isPerson(lower: string): boolean {
	if (
		/^(?:kunden|mitarbeit|nutzer|patienten|schüler|bürger|mitglieder|lehrer|besucher|spender)/.test(
			lower
		)
	)
		return true;
	return (
		/[a-z]{3}(?:ers|ors|ists|ians|shops?|schools?|clinics?|owner|maker|worker|holder)$/.test(
			lower
		) && !things.test(lower)
	);
}

/** `no-audience`: nobody is named who would notice, neither in the sentence nor in its field. */
export function hasNoAudience(reading: Reading, { audience }: ObjectiveContext): Finding | null {
	if (audience !== undefined && audience.trim() !== '') return null;
	const { words, head } = reading;
	const lowers = lowersOf(reading);
	const isLeader = (at: number) =>
		/^leaders?$/.test(lowers[at] ?? '') &&
		/^(?:market|industry|thought)$/.test(lowers[at - 1] ?? '');
	const isVerb = (at: number) => at >= head.at.begin && at < head.at.end;
	const isNamed = lowersOf(reading).some(
		(lower, at) =>
			!isVerb(at) &&
			!isLeader(at) &&
			!/^(?:business|company|organi[sz]ation|enterprise|department|hire)$/.test(lower) &&
			(isPerson(lower) ||
				words.isNoun(lower.replace(/'s?$/, ''), 'audience') ||
				(words.isNoun(lower, 'outside') && !words.isNoun(lower, 'metric')))
	);
	return isNamed
		? null
		: { span: spanOf(reading, 0, 0), confidence: 0.5, words: { line: lineOf(reading) } };
}
