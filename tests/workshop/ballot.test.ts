import { expect, test } from 'vitest';
import { createId, type PersonId, type RoundId } from '#lib/okr/ids.ts';
import {
	type Opening,
	type Seal,
	sealOf,
	sealsToClose,
	sealsToCount,
	type Tally,
	tallyOf
} from '#lib/workshop/ballot.ts';
import { createRandom } from '../doc/replicas.ts';

const idOf = <Id extends PersonId | RoundId>(fill: number): Id =>
	createId<Id>(new Uint8Array(10).fill(fill));
const round = idOf<RoundId>(200);
const [ana, ben, cleo] = [idOf<PersonId>(1), idOf<PersonId>(2), idOf<PersonId>(3)];
const self = (entry: string): string => entry;
const isVote = (value: unknown): boolean => typeof value === 'number';

const voteOf = (by: string, value: number | string, salt = `salt of ${by}`): Opening => ({
	by,
	salt,
	value
});
const sealed = (opening: Opening, n = 1): Seal => ({
	by: opening.by,
	seal: sealOf(round, opening),
	n
});
const names = (tally: Tally) => ({
	...tally,
	counted: tally.counted.map(({ personId, value }) => [personId, value]),
	late: tally.late.map(({ personId, value }) => [personId, value])
});
const empty = { sealed: [], counted: [], waiting: [], invalid: [], late: [], unopened: [] };

test('[BALLOT-1] a seal tells nothing of the vote and is another one for each person, round and salt', () => {
	const seals = [
		sealOf(round, voteOf(ana, 3)),
		sealOf(round, voteOf(ana, 4)),
		sealOf(round, voteOf(ben, 3, `salt of ${ana}`)),
		sealOf(round, voteOf(ana, 3, 'another salt')),
		sealOf(idOf<RoundId>(201), voteOf(ana, 3))
	];
	expect(new Set(seals).size).toBe(5);
	for (const seal of seals) expect(seal).toMatch(/^[0-9a-f]{64}$/);
	expect(sealOf(round, voteOf(ana, 3))).toBe(seals[0]);
});

test('[BALLOT-1] while a round is open a tally says who has voted, and no vote that was opened too early counts', () => {
	const votes = [voteOf(ana, 3), voteOf(ben, 5)];
	const tally = tallyOf(
		round,
		{ seals: votes.map((one) => sealed(one)), openings: votes, closed: null, counted: null },
		isVote,
		self
	);
	expect(tally).toEqual({ ...empty, sealed: [ana, ben] });
});

test('[BALLOT-2] a vote that was changed after it was sealed is invalid, and so is one that nobody else could be given', () => {
	const [mine, yours] = [voteOf(ana, 3), voteOf(ben, 5)];
	const seals = [sealed(mine), sealed(yours)];
	const closed = sealsToClose(seals, self);
	const changed = { ...yours, value: 1 };
	const said = { seals, closed, counted: null };
	expect(names(tallyOf(round, { ...said, openings: [mine, changed] }, isVote, self))).toEqual({
		...empty,
		counted: [[ana, 3]],
		invalid: [ben]
	});
	// Somebody who opens rubbish in another's name does them no harm.
	expect(
		names(tallyOf(round, { ...said, openings: [mine, changed, yours] }, isVote, self))
	).toEqual({
		...empty,
		counted: [
			[ana, 3],
			[ben, 5]
		]
	});
	// A seal that was copied from somebody opens for nobody else.
	const copied = [sealed(mine), { ...sealed(mine), by: ben }];
	const copy = { seals: copied, closed: sealsToClose(copied, self), counted: null };
	const tally = tallyOf(round, { ...copy, openings: [mine, { ...mine, by: ben }] }, isVote, self);
	expect(tally.counted.map(({ personId }) => personId)).toEqual([ana]);
	expect(tally.invalid).toEqual([ben]);
	// What is no vote of the round is invalid too, also where it is what was sealed.
	const word = voteOf(cleo, 'a lot');
	const odd = { seals: [sealed(word)], closed: [sealed(word).seal], counted: null };
	expect(tallyOf(round, { ...odd, openings: [word] }, isVote, self).invalid).toEqual([cleo]);
});

test('[BALLOT-3] a person has one ballot, the last one sealed, however many devices and entries they have', () => {
	const first = voteOf(ana, 1, 'first');
	const second = voteOf(ana, 2, 'second');
	const other = voteOf(ben, 4);
	const seals = [sealed(first, 1), sealed(second, 2), sealed(other, 1)];
	const closed = sealsToClose(seals, self);
	expect(closed).toHaveLength(2);
	const said = { seals, openings: [first, second, other], closed, counted: null };
	expect(names(tallyOf(round, said, isVote, self)).counted).toEqual([
		[ana, 2],
		[ben, 4]
	]);
	// Ana and Ben turn out to be one person, after the close.
	const asOne = (entry: string): string => (entry === ben ? ana : entry);
	const { counted } = tallyOf(round, said, isVote, asOne);
	expect(counted).toEqual([{ personId: ana, value: 2 }]);
});

