import { describe, expect, it } from 'vitest';
import { pileStones } from '#lib/ui/cairn.ts';
import { initialsOf } from '#lib/ui/initials.ts';

describe('a cairn', () => {
	it('keeps any number of stones in its box, each on the one below', () => {
		for (let count = 0; count <= 12; count++) {
			const pile = pileStones(count);
			expect(pile).toHaveLength(count);
			for (const [index, stone] of pile.entries()) {
				const numbers = (stone.path.match(/-?[\d.]+/g) ?? []).map(Number);
				expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
				expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
				const below = pile[index - 1];
				if (below) expect(stone.top + stone.height).toBeLessThanOrEqual(below.top + 1);
			}
		}
	});

	it('is the same pile every time', () => {
		expect(pileStones(5)).toEqual(pileStones(5));
	});
});

describe('the letters that stand for a name', () => {
	it.each([
		['Ana', 'A'],
		['Ana María López', 'AL'],
		['  ben   okri ', 'BO'],
		['', '?'],
		['🦊 fox', '🦊F'],
		['é́a', 'É́'],
		['中村 光', '中光']
	])('for %j are %j', (name, letters) => {
		expect(initialsOf(name)).toBe(letters);
	});
});
