import { m } from '#lib/messages/messages.js';
import { type KeyResult, type LearningField, learningFields } from '#lib/okr/keyResult.ts';

/** What it asks, by what that would be answered and what for, a sentence each; what is not said is left out. */
export function learningSentences(
	keyResult: Pick<KeyResult, LearningField>,
	fields: readonly LearningField[] = learningFields
): string[] {
	const say = {
		question: m.learning_question_is,
		evidence: m.learning_evidence_is,
		decision: m.learning_decision_is
	};
	return fields.flatMap((field) => {
		const text = keyResult[field];
		return text ? [say[field]({ text })] : [];
	});
}
