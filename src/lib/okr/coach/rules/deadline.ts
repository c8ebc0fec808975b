import type { KeyResultContext } from '../advice.ts';
import type { Reading } from '../read/reading.ts';
import { lineOf } from './ownWords.ts';
import { spanOf, type Finding } from './rule.ts';

/** `no-deadline`: the line names none, and neither a cycle nor a due date supplies one. */
export function hasNoDeadline(reading: Reading, context: KeyResultContext): Finding | null {
	if (context.hasCycle || context.fields?.dueOn) return null;
	return reading.dates.deadline
		? null
		: { span: spanOf(reading, 0, 0), confidence: 0.9, words: { line: lineOf(reading) } };
}
