import { expect, test } from 'vitest';
import type { ObjectiveContext } from '#lib/okr/coach/advice.ts';
import { reviewObjective } from '#lib/okr/coach/reviewObjective.ts';

function codesOf(text: string, context: ObjectiveContext = {}): string[] {
	return reviewObjective(text, context).map(({ code }) => code);
}

test.each([
	['Become a better manager', 'individual'],
	['Increase revenue by 20 %', 'contains-metric'],
	['Grow our customer base', 'contains-metric'],
	['Kosten senken', 'contains-metric'],
	['Launch the new website', 'task-like'],
	['Migrate to the cloud', 'task-like'],
	['Win the trust of small shops and cut our costs', 'multiple-goals'],
	['Be the best company', 'vague'],
	['Our factory runs without surprises', 'no-audience'],
	['New patients feel safe from the first minute', undefined]
])('[COACH-8] %s: %s leads', (text, code) => {
	expect(codesOf(text)[0]).toBe(code);
});

test.each([
	'Fast and reliable checkout for every shopper',
	'Attract and keep great nurses',
	'Give families help sooner so that they can rest and hope',
	'Redesign the intake to win and keep donors'
])('[COACH-8] %s has one aim', (text) => {
	expect(codesOf(text)).not.toContain('multiple-goals');
});

test.each(['Build a culture of trust', 'Create an experience that guests rave about'])(
	'[COACH-8] %s is no task',
	(text) => {
		expect(codesOf(text)).not.toContain('task-like');
	}
);

test('[COACH-8] an objective has at most twenty words', () => {
	const twenty = 'Parents trust us '.repeat(6) + 'every day';
	expect(codesOf(twenty)).not.toContain('too-long');
	expect(codesOf(`${twenty} now`)).toContain('too-long');
});

test('[COACH-4] a figure of speech, a version or a year is no number', () => {
	for (const text of [
		'One team for every patient',
		'Schools are ready for 2030',
		'Nurses love version 3 of the chart'
	])
		expect(codesOf(text)).not.toContain('contains-metric');
});

test('who notices may stand in its own field', () => {
	expect(codesOf('Our factory runs without surprises', { audience: 'the night shift' })).toEqual(
		[]
	);
	expect(codesOf('The yard is calm', { words: { audiences: ['yard'] } })).toEqual([]);
});

test('[COACH-10] rules can be silenced', () => {
	expect(codesOf('Launch the new website', { silenced: ['task-like', 'no-audience'] })).toEqual([]);
});

test('two aims are quoted', () => {
	expect(reviewObjective('Grow revenue and improve retention of members')[1]).toMatchObject({
		code: 'multiple-goals',
		words: { first: 'Grow revenue', second: 'improve retention of members' }
	});
});

test.each([
	['Raise quality and also lower costs', 'Raise quality', 'lower costs'],
	['Delight our guests, and then win back old ones', 'Delight our guests', 'win back old ones'],
	['Reply quickly and lower costs', 'Reply quickly', 'lower costs'],
	['Raise quality and steadily lower costs', 'Raise quality', 'steadily lower costs'],
	['Reduce costs and complaints', 'Reduce costs', 'reduce complaints'],
	['Umsatz und Zufriedenheit steigern', 'Umsatz steigern', 'Zufriedenheit steigern'],
	['Kosten senken und Qualität steigern', 'Kosten senken', 'Qualität steigern']
])(
	'[COACH-33] of %s each aim is said with its verb, and without what joins the two',
	(text, first, second) => {
		const found = reviewObjective(text).find(({ code }) => code === 'multiple-goals');
		expect(found?.words).toEqual({ first, second });
	}
);
