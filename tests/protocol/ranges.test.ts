import { describe, expect, it } from 'vitest';
import { IdSet } from '#lib/protocol/ranges.ts';

/** Mulberry32: a small seeded source of numbers in [0, 1). */
function randomFrom(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

describe('id sets', () => {
	it('agree with a plain set of numbers over random histories', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const random = randomFrom(seed);
			const pick = (n: number) => Math.floor(random() * n);
			const sets = [new IdSet(), new IdSet()] as const;
			const plain = [new Set<number>(), new Set<number>()] as const;
			for (let step = 0; step < 24; step++) {
				const side = pick(2);
				const from = pick(40);
				const to = from + pick(6);
				sets[side]!.add(1, from, to);
				for (let clock = from; clock < to; clock++) plain[side]!.add(clock);
			}
			const [a, b] = sets;
			const clocks = Array.from({ length: 50 }, (_, clock) => clock);
			const rest = a.without(b);
			for (const clock of clocks) {
				expect(a.has(1, clock, clock + 1), `seed ${seed}`).toBe(plain[0].has(clock));
				const isLeft = plain[0].has(clock) && !plain[1].has(clock);
				expect(rest.has(1, clock, clock + 1), `seed ${seed}`).toBe(isLeft);
			}
			expect(b.covers(a)).toBe(rest.isEmpty);
			const ranges = a.rangesOf(1);
			expect([...ranges]).toEqual([...new Set(ranges)].sort((x, y) => x - y));
		}
	});

	it('gives the state vector of what is there without a hole', () => {
		const set = new IdSet();
		set.add(5, 0, 10);
		set.add(5, 12, 20);
		set.add(6, 3, 4);
		expect(set.stateVector()).toEqual(new Map([[5, 10]]));
		set.add(5, 10, 12);
		expect(set.stateVector()).toEqual(new Map([[5, 20]]));
	});

	it('takes in another set', () => {
		const one = new IdSet();
		one.add(1, 0, 2);
		const two = new IdSet();
		two.add(1, 2, 4);
		two.add(2, 7, 9);
		one.addAll(two);
		expect([...one.rangesOf(1)]).toEqual([0, 4]);
		expect([...one.clients()]).toEqual([1, 2]);
	});
});
