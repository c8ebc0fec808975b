import type { LineContext } from '../advice.ts';
import type { Reading } from '../read/reading.ts';
import { sameness } from './sameness.ts';
import { spanOf, type Finding } from './rule.ts';

/** From here on two lines say the same in other words. */
const same = 0.8;

/** `duplicate`: another line of the plan says the same. */
export function isDuplicate(reading: Reading, { siblings }: LineContext): Finding | null {
	const twin = siblings?.find((other) => sameness(other, reading.text) >= same);
	return twin === undefined
		? null
		: {
				span: spanOf(reading, 0, 0),
				confidence: sameness(twin, reading.text),
				words: { other: twin }
			};
}
