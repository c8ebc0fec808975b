import { type AdviceKey, toAdvisedWords, wholePlan } from '../dismissal.ts';
import type { Plan } from '../plan.ts';
import type { SetAdvice } from './advice.ts';

/**
 * By what a no to advice on the plan is found again. It binds to what was advised on: a number of lines,
 * a due date, the words of one or two lines. Advice on what is simply so, as a line without an owner,
 * stays dismissed for as long as it is so.
 */
export function setAdviceKey(advice: SetAdvice, plan: Plan): AdviceKey {
	const { code, objectiveId, keyResultId } = advice;
	const item = keyResultId ?? objectiveId ?? wholePlan;
	return { item, code, words: toAdvisedWords(subjectOf(advice, plan)) };
}

function subjectOf({ code, objectiveId, keyResultId, otherId, count }: SetAdvice, plan: Plan) {
	const objective = plan.objectives.find(({ id }) => id === objectiveId);
	const keyResult = objective?.keyResults.find(({ id }) => id === keyResultId);
	switch (code) {
		case 'many-objectives':
		case 'many-key-results':
			return String(count);
		case 'due-outside':
			return keyResult?.dueOn ?? '';
		case 'does-not-bear':
			return `${keyResult?.metric} ${objective?.title}`;
		case 'same-objective':
			return `${objective?.title} ${plan.objectives.find(({ id }) => id === otherId)?.title}`;
		default:
			return '';
	}
}
