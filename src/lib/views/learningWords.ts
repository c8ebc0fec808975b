import { m } from '#lib/messages/messages.js';
import { type KeyResult, type LearningField, learningFields } from '#lib/okr/keyResult.ts';

export function learningName(field: LearningField): string {
	return {
		question: m.learning_question,
		evidence: m.learning_evidence,
		decision: m.learning_decision
	}[field]();
}

/** `line` is the key result as it is called. */
export function learningLabel(field: LearningField, line: string): string {
	return {
		question: m.learning_question_label,
		evidence: m.learning_evidence_label,
		decision: m.learning_decision_label
	}[field]({ line });
}

export function learningPlaceholder(field: LearningField): string {
	return {
		question: m.learning_question_placeholder,
		evidence: m.learning_evidence_placeholder,
		decision: m.learning_decision_placeholder
	}[field]();
}

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
