import { m } from '#lib/messages/messages.js';
import type { BlockerKind, CheckIn } from '#lib/okr/checkIn.ts';
import { asksQuestion, type KeyResult } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import type { Status } from '#lib/okr/status.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

export function blockerWord(kind: BlockerKind | ''): string {
	return {
		'': m.blocker_none,
		dependency: m.blocker_dependency,
		resources: m.blocker_resources,
		decision: m.blocker_decision,
		clarity: m.blocker_clarity,
		external: m.blocker_external,
		other: m.blocker_other
	}[kind]();
}

/** A question that nobody answered has no answer yet, and anything else no value. */
export function statusWord(status: Status, isQuestion = false): string {
	if (isQuestion && status === 'noneYet') return m.learning_none();
	return {
		offTrack: m.status_off_track,
		atRisk: m.status_at_risk,
		stale: m.status_stale,
		noneYet: m.status_none_yet,
		onTrack: m.status_on_track,
		done: m.status_done
	}[status]();
}

/** A measured value as people write it, with its unit; of a milestone whether it is met. */
export function valueWords(
	{ kind, unit }: Pick<KeyResult, 'kind' | 'unit'>,
	value: CheckIn['value']
): string {
	if (value === null) return m.check_in_log_none();
	if (kind === 'milestone') return value >= 1 ? m.check_in_yes() : m.check_in_no();
	return formatNumber(value, currentLocale(), unit);
}

/** What an entry says first: what is known, or what was measured. */
export function entryWords(
	keyResult: Pick<KeyResult, 'kind' | 'unit'> & Partial<Pick<KeyResult, 'ambition'>>,
	{ value, answer }: Pick<CheckIn, 'value' | 'answer'>
): string {
	if (answer) return answer;
	if (value === null && asksQuestion(keyResult)) return m.learning_log_none();
	return valueWords(keyResult, value);
}

/** What is in the way, and who could help, as a sentence. */
export function blockerSentence({ kind, helper }: NonNullable<CheckIn['blocker']>): string {
	const word = blockerWord(kind);
	return helper === ''
		? m.check_in_last_blocker({ kind: word })
		: m.check_in_last_blocker_helper({ kind: word, helper });
}
