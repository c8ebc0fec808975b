import { expect, test } from 'vitest';
import { m } from '#lib/messages/messages.js';
import { exampleOf, whyOf } from '#lib/views/coach/coachWords.ts';

const span = { start: 0, end: 1 };

test('[COACH-33] an example is made of the person’s own words where the coach has them', () => {
	const output = { code: 'output-not-outcome' as const, span, confidence: 1 };
	expect(exampleOf({ ...output, words: { thing: 'the new app' } }).text).toContain('“the new app”');
	expect(exampleOf(output).text).toBe(m.coach_plain({ code: 'output-not-outcome' }));
	const baseline = { code: 'no-baseline' as const, span, confidence: 1 };
	expect(exampleOf({ ...baseline, words: { metric: 'NPS', to: '75' } }).text).toBe(
		'NPS: from … to 75'
	);
});

test('what is vague about an objective has words of its own', () => {
	const vague = { code: 'vague' as const, span, confidence: 1, words: { phrase: 'quality' } };
	expect(whyOf({ ...vague, say: 'vague-objective' })).not.toBe(whyOf(vague));
	expect(exampleOf({ ...vague, say: 'vague-objective' }).text).toBe(
		m.coach_plain({ code: 'vague-objective' })
	);
});

test('of what the coach is not sure it asks', () => {
	expect(whyOf({ code: 'vague', confidence: 0.9 })).toBe(m.coach_why({ code: 'vague' }));
	expect(whyOf({ code: 'vague', confidence: 0.4 })).toMatch(/^A question: /);
});
