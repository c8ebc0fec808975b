import { hasPlaceholder } from './placeholder.ts';
import { isOutcomeNoun, objectNoun, objectWords } from '../read/object.ts';
import { lowersOf, type Reading } from '../read/reading.ts';
import { isChanging } from '../read/verb.ts';

/** How a line without an amount fails: its metric lacks the number, nothing could be counted, or it is yes or no. */
export type Kind = 'amount' | 'countable' | 'uncheckable' | 'yes-or-no';

const universal = /^(?:all|every|each|any|alle|jede|jeder|jedes|jeden|sämtliche|aller)$/;

/** What is done again and again is not simply done or not. */
const repeated =
	/^(?:weekly|daily|monthly|quarterly|biweekly|bi-weekly|once|twice|regular|regularly|(?:wöchentlich|täglich|monatlich|regelmäßig)\p{L}*)$/u;
const spans =
	/^(?:day|week|month|quarter|sprint|year|morning|tag|woche|monat|quartal|jahr|monday|friday|two|other)$/;

/** Whether a hard measure is named: revenue, churn, a rate, a number of something. */
function namesMeasure(reading: Reading): boolean {
	const { words, head } = reading;
	const named =
		head.kind === 'verb' || head.kind === 'thing' ? objectWords(reading) : lowersOf(reading);
	const isMore =
		head.kind === 'none' &&
		/^(?:more|higher|fewer|less|mehr|weniger|höhere)$/.test(named[head.start] ?? '');
	return named.some(
		(lower) =>
			words.isNoun(lower, 'metric') ||
			words.isNoun(lower, 'softMetric') ||
			(isMore && words.isNoun(lower, 'outside'))
	);
}

const strongPraise =
	/^(?:smooth|seamless|excellent|great|robust|strong|effective|efficient|high-quality|scalable|user-friendly|better|healthy|successful|optimal|professional|outstanding|reliable|exceptional|reibungslos|exzellent|hervorragend|stark)$/;
const growable =
	/^(?:list|base|following|audience|network|portfolio|readership|funnel|verteiler|kundenstamm)$/;

