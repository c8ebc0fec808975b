import { m } from '#lib/messages/messages.js';
import type { Current } from '#lib/okr/checkInLog.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { formatDay } from '../locale.ts';
import { confidenceWord } from './confidenceWord.ts';

type Worded = Pick<KeyResult, 'kind' | 'unit'>;

/** What a log says now: the last value with its day, since when nothing was measured, how sure somebody is. */
export function currentWords(keyResult: Worded, current: Current, today: string): string[] {
	const { notMeasuredSince, confidence } = current;
	const value = valueWords(keyResult, current, today);
	return [
		...(value ? [value] : []),
		...(notMeasuredSince && current.value === null && current.last
			? [m.check_in_never_measured({ day: formatDay(current.last.measuredAt, today) })]
			: []),
		...(notMeasuredSince && current.value !== null
			? [m.check_in_not_measured({ day: formatDay(notMeasuredSince, today) })]
			: []),
		...(confidence
			? [m.check_in_confidence({ level: confidence, word: confidenceWord(confidence) })]
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
