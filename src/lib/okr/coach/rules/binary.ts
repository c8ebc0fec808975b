import type { KeyResultContext } from '../advice.ts';
import type { Reading } from '../read/reading.ts';
import { kindOf } from './measurable.ts';
import { spanOf, type Finding } from './rule.ts';

/** `binary`: done or not, with nothing between that a check-in could show. Fine where a milestone was chosen. */
export function isBinary(
	reading: Reading,
	context: KeyResultContext,
	isDelivery: boolean
): Finding | null {
	if (context.kind === 'milestone' || context.ambition === 'learning') return null;
	if ((context.fields?.target ?? null) !== null || reading.head.classes.has('maintain'))
		return null;
	if (kindOf(reading, isDelivery) !== 'yes-or-no') return null;
	return { span: spanOf(reading, 0, 0), confidence: 0.6 };
}
