import { m } from '#lib/messages/messages.js';
import type { Confidence } from '#lib/okr/checkIn.ts';

export function confidenceWord(level: Confidence): string {
	return {
		1: m.confidence_1,
		2: m.confidence_2,
		3: m.confidence_3,
		4: m.confidence_4,
		5: m.confidence_5
	}[level]();
}
