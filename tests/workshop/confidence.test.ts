import { expect, test } from 'vitest';
import { createId, type KeyResultId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { isConfidences, spreadOf } from '#lib/workshop/confidence.ts';
import { createRandom } from '../doc/replicas.ts';

const idOf = (fill: number): KeyResultId => createId<KeyResultId>(new Uint8Array(10).fill(fill));
const keyResult = (fill: number, ambition: KeyResult['ambition'] = 'committed') => ({
	...{ id: idOf(fill), ambition }
});
/** What each person said of one key result. */
const said = (id: KeyResultId, ...levels: number[]) =>
	levels.map((level, at) => ({ personId: `p${at}`, value: { [id]: level } }));

test('[CONFIDENCE-1] a ballot has a level from 1 to 5 for each key result somebody can judge, and nothing else', () => {
	for (const [value, isBallot] of [
		[{}, true],
		[{ [idOf(1)]: 5, [idOf(2)]: 1 }, true],
		[{ [idOf(1)]: 6 }, false],
		[{ [idOf(1)]: 0 }, false],
		[{ [idOf(1)]: 2.5 }, false],
		[{ [idOf(1)]: '3' }, false],
		[{ other: 3 }, false],
		[[3], false],
		[3, false],
		[null, false]
	] as const)
		expect([value, isConfidences(value as never)]).toEqual([value, isBallot]);
});

test('[CONFIDENCE-2] a mean over 4.5 on something aspirational and under 3 on something committed is asked about, and no other', () => {
	const asks = (ambition: KeyResult['ambition'], ...levels: number[]) => {
		const one = keyResult(1, ambition);
		return spreadOf({ counted: said(one.id, ...levels) }, [one])[0]?.ask;
	};
	expect(asks('aspirational', 5, 5, 4)).toBe('too-safe');
	expect(asks('aspirational', 5, 4)).toBeNull();
	expect(asks('aspirational', 1)).toBeNull();
	expect(asks('committed', 3, 2, 3)).toBe('too-far');
	expect(asks('committed', 3, 3)).toBeNull();
	expect(asks('committed', 5)).toBeNull();
	expect(asks('learning', 1)).toBeNull();
	expect(asks('committed')).toBeNull();
});

test('[CONFIDENCE-3] what people are furthest apart about comes first, what nobody judged last, whoever answered in whatever order', () => {
	const [wide, split, near, none] = [1, 2, 3, 4].map((fill) => keyResult(fill));
	const counted = [
		...said(wide!.id, 1, 3, 5),
		...said(split!.id, 1, 5, 5),
		...said(near!.id, 3, 4, 3)
	];
	const list = [none!, near!, wide!, split!];
	const spreads = spreadOf({ counted }, list);
	expect(spreads.map(({ keyResultId }) => keyResultId)).toEqual([
		...[split!.id, wide!.id, near!.id, none!.id]
	]);
	expect(spreads[1]).toEqual({ keyResultId: wide!.id, levels: [1, 3, 5], mean: 3, ask: null });
	expect(spreads[3]).toEqual({ keyResultId: none!.id, levels: [], mean: null, ask: null });
	for (let seed = 1; seed <= 100; seed++) {
		const random = createRandom(seed);
		const shuffled = counted
			.map((ballot) => ({ ballot, at: random() }))
			.sort((a, b) => a.at - b.at)
			.map(({ ballot }) => ballot);
		expect(spreadOf({ counted: shuffled }, list)).toEqual(spreads);
	}
	// A key result that was deleted since is not asked about, and one that is new has no answers.
	expect(spreadOf({ counted }, [near!])).toHaveLength(1);
});
