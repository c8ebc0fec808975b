/** One thing that hands do at a keyboard, with the pause before it. */
export type Stroke = { afterMs: number } & ({ press: string } | { erase: true });

/** The neighbours of a key, for fingers that slip. */
const neighbours: Record<string, string> = {
	...{ a: 's', b: 'v', c: 'x', d: 'f', e: 'r', f: 'g', g: 'h', h: 'j', i: 'o', j: 'k', k: 'l' },
	...{ l: 'k', m: 'n', n: 'm', o: 'p', p: 'o', r: 't', s: 'd', t: 'r', u: 'i', v: 'b', w: 'e' }
};

const slipsIn = 24;

/**
 * How a person types a text: 70 to 190 ms from key to key, slower between words and after a comma; about
 * one letter in 24 is its neighbour first, which is noticed a letter later and taken out again.
 *
 * @param dice 0 ≤ x < 1
 */
export function strokesOf(text: string, dice: () => number): Stroke[] {
	const strokes: Stroke[] = [];
	const keyMs = () => 70 + dice() * 120;
	let before = '';
	for (const letter of text) {
		const afterMs = keyMs() + (before === ' ' ? 60 : /[,.?!–]/.test(before) ? 320 : 0);
		const wrong = neighbours[letter];
		if (wrong !== undefined && dice() * slipsIn < 1) {
			strokes.push({ afterMs, press: wrong });
			strokes.push({ afterMs: 380 + dice() * 300, erase: true });
			strokes.push({ afterMs: keyMs(), press: letter });
		} else strokes.push({ afterMs, press: letter });
		before = letter;
	}
	return strokes;
}

/** How a person takes out as many letters: holding the key. */
export function erasesOf(text: string, dice: () => number): Stroke[] {
	return [...text].map((_, index) => ({
		afterMs: index === 0 ? 300 : 45 + dice() * 40,
		erase: true as const
	}));
}
