import { m } from '#lib/messages/messages.js';
import type { Advice } from '#lib/okr/coach/advice.ts';

/** What has words: a piece of advice on a line or on the plan. */
interface Spoken {
	code: string;
	/** By what its words go, where one code means two things. */
	say?: string;
	confidence: number;
}

/** Below this the coach asks and does not state. */
const unsure = 0.5;

const noSlots = {
	...{ count: '', first: '', limit: '', line: '', metric: '' },
	...{ other: '', phrase: '', second: '', thing: '', to: '' }
};

/** The one sentence on a line. */
export function whyOf({ code, say = code, confidence }: Spoken): string {
	const why = m.coach_why({ code: say });
	return confidence < unsure ? m.coach_unsure({ why }) : why;
}

/**
 * A better version, made of the person's own words where the coach could tell them apart, else of
 * something else; with what leads to it.
 */
export function exampleOf({ code, say = code, words }: Advice & Spoken): {
	lead: string;
	text: string;
} {
	const own = words ? m.coach_example({ ...noSlots, ...words, code: say }) : '';
	return own === ''
		? { lead: m.coach_example_label({ code: 'plain' }), text: m.coach_plain({ code: say }) }
		: { lead: m.coach_example_label({ code: say }), text: own };
}
