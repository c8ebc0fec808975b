import { durationEnd, isDeadlineSpan } from './duration.ts';
import type { Token } from './tokens.ts';
import { dateEnd, isDateWord, isNear, isWeekday } from './date.ts';
import { eventEnd } from './event.ts';
import { prepositions, relatives } from './smallWords.ts';

/** A stretch of tokens, `end` excluded. */
export interface Stretch {
	begin: number;
	end: number;
}

export interface Dates {
	/** Where the deadline's own words stand, without the `by`; null where the line has none. */
	deadline: Stretch | null;
	/** Every stretch of tokens that is about time on the calendar, prepositions included: no amounts in there. */
	all: Stretch[];
}

const until = new Set(
	'by until till before til bis spätestens vor latest due deadline eta upto fällig frist'.split(' ')
);
const during = new Set(
	'in on during within throughout over at through im am zum zur während innerhalb binnen ab à'.split(
		' '
	)
);
const against = new Set(
	(
		'than vs versus since compared to last previous prior past seit gegenüber als vorigen letzten letztes vergangenen from of ' +
		'vom'
	).split(' ')
);
const baseline = new Set(
	'was were currently current today now baseline war aktuell derzeit bisher stand'.split(' ')
);
const rates = /^(?:per|every|each|a|pro|je|jede[nrs]?)$/;
/**
 * When the line shall be true, and everything else in it that is calendar. A limit of every single case
 * ("answered within 2 days", "within 30 days of hiring") is a service level, not a deadline; a span
 * one compares with ("than last year", "from 40 in Q2") is none either. Of two the last one counts, and one
 * after "by" more than one after "in".
 *
 * `isCase` tells words for what has a service level; `isDelivery` whether the line is about a delivery of
 * the team's own, for which any long span is a deadline.
 */
export function findDates(
	tokens: readonly Token[],
	isCase: (lower: string) => boolean,
	isDelivery: boolean
): Dates {
	const all: Stretch[] = [];
	let deadline: Stretch | null = null;
	let strength = 0;
	const found = (begin: number, words: number, end: number, weight: number) => {
		all.push({ begin, end });
		if (weight > 0 && weight >= strength) {
			deadline = { begin: words, end };
			strength = weight;
		}
	};
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token) break;
		const before = tokens[at - 1]?.lower ?? '';
		const isLatest = token.lower === 'later' && tokens[at + 1]?.lower === 'than';
		if (until.has(token.lower) || isLatest) {
			let words = at + 1;
			while (
				/^(?:[:=]|on|by|the|latest|spätestens|zum|zur|at|than|am|date)$/.test(
					tokens[words]?.lower ?? ''
				)
			)
				words++;
			const day = dateEnd(tokens, words, true);
			const isOpen = /^(?:before|until|till|eta|due|deadline)$/.test(token.lower);
			// "bugs found before release" says which ones, "before the release" when.
			const isBare = token.lower === 'before' && words === at + 1;
			const event = eventEnd(tokens, words, isOpen, isBare);
			// "by the March meeting" goes on where the month ends; a capital in a German noun says nothing.
			const end = Math.max(day, event);
			if (end > words) {
				const isPast = baseline.has(before);
				found(at, words, end, isPast ? 0 : 3);
				at = end - 1;
				continue;
			}
		}
		const span = durationEnd(tokens, at);
		if (span > at) {
			if (isDeadlineSpan(tokens, at, span, isCase, isDelivery)) {
				const isIn = token.lower === 'in' || token.lower === 'over' || token.lower === 'during';
				const words = isIn
					? /^(?:the|den)$/.test(tokens[at + 1]?.lower ?? '')
						? at + 2
						: at + 1
					: at;
				found(at, words, span, 2);
			}
			at = span - 1;
			continue;
		}
		if (during.has(token.lower)) {
			const day = dateEnd(tokens, at + 1, true);
			const isDescribing =
				(isWeekday(tokens, at + 1, day) && !isDelivery) ||
				(day > at + 1 && isPossessive(tokens, day));
			if (isDescribing) {
				at = day - 1;
				continue;
			}
			// "in the March meeting"
			const end =
				day > at + 1 &&
				/^(?:meeting|session|sitzung|conference|assembly|agm|intake)$/.test(
					tokens[day]?.lower ?? ''
				)
					? day + 1
					: day;
			// "active in week 4" counts from each one's own start.
			const isRelativeWeek =
				/^(?:week|month|sprint|woche|monat)$/.test(tokens[at + 1]?.lower ?? '') &&
				tokens[at + 2]?.kind === 'number';
			// "week over week" compares, "papers in Q1 journals" names a kind.
			const isRate =
				/^(?:over|on|for|through|at|im|am)$/.test(token.lower) &&
				end === at + 2 &&
				/^(?:week|month|quarter|year|day|monat|jahr|tag)$/.test(tokens[at + 1]?.lower ?? '');
			const isKind = at > 0 && isModifier(tokens, at + 1, end);
			if (
				end > at + 1 &&
				!isRate &&
				!isKind &&
				!isRelativeWeek &&
				!isRecurring(tokens, at + 1, end)
			) {
				found(at, at + 1, end, isAgainst(tokens, at) ? 0 : 2);
				at = end - 1;
				continue;
			}
		}
		const end = prepositions.has(token.lower) ? at : dateEnd(tokens, at, isNear(token.lower));
		if (end > at && isPossessive(tokens, end)) {
			at = end - 1;
			continue;
		}
		if (
			end > at &&
			!(/^(?:week|month|sprint|woche|monat)$/.test(token.lower) && during.has(before))
		) {
			const isEdge =
				/^(?:end|close|ende|mid|eo[yqmd]|year-end|jahresende|quartalsende|monatsende)$/.test(
					token.lower
				);
			const isAlone =
				isBracketed(tokens, at, end) ||
				isEdge ||
				isNear(token.lower) ||
				/^(?:for|für)$/.test(before);
			// "a roadmap for next year" is about it, not due then.
			const isPast =
				isRecurring(tokens, at, end) ||
				against.has(before) ||
				baseline.has(before) ||
				isLabelOfPast(tokens, at, end) ||
				(/^(?:for|für)$/.test(before) && !isForPeriod(tokens, at, end));
			found(at, at, end, isAlone && !isPast ? 1 : 0);
			at = end - 1;
		}
	}
	return { deadline, all };
}

