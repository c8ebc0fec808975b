import { m } from '#lib/messages/messages.js';
import type { Current } from '#lib/okr/checkInLog.ts';
import { asksQuestion, type KeyResult } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { formatDay } from '../locale.ts';
import { confidenceWord } from './confidenceWord.ts';

type Worded = Pick<KeyResult, 'kind' | 'unit'> & Partial<Pick<KeyResult, 'ambition'>>;

/**
 * What a log says now: the last value with its day, or of a question the last answer, since when nothing was measured,
 * how sure somebody is.
 */
export function currentWords(keyResult: Worded, current: Current, today: string): string[] {
	const { confidence } = current;
	return [
		...(asksQuestion(keyResult)
			? answerWords(current, today)
			: amountWords(keyResult, current, today)),
		...(confidence
			? [m.check_in_confidence({ level: confidence, word: confidenceWord(confidence) })]
			: [])
	];
}

/** What is known and since when; then that nobody had anything new to say. */
function answerWords({ answer, last }: Current, today: string): string[] {
	if (!last) return [];
	const day = formatDay(last.measuredAt, today);
	if (!answer?.answer) return [m.learning_none(), m.learning_nothing_new({ day })];
	const on = formatDay(answer.measuredAt, today);
	return [
		m.learning_known_on({ day: on, answer: answer.answer }),
		...(answer.id === last.id ? [] : [m.learning_nothing_new({ day })])
	];
}

function amountWords(keyResult: Worded, current: Current, today: string): string[] {
	const { notMeasuredSince } = current;
	const value = valueWords(keyResult, current, today);
	return [
		...(value ? [value] : []),
		...(notMeasuredSince && current.value === null && current.last
			? [m.check_in_never_measured({ day: formatDay(current.last.measuredAt, today) })]
			: []),
		...(notMeasuredSince && current.value !== null
			? [m.check_in_not_measured({ day: formatDay(notMeasuredSince, today) })]
			: [])
	];
}

function valueWords(
	{ kind, unit }: Worded,
	{ value, measuredAt, previous }: Current,
	today: string
): string {
	if (value === null || measuredAt === null) return '';
	const day = formatDay(measuredAt, today);
	if (kind === 'milestone')
		return value >= 1 ? m.check_in_met({ day }) : m.check_in_not_met({ day });
	const inUnit = (number: number) => formatNumber(number, currentLocale(), unit);
	if (!previous) return m.check_in_now({ value: inUnit(value), day });
	return m.check_in_now_before({ value: inUnit(value), day, before: inUnit(previous.value) });
}
