import { isChanging, verbAt } from '../read/verb.ts';
import type { Reading } from '../read/reading.ts';
import { softeningAt } from './softening.ts';

/** Whether an outcome attached to an output is a change ("… and raise self-service to 40 %"). */
export function isNominalChange(reading: Reading): boolean {
	const end = softeningAt(reading);
	if (end < 0) return false;
	const { tokens, words, head } = reading;
	for (let at = head.at.end; at < end; at++) {
		const verb = verbAt(tokens, at, words)?.verb;
		if (verb && isChanging(verb)) return true;
	}
	return false;
}
