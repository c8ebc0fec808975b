import {
	adjectives,
	days,
	edges,
	ends,
	feasts,
	glue,
	months,
	near,
	quarterPattern,
	spans
} from './calendar.ts';
import type { Token } from './tokens.ts';

/*
 * Calendar expressions in English and German, whatever the language of the line: people mix them
 * ("bis EOY", "by Ende Q3").
 */

export function isYear(token: Token | undefined): boolean {
	return token?.kind === 'number' && /^(?:19[9]\d|20\d\d)$/.test(token.text);
}

/** Whether a word is an edge, a span or another part of a date: what cannot be a metric. */
export function isDateWord(lower: string): boolean {
	return months.has(lower) || ends.has(lower) || quarterPattern.test(lower);
}

/** A day of the week and no more: what happens on it does so every week, unless it is a delivery. */
export function isWeekday(tokens: readonly Token[], begin: number, end: number): boolean {
	const { lower = '' } = tokens[begin] ?? {};
	return end === begin + 1 && (days.has(lower) || lower === 'wochenende');
}

/** Whether a word tells that the span is one that lies ahead: "this", "next", "kommenden". */
export function isNear(lower: string): boolean {
	return near.has(lower);
}

/**
 * The index behind a date that begins at a token, or the same index where none begins: "the end of Q3
 * 2027", "March 31st", "31. März", "EOY", "next quarter", "Ende des Quartals", "2027". A bare "quarter" is
 * one only where `isNamed` (after "by the", "end of"), a bare year likewise.
 */
export function dateEnd(tokens: readonly Token[], begin: number, isNamed: boolean): number {
	let at = begin;
	let named = isNamed;
	// "the end of the current fiscal" before the core; bounded, as nobody writes more.
	for (let words = 0; words < 7; words++) {
		const token = tokens[at];
		if (token === undefined) break;
		const isOpenEdge =
			/^(?:close|start|beginning|conclusion|beginn)$/.test(token.lower) &&
			tokens[at + 1]?.lower !== 'of';
		if (isOpenEdge && at === begin) break;
		if (edges.has(token.lower)) {
			if (tokens[at + 1]?.text === '-' || tokens[at + 1]?.text === '/') at++;
			named = true;
		} else if (near.has(token.lower)) named = true;
		else if (adjectives.has(token.lower)) named ||= spans.has(tokens[at + 1]?.lower ?? '');
		else if (isOrdinal(tokens, at) && spans.has(tokens[at + 2]?.lower ?? '')) at++;
		else if (!glue.has(token.lower)) break;
		at++;
	}
	const end = coreEnd(tokens, at, named);
	if (end > at) return end;
	// "the end of fiscal"
	return at > begin && /^(?:fiscal|financial)$/.test(tokens[at - 1]?.lower ?? '') ? at : begin;
}

