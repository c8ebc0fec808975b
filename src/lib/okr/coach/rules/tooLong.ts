import type { Reading } from '../read/reading.ts';
import { longestObjective, wordCount } from './clauses.ts';
import { spanOf, type Finding } from './rule.ts';

/** `too-long`: over twenty words, nobody says it by heart. */
export function isTooLong(reading: Reading): Finding | null {
	const count = wordCount(reading.text);
	return count > longestObjective
		? {
				span: spanOf(reading, 0, 0),
				confidence: 1,
				words: { count: String(count), limit: String(longestObjective) }
			}
		: null;
}
