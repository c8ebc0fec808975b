import type { Language } from '../advice.ts';

/** Numbers as words, those that people write out. "one" and "no" are read only where they count something. */
export function numberOfWord(lower: string, language: Language): number | undefined {
	return (language === 'de' ? german : english).get(lower);
}

/** "double", "threefold", "verdreifachen": how many times; undefined for other words. */
export function multipleOfWord(lower: string, language: Language): number | undefined {
	if (language === 'de') {
		for (const [stem, times] of germanMultiples) if (lower.startsWith(stem)) return times;
		return germanFolds.get(lower);
	}
	return englishMultiples.get(lower);
}

/** "half", "a third", "three quarters", "Hälfte", in per cent. */
export function percentOfWord(lower: string, language: Language): number | undefined {
	return (language === 'de' ? germanShares : englishShares).get(lower);
}

/** A map, as “constructor” is a word, too, and on an object it is more. */
function mapOf(values: Record<string, number>): ReadonlyMap<string, number> {
	return new Map(Object.entries(values));
}

const english = mapOf({
	zero: 0,
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	eleven: 11,
	twelve: 12,
	fifteen: 15,
	twenty: 20,
	thirty: 30,
	forty: 40,
	fifty: 50,
	sixty: 60,
	seventy: 70,
	eighty: 80,
	ninety: 90,
	hundred: 100,
	thousand: 1000,
	dozen: 12
});

const german = mapOf({
	null: 0,
	zwei: 2,
	drei: 3,
	vier: 4,
	fünf: 5,
	sechs: 6,
	sieben: 7,
	acht: 8,
	neun: 9,
	zehn: 10,
	elf: 11,
	zwölf: 12,
	fünfzehn: 15,
	zwanzig: 20,
	dreißig: 30,
	vierzig: 40,
	fünfzig: 50,
	hundert: 100,
	tausend: 1000,
	dutzend: 12
});

const englishMultiples = mapOf({
	double: 2,
	doubled: 2,
	doubling: 2,
	doubles: 2,
	twice: 2,
	twofold: 2,
	'two-fold': 2,
	triple: 3,
	tripled: 3,
	tripling: 3,
	threefold: 3,
	quadruple: 4,
	quadrupled: 4,
	fourfold: 4,
	quintuple: 5,
	fivefold: 5,
	tenfold: 10,
	'ten-fold': 10
});

const germanMultiples: [string, number][] = [
	['verdopp', 2],
	['verdreifach', 3],
	['vervierfach', 4],
	['verfünffach', 5],
	['verzehnfach', 10]
];

const germanFolds = mapOf({
	doppelt: 2,
	doppelte: 2,
	dreifache: 3,
	dreimal: 3,
	zehnfache: 10
});

const englishShares = mapOf({
	half: 50,
	halve: 50,
	halved: 50,
	halving: 50,
	fifth: 20,
	sixth: 16.7,
	tenth: 10,
	third: 33.3,
	thirds: 33.3,
	quarters: 25,
	quarter: 25,
	'one-third': 33.3,
	'two-thirds': 66.7,
	'three-quarters': 75,
	'one-half': 50
});

const germanShares = mapOf({
	fünftel: 20,
	zehntel: 10,
	hälfte: 50,
	halbieren: 50,
	halbiert: 50,
	halbierung: 50,
	drittel: 33.3,
	zweidrittel: 66.7,
	viertel: 25,
	dreiviertel: 75
});
