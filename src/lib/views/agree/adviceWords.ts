import { m } from '#lib/messages/messages.js';
import type { AgreeAdvice } from '#lib/okr/readiness.ts';

/** Each piece of advice as a sentence; what is said of many key results alike is said once. */
export function adviceSentences(
	advice: readonly AgreeAdvice[],
	labelOf: (id: string) => string
): string[] {
	const unowned = advice.filter(({ code }) => code === 'no-owner').length;
	const sentences = advice.flatMap((one): string[] => {
		if (one.code === 'many-objectives') return [m.agree_advice_many(one)];
		if (one.code === 'no-owner') return [];
		const label = labelOf(one.objectiveId);
		return one.code === 'no-key-results'
			? [m.agree_advice_no_key_results({ label })]
			: [m.agree_advice_many_key_results({ label, count: one.count, limit: one.limit })];
	});
	return unowned > 0 ? [...sentences, m.agree_advice_no_owner({ count: unowned })] : sentences;
}