/** Decides what a line is that is no output. `isDelivery` says that it was found to be one. */
export function kindOf(reading: Reading, isDelivery: boolean): Kind {
	if (reading.hasAmount) return 'amount';
	const { head, words } = reading;
	const lowers = lowersOf(reading);
	if (hasPlaceholder(reading)) return 'countable';
	if (
		!isDelivery &&
		lowers.some((lower) => /^(?:faster|quicker|sooner|schneller)$/.test(lower)) &&
		head.kind === 'verb' &&
		head.classes.has('service')
	)
		return 'countable';
	if (reading.isCalledVague && !isDelivery) return 'uncheckable';
	if (isDelivery)
		return lowers.some(
			(lower, at) =>
				repeated.test(lower) ||
				(/^(?:every|each|per|a|jede[nrs]?|pro|im)$/.test(lower) && spans.test(lowers[at + 1] ?? ''))
		)
			? 'amount'
			: 'yes-or-no';
	if (isSaidOf(reading) || /\bbreak(?:s|ing)? even\b/.test(lowers.join(' '))) return 'yes-or-no';
	if (
		/\b(?:seen|known|perceived|regarded|recognized|recognised|viewed) (?:as|for|by)\b/.test(
			lowers.join(' ')
		) &&
		!/%/.test(reading.text)
	)
		return 'uncheckable';
	const noun = objectNoun(reading);
	const isSoft =
		(words.isNoun(noun, 'soft') && !words.isNoun(noun, 'metric')) ||
		reading.tokens.some(
			({ text, lower }, at) =>
				at > 0 &&
				text === lower &&
				/^(?:best|leading|world-class|better|great|excellent|loved|amazing|leader|outstanding|beste|besten|führend|exzellent|großartig|besser)$/.test(
					lower
				)
		);
	const praised = reading.tokens
		.slice(head.object.begin, head.object.end)
		.some(({ text, lower }) => text === lower && strongPraise.test(lower));
	if (
		(head.kind === 'none' ||
			head.classes.has('level') ||
			head.classes.has('soft') ||
			head.classes.has('either')) &&
		(praised || (/^(?:be|become|sein|werden)$/.test(head.base) && words.isIn(noun, 'hype')))
	)
		return 'uncheckable';
	const isSoftObject = objectWords(reading).some(
		(lower) => words.isNoun(lower, 'soft') && !words.isNoun(lower, 'operation')
	);
	if (head.base === 'ensure' && isSoftObject) return 'uncheckable';
	const isChange = isChanging(head);
	const isSoftNoun = words.isNoun(noun, 'soft') && !words.isNoun(noun, 'metric');
	if (
		/^(?:eliminate|eradicate|prevent|avoid|stop|eliminieren|vermeiden|verhindern)$/.test(
			head.base
		) &&
		!isSoftNoun &&
		!hasMeasureWord(reading)
	)
		return 'yes-or-no';
	if (
		/^(?:handle|process|answer|respond|reply|serve|pay|bearbeiten|beantworten|bezahlen)$/.test(
			head.base
		)
	)
		return 'amount';
	if (isChange) {
		// "increase the proportion of meals with local produce"
		if (
			objectWords(reading).some((lower) =>
				/^(?:share|proportion|percentage|number|percent|ratio|amount|volume|anteil|zahl|anzahl|menge)$/.test(
					lower
				)
			)
		)
			return 'countable';
		if (isMeasureNoun(reading, noun) || growable.test(noun)) return 'countable';
		if (namesMeasure(reading) && !isSoft && !head.classes.has('improve')) return 'countable';
		return 'uncheckable';
	}
	if (
		head.classes.has('maintain') &&
		/^(?:within|on|in|im|innerhalb)$/.test(reading.tokens[head.at.end]?.lower ?? '')
	)
		return 'yes-or-no';
	if (head.classes.has('maintain'))
		return namesMeasure(reading) && !isSoft ? 'countable' : 'yes-or-no';
	if (lowers.some((lower) => universal.test(lower)) && !head.classes.has('soft'))
		return 'yes-or-no';
	if (isSoft) return 'uncheckable';
	if (head.classes.has('level') || head.classes.has('either')) {
		// "win the award" is yes or no, "win customers" and "get traffic" lack a number.
		const isCounted =
			!words.isNoun(noun, 'outside') || words.isNoun(noun, 'metric') || /s$|kunden$/.test(noun);
		if (isMeasureNoun(reading, noun) && isCounted) return 'countable';
		return words.isNoun(noun, 'soft') || words.isNoun(noun, 'softMetric')
			? 'uncheckable'
			: 'yes-or-no';
	}
	if (head.kind === 'none' || head.kind === 'participle') {
		if (namesMeasure(reading)) return 'countable';
		return head.kind === 'participle' && !head.classes.has('outcome') ? 'yes-or-no' : 'uncheckable';
	}
	return isMeasureNoun(reading, noun) && (!head.classes.has('soft') || head.base === 'drive')
		? 'countable'
		: 'uncheckable';
}

function hasMeasureWord(reading: Reading): boolean {
	return objectWords(reading).some((lower) => reading.words.isNoun(lower, 'metric'));
}

function isMeasureNoun(reading: Reading, noun: string): boolean {
	return (
		isOutcomeNoun(reading, noun) &&
		!/^(?:coverage|quality|morale|awareness|efficiency|happiness|level|speed|effort|effizienz|productivity|produktivität|bekanntheit|pipeline-of)$/.test(
			noun
		) &&
		!reading.words.isNoun(noun, 'abstract')
	);
}

/** "Gartner lists us as …", "a newspaper covers the reopening", "the board approves the plan": one other does it or does not. */
function isSaidOf({ tokens, head, words, language }: Reading): boolean {
	if (language === 'de' || head.kind === 'verb' || head.kind === 'thing') return false;
	const first = tokens[head.start];
	// "Fewer complaints about …" has its capital from the line.
	if (/^(?:more|fewer|less|higher|lower|better|new)$/.test(first?.lower ?? '')) return false;
	const isOne =
		/^(?:a|an|the|one|another)$/.test(first?.lower ?? '') || /^\p{Lu}/u.test(first?.text ?? '');
	if (!isOne) return false;
	const verb = tokens.findIndex(
		({ lower, kind }, at) =>
			at > head.start &&
			at <= head.start + 6 &&
			kind === 'word' &&
			/[a-z]{2}s$/.test(lower) &&
			/^(?:us|our|the|a|an|about|into|on)$/.test(tokens[at + 1]?.lower ?? '') &&
			!words.isNoun(lower, 'measure')
	);
	if (verb < 0) return false;
	const isListed = words.verb(tokens[verb]?.lower ?? '')?.forms.has('s') === true;
	const isPlural = /s$/.test(tokens[verb - 1]?.lower ?? '') && !isListed;
	return !isPlural && (isListed || /^(?:us|our|about|the)$/.test(tokens[verb + 1]?.lower ?? ''));
}
