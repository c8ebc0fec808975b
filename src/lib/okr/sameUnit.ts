/** Names of one unit, in the two languages of the app. */
const byOtherName = new Map(
	[
		['%', 'percent prozent'],
		['€', 'eur euro euros'],
		['$', 'usd us$ dollar dollars'],
		['£', 'gbp pound pounds pfund'],
		['chf', 'fr. franken francs'],
		['min', 'mins minute minutes minuten'],
		['h', 'hr hrs hour hours std std. stunde stunden'],
		['d', 'day days tag tage tagen'],
		['wk', 'wks week weeks woche wochen'],
		['mo', 'month months monat monate monaten'],
		['yr', 'yrs year years jahr jahre jahren']
	].flatMap(([unit = '', names = '']) => names.split(' ').map((name) => [name, unit] as const))
);

/** From this many letters on a word is known by its beginning: `1 customer` is of `customers`. */
const tellingLetters = 4;

/**
 * Whether a number was typed in a unit that contradicts the one it is to be in. Not so where either is not said, nor where
 * all words of the shorter one are in the longer: `40 %` fits `% of users`, and `1 customer` fits `paying customers`.
 */
export function isOtherUnit(typed: string | undefined, unit: string): boolean {
	const [one, other] = [wordsOf(typed ?? ''), wordsOf(unit)].sort((a, b) => a.length - b.length);
	if (!one || !other || one.length === 0) return false;
	return !one.every((word) => other.some((each) => isSameWord(word, each)));
}

function wordsOf(unit: string): string[] {
	const words = unit
		.normalize('NFC')
		.toLowerCase()
		.split(/[\s/·()]+/);
	return words.filter(Boolean).map((word) => byOtherName.get(word) ?? word);
}

function isSameWord(one: string, other: string): boolean {
	if (Math.min(one.length, other.length) < tellingLetters) return one === other;
	return one.startsWith(other) || other.startsWith(one);
}
