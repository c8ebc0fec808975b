import { expect, test } from 'vitest';
import { findIn, search } from '#lib/okr/search.ts';

const entries = [
	'Neue Kundinnen fühlen sich zu Hause',
	'Renewals of customers',
	'Customers who invite a colleague',
	'The self-service of customers',
	'Straße der Kundenzufriedenheit',
	'顧客満足度を上げる',
	'زيادة رضا العملاء'
].map((text) => ({ text }));
const texts = (query: string, most = 9) => search(entries, query, most).map(({ text }) => text);

test('[HELP-11] every word has to be there; the beginning of a text comes before that of a word, and that before the rest', () => {
	expect(texts('cust')).toEqual([
		...['Customers who invite a colleague', 'Renewals of customers'],
		'The self-service of customers'
	]);
	expect(texts('customers serv')).toEqual(['The self-service of customers']);
	expect(texts('zufrieden'), 'within a compound').toEqual(['Straße der Kundenzufriedenheit']);
	expect(texts('customers', 1)).toHaveLength(1);
	expect(texts('customers lighthouse')).toEqual([]);
});

test('[HELP-11] capitals, accents and ß make no difference, in any script', () => {
	expect(texts('FUHLEN')).toEqual(['Neue Kundinnen fühlen sich zu Hause']);
	expect(texts('strasse')).toEqual(['Straße der Kundenzufriedenheit']);
	expect(texts('満足')).toEqual(['顧客満足度を上げる']);
	expect(texts('رضا')).toEqual(['زيادة رضا العملاء']);
});

test('[HELP-11] a query without letters finds nothing, and none throws or waits', () => {
	for (const query of ['', '  ', '.*', '👩‍👩‍👧', '\ud800', '\u0000']) expect(texts(query)).toEqual([]);
	expect(texts('a'.repeat(1_000_000))).toEqual([]);
	const long = { text: 'ab '.repeat(100_000) };
	expect(search([long], 'ab ba', 1)).toEqual([]);
	expect(findIn(long.text, 'zz')).toEqual([]);
});

test('[HELP-12] what was found is marked in the text as it was typed', () => {
	const marked = (text: string, query: string) =>
		findIn(text, query).map(({ start, end }) => text.slice(start, end));
	expect(marked('Straße fu\u0308r Große', 'gros STRASS')).toEqual(['Straß', 'Gro']);
	expect(marked('fühlen', 'fuh')).toEqual(['füh']);
	expect(marked('customers, customers', 'custom customers')).toEqual(['customers']);
	expect(marked('👍 done', 'done')).toEqual(['done']);
});
