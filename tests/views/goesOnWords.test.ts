import { beforeEach, expect, test, vi } from 'vitest';

// The browser whose customs days are written by.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE'] }));

const { fetchWords } = await import('#lib/messages/languages.js');
const { speak } = await import('#lib/state/language.svelte.ts');
const { goesOnWords } = await import('#lib/views/workshop/goesOnWords.ts');

beforeEach(() => speak('en', fetchWords));

// A Friday.
const today = '2026-11-27';

test('[WORKSHOP-17] a day near by is said by its name, one further away with its date, and one that has passed as such', async () => {
	const days = ['2026-11-27', '2026-11-28', '2026-12-03', '2026-12-04', '2026-11-26'];
	expect(days.map((day) => goesOnWords(day, today))).toEqual([
		'It goes on today.',
		'It goes on tomorrow.',
		'It goes on Thursday.',
		'It goes on Friday 4 December.',
		'It was to go on Thursday 26 November.'
	]);
	await speak('de', fetchWords);
	expect(days.map((day) => goesOnWords(day, today))).toEqual([
		'Es geht heute weiter.',
		'Es geht morgen weiter.',
		'Es geht am Donnerstag weiter.',
		'Es geht am Freitag, 4. Dezember weiter.',
		'Es sollte am Donnerstag, 26. November weitergehen.'
	]);
});