function coreEnd(tokens: readonly Token[], at: number, named: boolean): number {
	const token = tokens[at];
	if (!token) return at;
	// "year's end", "mid-March"
	const lower = token.lower
		.replace(/'s$/, '')
		.replace(/^(?:mid|early|late|end|ende|mitte|anfang)-/, '');
	if (token.kind === 'date') return yearEnd(tokens, at + 1);
	if (token.kind === 'word') {
		if (quarterPattern.test(lower)) return shortYearEnd(tokens, rangeEnd(tokens, at + 1));
		if (ends.has(lower) || feasts.has(lower)) {
			const isYearly = isYear(tokens[at + 1]);
			return named || isYearly || ends.has(lower) ? yearEnd(tokens, at + 1) : at;
		}
		if (
			/^(?:q|quarter|fy|gj|h|kw|cw|wk|week|month|sprint|cycle|woche|monat|quartal|sem|semester|cy)$/.test(
				lower
			)
		) {
			const next = tokens[at + 1];
			const number = next?.text === '#' ? tokens[at + 2] : next;
			if (
				number?.kind === 'number' &&
				/^\d{1,4}$/.test(number.text) &&
				(named || /^(?:q|fy|gj|h|kw|cw|wk)$/.test(lower))
			)
				return yearEnd(tokens, at + (next === number ? 2 : 3));
		}
		if (months.has(lower) || (lower === 'may' && token.text === 'May' && named)) {
			// "march" and "may" are words of their own; a capital or a number behind them makes a month.
			const behind = dayEnd(tokens, at + 1);
			// "12 (Jan)"
			const isOwn = tokens[at - 1]?.text === '(' && tokens[at + 1]?.text === ')';
			const isMonth =
				named ||
				isOwn ||
				behind > at + 1 ||
				(token.text !== lower && lower.length > 3 && lower !== 'march');
			return isMonth ? yearEnd(tokens, behind) : at;
		}
		if (days.has(lower)) return named ? at + 1 : at;
		// "by half" is an amount, "by the first half" a date.
		const isHalf =
			lower === 'half' && !/^(?:first|second|this|next|1st|2nd)$/.test(tokens[at - 1]?.lower ?? '');
		if (spans.has(lower) && named && !isHalf) return spanEnd(tokens, at);
		return at;
	}
	if (isYear(token)) {
		const next = tokens[at + 1];
		const isCount = next?.kind === 'word' && !next.glued && !follows.has(next.lower);
		if (next?.text === '/' && tokens[at + 2]?.kind === 'number') return at + 3;
		return named && !isCount && next?.text !== '%' ? at + 1 : at;
	}
	// "by 6/30", "before 31/3"
	if (named && isDayAndMonth(tokens, at)) return at + 3;
	// "31 March", "31st of March", "31. März", "1.–15. März" is left alone.
	if (token.kind === 'number' && /^\d{1,2}$/.test(token.text)) {
		let next = at + 1;
		if (/^(?:st|nd|rd|th|\.)$/.test(tokens[next]?.lower ?? '') && tokens[next]?.glued) next++;
		while (tokens[next]?.lower === 'of') next++;
		const month = tokens[next];
		if (month && (months.has(month.lower) || month.text === 'May'))
			return yearEnd(tokens, next + 1);
		if (month?.kind === 'word' && spans.has(month.lower) && tokens[at + 1]?.glued)
			return spanEnd(tokens, next);
	}
	return at;
}

/** Two numbers with a slash of which one can be a month: a day of the year in either order. */
function isDayAndMonth(tokens: readonly Token[], at: number): boolean {
	const [first, slash, second] = tokens.slice(at, at + 3);
	if (first?.kind !== 'number' || second?.kind !== 'number' || slash?.text !== '/') return false;
	if (!slash.glued || !second.glued || tokens[at + 3]?.text === '%') return false;
	const [one, other] = [Number(first.text), Number(second.text)];
	return Math.min(one, other) >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
}

function isOrdinal(tokens: readonly Token[], at: number): boolean {
	return (
		tokens[at]?.kind === 'number' &&
		/^(?:st|nd|rd|th|\.)$/.test(tokens[at + 1]?.lower ?? '') &&
		tokens[at + 1]?.glued === true
	);
}

/** "quarter end", "year's end", "fiscal year 2027", "quarter 3". */
function spanEnd(tokens: readonly Token[], at: number): number {
	let end = at + 1;
	if (tokens[end]?.lower === 'end' || tokens[end]?.lower === "year's") end++;
	const next = tokens[end];
	const isNumbered = /^(?:quarter|half|trimester|term|semester|quartal)$/.test(
		tokens[at]?.lower ?? ''
	);
	if (
		isNumbered &&
		next?.kind === 'number' &&
		/^[1-4]$/.test(next.text) &&
		tokens[end + 1]?.kind !== 'word'
	)
		end++;
	if (next?.lower === 'of' && isYear(tokens[end + 1])) end += 2;
	// "the month of May"
	if (
		next?.lower === 'of' &&
		(months.has(tokens[end + 1]?.lower ?? '') || tokens[end + 1]?.text === 'May')
	)
		end += 2;
	return yearEnd(tokens, end);
}

/** "Q3–Q4", "Q1/Q2", "Q1 & Q2": the whole counts. */
function rangeEnd(tokens: readonly Token[], at: number): number {
	const isJoined = /^(?:[-–/&]|and|to|und|bis)$/.test(tokens[at]?.lower ?? '');
	return isJoined && quarterPattern.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at;
}

/** "31", "31st", ", 1st", ". 31" behind a month, and the dot of a shortened one. */
function dayEnd(tokens: readonly Token[], begin: number): number {
	let at = begin;
	const isShort = /^\p{L}{3,4}$/u.test(tokens[at - 1]?.text ?? '');
	const isDotted = isShort && tokens[at]?.text === '.' && tokens[at]?.glued === true;
	if (isDotted && tokens[at + 1]?.kind !== 'number') return at;
	if (isDotted) at++;
	if (isDotted && isYear(tokens[at])) return at;
	if (tokens[at]?.text === ',' && isOrdinal(tokens, at + 1)) at++;
	const token = tokens[at];
	if (token?.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return at;
	if (tokens[at + 1]?.text === '%') return at;
	const suffix = tokens[at + 1];
	return suffix?.glued && /^(?:st|nd|rd|th)$/.test(suffix.lower) ? at + 2 : at + 1;
}

/** "Q4 26", "FY26 Q2", "Q2 FY26": what else may stand behind a quarter. */
function shortYearEnd(tokens: readonly Token[], at: number): number {
	const token = tokens[at];
	if (quarterPattern.test(token?.lower ?? '')) return yearEnd(tokens, at + 1);
	const isLast = tokens[at + 1] === undefined || /^[)\],;.]$/.test(tokens[at + 1]?.text ?? '');
	if (token?.kind === 'number' && /^[2-4]\d$/.test(token.text) && isLast) return at + 1;
	return yearEnd(tokens, at);
}

/** A year behind a date: "2027", ", 2027", "of 2027", "FY27", "'27", "/2027". */
function yearEnd(tokens: readonly Token[], at: number): number {
	let next = at;
	if (/^(?:[,/'’-]|of|von|in)$/.test(tokens[next]?.lower ?? '')) next++;
	const token = tokens[next];
	if (isYear(token)) {
		const behind = tokens[next + 1];
		return behind?.text === '%' ? at : next + 1;
	}
	if (next > at && token?.glued && token.kind === 'number' && /^\d\d$/.test(token.text))
		return next + 1;
	return /^(?:fy|gj|cy)\d{2,4}$/.test(token?.lower ?? '') ? next + 1 : at;
}

/** What may stand behind a year that is a year: "by 2027 with half the staff". */
const follows = new Set(
	(
		'with to and or for in from of by as at on while so through compared versus vs without across via ' +
		'mit auf und oder für von bei als um durch ohne gegenüber zu'
	).split(' ')
);
