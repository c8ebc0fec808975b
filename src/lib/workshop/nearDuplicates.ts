import type { CardId } from '#lib/okr/ids.ts';
import type { Card } from './card.ts';

/*
 * Which cards say almost the same, found on the device by their letters: every word is cut into runs of three, and two texts
 * are as alike as the runs they share (Dice). That forgives endings, typing errors, capitals, umlauts written either way and
 * the order of words, and knows nothing of what words mean. It suggests; grouping is a person's.
 */

/**
 * From so much on two texts are suggested, 0 to 1: "less meetings" and "meetings: fewer" lie below it, "fewer meetings" and
 * "Fewer meeting" above.
 */
export const alikeFrom = 0.7;

/** Words that say nothing of what a card is about. */
const fillers = new Set(
	`a an and are be for in is of on or our that the to we with
	am auf das dem den der des die ein eine einen einer es fuer im in ist mit oder sind und unser unsere von wir zu zum zur`.split(
		/\s+/
	)
);

interface Letters {
	runs: Set<string>;
	/** Ten customers are not twenty. */
	numbers: string;
}

/** How alike two texts are, 0 to 1; 0 where one of them has no word. */
export function likenessOf(a: string, b: string): number {
	return likeness(lettersOf(a), lettersOf(b));
}

/**
 * Cards that say almost the same as the first of them, in groups of two and more, each card in one group at most. It is the
 * same for every order in which they are given. Compares every pair: two hundred cards take some milliseconds.
 */
export function alikeAmong(cards: readonly Pick<Card, 'id' | 'text'>[]): CardId[][] {
	const left = [...cards]
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.map(({ id, text }) => ({ id, letters: lettersOf(text) }));
	const groups: CardId[][] = [];
	while (left.length > 0) {
		const [first] = left.splice(0, 1);
		if (!first) break;
		const group = [first.id];
		for (let at = left.length - 1; at >= 0; at--) {
			const other = left[at];
			if (!other || likeness(first.letters, other.letters) < alikeFrom) continue;
			group.push(other.id);
			left.splice(at, 1);
		}
		if (group.length > 1) groups.push(group.sort());
	}
	return groups;
}

function likeness(a: Letters, b: Letters): number {
	if (a.numbers !== b.numbers) return 0;
	const [few, many] = a.runs.size < b.runs.size ? [a.runs, b.runs] : [b.runs, a.runs];
	let shared = 0;
	for (const run of few) if (many.has(run)) shared++;
	return few.size === 0 ? 0 : (2 * shared) / (few.size + many.size);
}

function lettersOf(text: string): Letters {
	const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
	const telling = words.filter((word) => !fillers.has(word));
	const runs = new Set<string>();
	// A card of nothing but fillers is about them.
	for (const word of telling.length > 0 ? telling : words) {
		const letters = [...` ${word} `];
		for (let at = 0; at + 2 < letters.length; at++) runs.add(letters.slice(at, at + 3).join(''));
	}
	const numbers = [...new Set(words.filter((word) => /\p{N}/u.test(word)))].sort().join(' ');
	return { runs, numbers };
}

/** Without capitals and accents; umlauts as they are written where there are none. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue')
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '');
}
