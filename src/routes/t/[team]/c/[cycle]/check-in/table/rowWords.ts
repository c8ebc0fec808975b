import { m } from '#lib/messages/messages.js';
import type { RowProblem, RowRemark } from '#lib/files/values/readValues.ts';

/** Why a row does not land, as a sentence. `lastDay` as people write it. */
export function problemWords(why: RowProblem, lastDay: string): string {
	const sentences: Record<RowProblem, () => string> = {
		'no-name': m.values_why_no_name,
		unknown: m.values_why_unknown,
		several: m.values_why_several,
		'left-out': m.values_why_left_out,
		deleted: m.values_why_deleted,
		'no-value': m.values_why_no_value,
		'no-day': m.values_why_no_day,
		'too-late': () => m.values_why_too_late({ day: lastDay }),
		'no-confidence': m.values_why_no_confidence,
		there: m.values_why_there,
		question: m.values_why_question,
		'other-unit': m.values_why_other_unit,
		'not-a-number': m.number_not_a_number,
		'several-numbers': m.number_several,
		ambiguous: m.number_ambiguous,
		'unknown-unit': m.number_unknown_unit,
		'too-large': m.number_too_large
	};
	return sentences[why]();
}

/** What is worth knowing of a row that lands. */
export function remarkWords(remark: RowRemark, lastDay: string): string {
	return {
		aside: m.values_remark_aside,
		today: () => m.values_remark_today({ day: lastDay }),
		older: m.values_remark_older,
		early: m.values_remark_early,
		cut: m.values_remark_cut
	}[remark]();
}
