import { asksQuestion, type LearningField } from '../../keyResult.ts';
import type { KeyResultContext } from '../advice.ts';
import type { Reading } from '../read/reading.ts';
import { type Finding, spanOf } from './rule.ts';

/** `no-question`, `no-evidence`, `no-decision`: it is there to learn, and one of these is not written yet. */
export function hasNo(
	field: LearningField,
	reading: Reading,
	{ ambition, learning }: KeyResultContext
): Finding | null {
	if (!asksQuestion({ ambition }) || !learning || learning[field]?.trim()) return null;
	return { span: spanOf(reading, 0, 0), confidence: 0.8 };
}
