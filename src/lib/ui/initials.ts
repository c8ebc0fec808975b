/**
 * Up to two letters that stand for a name: the first of its first and last word, whole as people see
 * letters (an emoji, a letter with its accents). A question mark where there is no name.
 */
export function initialsOf(name: string): string {
	const words = name.trim().split(/\s+/u).filter(Boolean);
	const first = words[0] ?? '?';
	const last = words.length > 1 ? (words.at(-1) ?? '') : '';
	return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase();
}

function firstLetter(word: string): string {
	const [letter] = new Intl.Segmenter().segment(word);
	return letter?.segment ?? '';
}