/** "this month's timesheet": whose it is, not when. "This quarter's end" is a date, and so is "year's end". */
function isPossessive(tokens: readonly Token[], end: number): boolean {
	return (tokens[end - 1]?.lower.endsWith("'s") ?? false) && tokens[end]?.kind === 'word';
}

/** "12 % (Q1: 15 %)", "(2025: 18 %)": when the value behind the colon was. */
function isLabelOfPast(tokens: readonly Token[], at: number, end: number): boolean {
	return (
		at > 1 &&
		/^[([]$/.test(tokens[at - 1]?.text ?? '') &&
		(tokens[end]?.text === ':' || tokens[end]?.kind === 'number') &&
		!/^[)\]]$/.test(tokens[end]?.text ?? '')
	);
}

/** "below 6 % for FY26": behind the amount and at the end. "A roadmap for FY26" is about it. */
function isForPeriod(tokens: readonly Token[], at: number, end: number): boolean {
	const value = tokens[at - 2];
	return (
		end === tokens.length &&
		(value?.kind === 'number' || value?.text === '%') &&
		/^(?:q[1-4]|h[12]|fy|gj|cy|20)/.test(tokens[at]?.lower ?? '')
	);
}

/** "papers in Q1 journals", "tickets for the autumn concerts": only says which ones. */
function isModifier(tokens: readonly Token[], begin: number, end: number): boolean {
	const behind = tokens[end];
	const last = tokens[end - 1]?.lower ?? '';
	const isShort = /^(?:[qh]\d|spring|summer|autumn|winter|christmas|easter|year|quarter)$/.test(
		last
	);
	return (
		end - begin <= 2 &&
		isShort &&
		behind?.kind === 'word' &&
		!prepositions.has(behind.lower) &&
		!relatives.has(behind.lower) &&
		!/^(?:and|or|we|the|our|und|wir|is|are|at|compared|versus|vs)$/.test(behind.lower)
	);
}

/** "in a month", "each quarter": how often, not when. */
function isRecurring(tokens: readonly Token[], begin: number, end: number): boolean {
	// "in the first year" counts from each one's own start.
	const last = tokens[end - 1]?.lower ?? '';
	const isFirst = tokens.slice(begin, end).some(({ lower }) => /^(?:first|ersten)$/.test(lower));
	if (isFirst && /^(?:year|month|week|day|jahr|monat|woche)$/.test(last)) return true;
	return tokens.slice(begin, end).some(({ lower }) => rates.test(lower)) && end - begin <= 2;
}

/** "(from 40 in Q2)", "was 60 % in 2024", "last week in March". */
function isAgainst(tokens: readonly Token[], at: number): boolean {
	for (let back = at - 1; back >= Math.max(0, at - 4); back--) {
		const { lower = '' } = tokens[back] ?? {};
		if (/^(?:to|auf|→|->|by|um|reach)$/.test(lower)) return false;
		if (against.has(lower) && lower !== 'of') return lower !== 'to';
		if (baseline.has(lower)) return true;
		if (isDateWord(lower)) return false;
	}
	return false;
}

/** In brackets of its own, behind a comma or dash at the end, or before a colon at the beginning. */
function isBracketed(tokens: readonly Token[], begin: number, end: number): boolean {
	const before = tokens[begin - 1]?.text;
	const behind = tokens[end]?.text;
	const opens = before === undefined || /^[([,;:|–—@/.-]$/.test(before);
	const closes = behind === undefined || /^[)\],;:|–—.]$/.test(behind);
	if (opens && closes) return before !== undefined || behind !== undefined;
	return (
		behind === undefined &&
		tokens.length > 2 &&
		!/^(?:of|for|from|to|than|vs)$/.test(tokens[begin - 1]?.lower ?? '')
	);
}
