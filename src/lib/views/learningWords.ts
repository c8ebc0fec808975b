import { m } from '#lib/messages/messages.js';
import { askedBy, type KeyResult, type LearningField, learningFields } from '#lib/okr/keyResult.ts';

/**
 * What it asks, by what that would be answered and what for, a sentence each. What is not said is left out, and all of
 * it where no question is asked.
 */
export function learningSentences(
	keyResult: Pick<KeyResult, LearningField | 'ambition'>,
	fields: readonly LearningField[] = learningFields
): string[] {
	const say = {
		question: m.learning_question_is,
		evidence: m.learning_evidence_is,
		decision: m.learning_decision_is
	};
	const asked = askedBy(keyResult);
	return fields.flatMap((field) => {
		const text = asked[field];
		return text ? [say[field]({ text })] : [];
	});
}
