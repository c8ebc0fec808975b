/**
 * The power of ten a word stands for (`k` → 3, `Mio.` → 6), `ambiguous` where it may mean several
 * things, undefined where it is no such word.
 *
 * `language` is the first part of a locale; `isMoney` tells whether the number has a currency, as
 * `3m` may be metres, minutes or millions, but `€3m` is millions. A `T` is a trillion in English and a
 * thousand euro in German books (`T€`). A billion is 10⁹ in English and 10¹² in German and French.
 */
export function magnitudeOf(
	word: string,
	language: string,
	isMoney: boolean
): number | 'ambiguous' | undefined {
	const bare = word.replace(/\.$/, '');
	if (bare === 'm') return isMoney ? 6 : 'ambiguous';
	if (bare === 't') return undefined;
	if (bare === 'T' && language === 'de') return isMoney ? 3 : 'ambiguous';
	const key = bare.toLowerCase();
	const disputed = disputedWords.get(key);
	return disputed ? (disputed[language] ?? 'ambiguous') : words.get(key);
}

const words = new Map(
	Object.entries({
		3: 'k tsd tys thousand thousands tausend mille ألف آلاف',
		6: 'm mio mn mln mill million millions millionen مليون ملايين',
		9: 'b bn bln mrd mld md mds milliarde milliarden milliard milliards مليار مليارات',
		12: 'bio billionen'
	}).flatMap(([power, list]) => list.split(' ').map((word) => [word, Number(power)] as const))
);

const disputedWords = new Map<string, Record<string, number | undefined>>([
	['mil', { es: 3, pt: 3 }],
	['billion', { en: 9, de: 12, fr: 12 }],
	['billions', { en: 9, fr: 12 }],
	['t', { en: 12 }],
	['tn', { en: 12 }],
	['trillion', { en: 12, de: 18, fr: 18 }],
	['trillions', { en: 12, fr: 18 }]
]);
