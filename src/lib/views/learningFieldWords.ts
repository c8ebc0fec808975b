import { m } from '#lib/messages/messages.js';
import type { LearningField } from '#lib/okr/keyResult.ts';

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
