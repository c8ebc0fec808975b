import { m } from '#lib/messages/messages.js';
import type { AgreedKeyResult } from '#lib/okr/agreedPlan.ts';
import { asksQuestion } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { sideWord } from '../fieldWords.ts';
import { learningSentences } from '../learningWords.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { formatDay } from '../locale.ts';

/** A key result's way as one reads it: "12 → 40 %", "stay above 99 %", "reached or not"; or the question it asks. */
export function pathWords(keyResult: Omit<AgreedKeyResult, 'aside'>): string {
	const { kind, baseline, target, unit, guard } = keyResult;
	const number = (value: number | null) =>
		value === null ? '?' : formatNumber(value, currentLocale());
	if (asksQuestion(keyResult))
		return learningSentences(keyResult, ['question'])[0] ?? m.learning_no_question();
	if (kind === 'milestone') return m.versions_milestone();
	if (kind === 'guard') return `${sideWord(guard)} ${number(target)} ${unit}`.trim();
	return `${number(baseline)} → ${number(target)} ${unit}`.trim();
}

/** What would answer its question and what that decides, a sentence each; none of what asks no question. */
export function evidenceWords(keyResult: Omit<AgreedKeyResult, 'aside'>): string[] {
	return learningSentences(keyResult, ['evidence', 'decision']);
}

export function dueWords({ dueOn }: Pick<AgreedKeyResult, 'dueOn'>): string {
	return dueOn === null ? '' : m.versions_by_when({ day: formatDay(dueOn) });
}