test('[BALLOT-4] what is sealed after the close, or opened after the count, is shown and not counted', () => {
	const [mine, yours, hers] = [voteOf(ana, 3), voteOf(ben, 5), voteOf(cleo, 1)];
	const seals = [sealed(mine), sealed(yours)];
	const closed = sealsToClose(seals, self);
	const all = [...seals, sealed(hers)];
	const said = { seals: all, closed, counted: null };
	expect(names(tallyOf(round, { ...said, openings: [mine] }, isVote, self))).toEqual({
		...empty,
		counted: [[ana, 3]],
		waiting: [ben],
		unopened: [cleo]
	});
	const counted = sealsToCount(round, all, [mine], { closed, counted: null });
	expect(names(tallyOf(round, { ...said, counted, openings: [mine] }, isVote, self))).toEqual({
		...empty,
		counted: [[ana, 3]],
		unopened: [ben, cleo]
	});
	expect(
		names(tallyOf(round, { ...said, counted, openings: [mine, yours, hers] }, isVote, self))
	).toEqual({
		...empty,
		counted: [[ana, 3]],
		late: [
			[ben, 5],
			[cleo, 1]
		]
	});
});

test('[BALLOT-5] a tally is the same for every order in which votes, closing and count arrive, with devices that vanish', () => {
	for (let seed = 1; seed <= 300; seed++) {
		const random = createRandom(seed);
		const chance = (share: number) => random() < share;
		const shuffled = <T>(list: readonly T[]): T[] =>
			list
				.map((value) => ({ value, at: random() }))
				.sort((a, b) => a.at - b.at)
				.map(({ value }) => value);
		const people = Array.from({ length: 2 + Math.floor(random() * 10) }, (_, at) => `p${at}`);
		const personOf = (entry: string): string => (entry === 'p1' ? 'p0' : entry);
		const votes = people.flatMap((by) =>
			Array.from({ length: 1 + Math.floor(random() * 2) }, (_, n) => {
				const vote = voteOf(by, Math.floor(random() * 5), `${by} ${n}`);
				return { vote, seal: sealed(vote, n + 1), isLate: chance(0.2), isGone: chance(0.2) };
			})
		);
		const seals = votes.map(({ seal }) => seal);
		const closed = sealsToClose(
			votes.filter(({ isLate }) => !isLate).map(({ seal }) => seal),
			personOf
		);
		const openings = votes
			.filter(({ isGone }) => !isGone)
			.map(({ vote }) => (chance(0.1) ? { ...vote, value: 9 } : vote));
		const early = openings.filter(() => chance(0.6));
		const counted = chance(0.5)
			? sealsToCount(round, seals, early, { closed, counted: null })
			: null;
		const tally = tallyOf(round, { seals, openings, closed, counted }, isVote, personOf);
		for (let turn = 0; turn < 4; turn++) {
			const again = {
				seals: shuffled([...seals, ...seals.filter(() => chance(0.3))]),
				openings: shuffled([...openings, ...openings.filter(() => chance(0.3))]),
				closed: shuffled(closed),
				counted: counted && shuffled(counted)
			};
			expect(tallyOf(round, again, isVote, personOf)).toEqual(tally);
		}
		// Everybody who sealed stands in one list, once.
		const { waiting, invalid, late, unopened } = tally;
		const told = [
			...tally.counted.map(({ personId }) => personId),
			...late.map(({ personId }) => personId),
			...[...waiting, ...invalid, ...unopened]
		];
		expect(told.sort()).toEqual([...new Set(people.map(personOf))].sort());
		// What counts was sealed before the close, as it was sealed.
		for (const { personId, value } of tally.counted) {
			const fits = votes.some(
				({ vote, seal, isLate }) =>
					personOf(vote.by) === personId &&
					vote.value === value &&
					!isLate &&
					closed.includes(seal.seal)
			);
			expect(fits).toBe(true);
		}
	}
});

test('[BALLOT-2] a value that has no spelling fits no seal and disturbs nobody', () => {
	const mine = voteOf(ana, 3);
	const odd = { by: ben, salt: 'x', value: NaN };
	const said = { seals: [sealed(mine)], closed: [sealed(mine).seal], counted: null };
	const tally = tallyOf(round, { ...said, openings: [odd, mine] }, isVote, self);
	expect(names(tally)).toEqual({ ...empty, counted: [[ana, 3]] });
});
