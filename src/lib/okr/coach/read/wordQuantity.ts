import type { Language } from '../advice.ts';
import type { Words } from '../lexicon/lexicon.ts';
import { multipleOfWord, numberOfWord, percentOfWord } from './numeralWords.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';
import { magnitudes, percents, scaleOf, unitAt } from './units.ts';

/** What "two" and other number words may stand before without counting anything. */
const noCount =
	/^(?:of|another|place|by|time|more|day|to|way|or|and|on|step|stop|side|page|voice|another's|click|factor|nines|sided|way|thirds)$/;

export function wordAt(
	tokens: readonly Token[],
	at: number,
	language: Language,
	words: Words
): Quantity | null {
	const token = tokens[at];
	const next = tokens[at + 1];
	const before = tokens[at - 1];
	if (!token) return null;
	const { lower } = token;
	const made = (value: number, unit: string | null, end = at + 1, isTime = false): Quantity => ({
		// "two thirds", "a third", "one third" are one amount.
		begin:
			unit === '%' && /^(?:two|three|one|a|zwei|drei|ein)$/.test(before?.lower ?? '') ? at - 1 : at,
		end,
		value,
		unit,
		scale: 1,
		sign: '',
		isTime,
		isWord: true
	});
	const times = multipleOfWord(lower, language);
	if (times !== undefined) {
		const isOther =
			lower === 'double' &&
			(next?.text === '-' ||
				/^(?:check|down|digits?|opt|blind|entry|sided|click)/.test(next?.lower ?? ''));
		const isOften =
			/^(?:twice|dreimal)$/.test(lower) &&
			/^(?:a|per|each|every|weekly|monthly|daily|pro|im|die)$/.test(next?.lower ?? '');
		return isOther || isOften ? null : made(times, 'x');
	}
	// "every second patient", "jede zweite Lieferung"
	const isEvery = /^(?:every|jede[rsnm]?)$/.test(before?.lower ?? '');
	if (
		isEvery &&
		/^(?:second|third|zweite[rsnm]?|dritte[rsnm]?)$/.test(lower) &&
		isEveryOne(next, words)
	)
		return { ...made(/^(?:third|dritt)/.test(lower) ? 33.3 : 50, '%'), begin: at - 1 };
	const share = percentOfWord(lower, language);
	if (share !== undefined) return shareAt(tokens, at, share, made);
	const number = numberOfWord(lower, language);
	if (
		number === 0 &&
		(before?.lower === 'inbox' ||
			/^(?:trust|day|touch|sum|based|knowledge|tolerance|to|energy)$/.test(next?.lower ?? ''))
	)
		return null;
	if (number === undefined) return zeroAt(tokens, at, language, made);
	if (
		/^(?:hundred|hundert|thousand|tausend|dozen|dutzend)$/.test(lower) &&
		!/^(?:a|one|ein|hundred)$/.test(before?.lower ?? '')
	) {
		if (language === 'en' || /^dutzend$/.test(lower)) return null;
	}
	const isTimed =
		words.isIn((next?.lower ?? '').replace(/s$/, ''), 'timeUnits') &&
		/^(?:within|in|under|below|to|than|innerhalb)$/.test(before?.lower ?? '');
	if (
		!isTimed &&
		(!next ||
			next.kind !== 'word' ||
			(number > 0 &&
				((noCount.test(next.lower) && !isMoreCounted(next, tokens[at + 2])) ||
					isDateAhead(before?.lower, next.lower))))
	) {
		return number === 0 && !next ? made(0, null) : atSign(tokens, at, made, number);
	}
	if (!next) return null;
	// "one in three visitors"
	if (
		number === 1 &&
		next.lower === 'in' &&
		(tokens[at + 2]?.kind === 'number' ||
			numberOfWord(tokens[at + 2]?.lower ?? '', language) !== undefined)
	)
		return made(1, null);
	if (number === 1 && !isTimed && !isOneCounted(tokens, at, words)) return null;
	if (magnitudes.test(next.lower) && next.lower.length > 3) {
		const power = scaleOf(tokens, at + 1, language, false, words);
		if (power !== null) {
			const scale = next.lower === 'dozen' ? 12 : 10 ** power;
			return { ...made(number * scale, null, at + 2), scale };
		}
	}
	const { unit, end, isTime } = unitAt(tokens, at + 1, '', words);
	return made(number, unit, end, isTime);
}

/** "two more carriers" counts, "two more" does not. */
function isMoreCounted(next: Token, second: Token | undefined): boolean {
	return next.lower === 'more' && /^[a-z]{3,}s$/.test(second?.lower ?? '');
}

function isEveryOne(next: Token | undefined, words: Words): boolean {
	return (
		next?.kind === 'word' &&
		!words.isIn(next.lower, 'timeUnits') &&
		(words.isNoun(next.lower, 'audience') ||
			words.isNoun(next.lower, 'outside') ||
			words.isNoun(next.lower, 'unitOfService'))
	);
}

/** "to four within a year": the number ends where the time begins. */
function isDateAhead(before = '', next: string): boolean {
	return (
		/^(?:to|below|under|auf|unter)$/.test(before) &&
		/^(?:until|till|before|bis|vor|in|within)$/.test(next)
	);
}

/** "to three", "below five": a number word at the end of a line or before a mark. */
function atSign(
	tokens: readonly Token[],
	at: number,
	made: (value: number, unit: string | null) => Quantity,
	number: number
): Quantity | null {
	const before = tokens[at - 1]?.lower ?? '';
	const isLevel =
		/^(?:to|at|below|under|least|than|auf|bei|unter|mindestens|from|von|at-least)$/.test(before);
	const next = tokens[at + 1];
	if (next?.kind === 'mark' && percents.test(next.lower)) return made(number, '%');
	const isNow = /^(?:heute|today|currently|now|aktuell|derzeit|was|bisher)$/.test(before);
	if (isNow && next?.text === ')') return made(number, null);
	const isEnd =
		next?.kind !== 'word' || /^(?:by|until|till|before|bis|vor|in|within)$/.test(next.lower);
	return isLevel && number !== 1 && isEnd ? made(number, null) : null;
}

function isOneCounted(tokens: readonly Token[], at: number, words: Words): boolean {
	const before = tokens[at - 1]?.lower ?? '';
	if (/^(?:least|minimum|mind|exactly)$/.test(before)) return true;
	const verb = words.verb(before);
	return (
		verb !== undefined &&
		(verb.classes.has('output') || verb.classes.has('either')) &&
		!/^(?:or|in|at|the|stop|number)$/.test(before)
	);
}

function shareAt(
	tokens: readonly Token[],
	at: number,
	share: number,
	made: (value: number, unit: string | null, end?: number) => Quantity
): Quantity | null {
	const { lower = '' } = tokens[at] ?? {};
	const next = tokens[at + 1]?.lower ?? '';
	const before = tokens[at - 1]?.lower ?? '';
	if (/^(?:halv|halbier|two-|three-|zweidr|dreiv|one-)/.test(lower)) return made(share, '%');
	if (
		/^(?:first|second|this|next|last|erste|zweite|year|and|mid)$/.test(before) ||
		tokens[at + 1]?.text === '-'
	)
		return null;
	if (/^(?:a|an|day|hour|year|yearly|marathon|time)$/.test(next)) return null;
	if (lower === 'quarter') {
		const cue = tokens[at - 2]?.lower ?? '';
		const isPart =
			before === 'one' ||
			(before === 'a' &&
				(next === 'of' || /^(?:by|from|to|least|about|reach)$/.test(cue)) &&
				!/^(?:once|twice)$/.test(cue));
		return isPart ? made(25, '%') : null;
	}
	if (/^(?:fifth|sixth|tenth|fünftel|zehntel)$/.test(lower))
		return /^(?:a|one|ein|einem)$/.test(before) &&
			/^(?:by|from|to|least|um|of|about)$/.test(tokens[at - 2]?.lower ?? '')
			? made(share, '%')
			: null;
	if (/^(?:thirds?|quarters|drittel|viertel)$/.test(lower)) {
		const factor = /^(?:two|zwei)$/.test(before) ? 2 : /^(?:three|drei)$/.test(before) ? 3 : 1;
		const isShare =
			/^(?:a|one|by|ein|um|two|zwei|three|drei|einem)$/.test(before) &&
			!/^(?:party|quarter|time|place)$/.test(next);
		if (!isShare) return null;
		if (lower === 'quarters' && next !== 'of') return null;
		const value =
			lower === 'viertel' || lower === 'quarters'
				? 25 * factor
				: Math.round((1000 * factor) / 3) / 10;
		return made(value, '%');
	}
	return made(share, '%');
}

/** "no open incidents", "keine Ausfälle", "none" at a place where an amount stands. */
function zeroAt(
	tokens: readonly Token[],
	at: number,
	language: Language,
	made: (value: number, unit: string | null) => Quantity
): Quantity | null {
	const { lower = '' } = tokens[at] ?? {};
	const before = tokens[at - 1]?.lower ?? '';
	if (lower === 'none')
		return /^(?:to|have|has|with|:)$/.test(before) || at === 0 || !tokens[at + 1]
			? made(0, null)
			: null;
	const isNo = language === 'de' ? /^keine[nrm]?$/.test(lower) : lower === 'no';
	if (!isNo || tokens[at + 1]?.kind !== 'word') return null;
	if (
		/^(?:more|longer|later|one|code|matter|need|show|doubt|less|single|mehr)$/.test(
			tokens[at + 1]?.lower ?? ''
		)
	)
		return null;
	return at === 0 || /^(?:have|has|are|is|be|haben|gibt|there|:|to|-|•|see|had)$/.test(before)
		? made(0, null)
		: null;
}
