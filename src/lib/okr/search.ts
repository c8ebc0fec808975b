/** UTF-16 offsets into a text, `end` excluded. */
export interface Found {
	start: number;
	end: number;
}

/** More than this is no sentence one looks for. In UTF-16 units. */
export const longestQuery = 200;

/**
 * The entries in which every word of a query is found, those whose text begins with it first, then those
 * with a word that does, else in the order given. Capitals and accents make no difference, nor does ß
 * for ss. Empty for a query without letters or digits. Never throws.
 */
export function search<Entry extends { text: string }>(
	entries: readonly Entry[],
	query: string,
	most: number
): Entry[] {
	const words = wordsOf(query);
	if (words.length === 0) return [];
	const ranked: Entry[][] = [[], [], []];
	for (const entry of entries) {
		const rank = rankOf(fold(entry.text).folded, words);
		if (rank !== null) ranked[rank]?.push(entry);
	}
	return ranked.flat().slice(0, most);
}

/** Where the words of a query stand in a text, in its order, none within another. */
export function findIn(text: string, query: string): Found[] {
	const { folded, at } = fold(text);
	const found = wordsOf(query)
		.flatMap((word): Found[] => {
			const start = placeOf(folded, word);
			if (start < 0) return [];
			return [{ start: at[start] ?? 0, end: at[start + word.length] ?? text.length }];
		})
		.sort((a, b) => a.start - b.start || b.end - a.end);
	return found.filter((one, index) => found.slice(0, index).every(({ end }) => one.start >= end));
}

function wordsOf(query: string): string[] {
	const { folded } = fold(query.slice(0, longestQuery));
	return [...new Set(folded.match(/[\p{L}\p{N}%€$£]+/gu) ?? [])];
}

function rankOf(folded: string, words: readonly string[]): 0 | 1 | 2 | null {
	const places = words.map((word) => placeOf(folded, word));
	if (places.includes(-1)) return null;
	if (places[0] === 0) return 0;
	return places.every((place) => isWordStart(folded, place)) ? 1 : 2;
}

/** Where a word begins with it, else where it stands at all, as in a compound; -1 for nowhere. */
function placeOf(folded: string, word: string): number {
	for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
		if (isWordStart(folded, at)) return at;
	return folded.indexOf(word);
}

function isWordStart(folded: string, at: number): boolean {
	return at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '');
}

/** Without capitals and accents, and for each of its units where in the text it comes from. */
function fold(text: string): { folded: string; at: number[] } {
	const at: number[] = [];
	let folded = '';
	let from = 0;
	for (const character of text) {
		const plain = character
			.normalize('NFKD')
			.replace(/\p{M}+/gu, '')
			.toLowerCase()
			.replace(/ß/g, 'ss');
		for (let unit = 0; unit < plain.length; unit++) at.push(from);
		folded += plain;
		from += character.length;
	}
	return { folded, at };
}
