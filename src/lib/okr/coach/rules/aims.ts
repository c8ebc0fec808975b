import { ands } from './secondAim.ts';
import { textOf, type Reading } from '../read/reading.ts';

/**
 * Both aims as one would say each alone, the second of which begins at a token: a verb that both share is
 * said of both. `hasVerb` tells whether the second has its own.
 */
export function aimsOf(
	reading: Reading,
	at: number,
	hasVerb: boolean
): { first: string; second: string } {
	const { tokens, head, language, words } = reading;
	const verb = textOf(reading, head.at.begin, head.at.end);
	let begin = at;
	// "and steadily lower costs"
	while (/\p{L}ly$/u.test(tokens[begin - 1]?.lower ?? '') && isJointAt(reading, begin - 2)) begin--;
	const first = textOf(reading, head.start, firstEnd(reading, begin));
	const second = textOf(reading, begin, tokens.length);
	if (language === 'de') {
		const own = tokens[at - 2];
		const isShared = at + 1 === head.at.begin && !words.verb(own?.text ?? '')?.forms.has('base');
		return { first: isShared ? `${first} ${verb}` : first, second };
	}
	const isShared = head.kind === 'verb' && !hasVerb;
	return { first, second: isShared ? `${verb.toLowerCase()} ${second}` : second };
}

/** Where the first aim ends, without what joins it to the second: ", and then", "as well as". */
function firstEnd(reading: Reading, second: number): number {
	const { tokens, head } = reading;
	const isOpen = (at: number) =>
		isJointAt(reading, at) || /^(?:also|then|to|well)$/.test(tokens[at]?.lower ?? '');
	let end = second;
	while (end > head.start && isOpen(end - 1)) end--;
	return end;
}

function isJointAt({ tokens }: Reading, at: number): boolean {
	return tokens[at]?.kind === 'mark' || ands.test(tokens[at]?.lower ?? '');
}
