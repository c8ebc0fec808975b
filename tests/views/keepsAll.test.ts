import { expect, test } from 'vitest';
import { keepsAll } from '#lib/views/coach/keepsAll.ts';

test.each([
	['Raise quality and also lower costs.', 'Raise quality', 'Lower costs'],
	['Reduce costs and complaints', 'Reduce costs', 'reduce complaints'],
	['Umsatz und Zufriedenheit steigern', 'Umsatz steigern', 'Zufriedenheit steigern'],
	['Delight guests, as well as win back old ones!', 'Delight guests', 'win back old ones']
])('[COACH-37] nothing of “%s” is lost', (text, ...pieces) => {
	expect(keepsAll(text, pieces)).toBe(true);
});

test.each([
	['We delight guests and win back old ones', 'delight guests', 'win back old ones'],
	['By June raise quality and lower costs', 'raise quality', 'lower costs'],
	['Raise quality of quality and costs', 'Raise quality', 'costs'],
	['Raise quality 🎉 and lower costs', 'Raise quality', 'lower costs']
])('[COACH-37] of “%s” a word would be lost', (text, ...pieces) => {
	expect(keepsAll(text, pieces)).toBe(false);
});
