import { m } from '#lib/messages/messages.js';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { blockerSentence } from './checkInWords.ts';

/** What somebody said beside the value, in sentences; the next step apart, which has a fate of its own. */
export function saidWords({ note, blocker, win }: CheckIn): string[] {
	return [
		...(note ? [m.check_in_last_note({ text: note })] : []),
		...(blocker ? [blockerSentence(blocker)] : []),
		...(win ? [m.check_in_last_win({ text: win })] : [])
	];
}
