import { expect, test } from 'vitest';
import { type CardId, type ClusterId, createId, type StageId } from '#lib/okr/ids.ts';
import { type Opening, sealOf, sealsToClose } from '#lib/workshop/ballot.ts';
import { type Card, type Cluster, wallOf } from '#lib/workshop/card.ts';
import { leftOutIdOf, toLeftOut } from '#lib/workshop/leftOut.ts';
import { roundIdOf, roundIn } from '#lib/workshop/round.ts';
import { standingAfter } from '#lib/workshop/steps.ts';
import {
	chosenOf,
	type Cut,
	dotsOn,
	dotTally,
	isDots,
	optionsOf,
	rankDots,
	splitAt,
	splitsTie,
	suggestCut
} from '#lib/workshop/vote.ts';
import type { Round, Workshop } from '#lib/workshop/workshop.ts';
import { createRandom } from '../doc/replicas.ts';

const idOf = <Id extends CardId | ClusterId | StageId>(fill: number): Id =>
	createId<Id>(new Uint8Array(10).fill(fill));
const stageId = idOf<StageId>(99);
const self = (entry: string): string => entry;

const cluster = (fill: number, name: string): Cluster => ({
	id: idOf<ClusterId>(fill),
	name,
	order: String(fill)
});
const card = (fill: number, text: string, clusterId: ClusterId | null = null): Card => ({
	...{ id: idOf<CardId>(fill), stageId, text, by: '', isLate: false, clusterId }
});

const [growth, calm, bare] = [cluster(1, 'Growth'), cluster(2, ''), cluster(3, 'Nothing in it')];
const cards = [
	card(10, 'more guests', growth.id),
	card(11, 'a second shop', growth.id),
	card(12, 'fewer meetings', calm.id),
	card(13, 'a dog'),
	card(14, 'a garden')
];
const wall = wallOf(cards, [growth, calm, bare]);

/** A round with these ballots, closed and opened. */
function roundWith(ballots: Record<string, Record<string, number>>, more: Partial<Round> = {}) {
	const id = roundIdOf(stageId, 'dots', 0);
	const openings = Object.entries(ballots).map(([by, value]): Opening => ({
		...{ by, salt: `salt of ${by}`, value }
	}));
	const seals = openings.map((one) => ({ by: one.by, seal: sealOf(id, one), n: 1 }));
	return {
		...{ id, stageId, kind: 'dots', turn: 0, dots: 3, cut: null, seals, openings },
		...{ closed: sealsToClose(seals, self), counted: null, ...more }
	} satisfies Round;
}

function workshopWith(round: Round | null): Workshop {
	return {
		...{ agenda: [{ id: stageId, kind: 'vote', minutes: 7 }], removed: [], stops: [], groups: [] },
		...{ standing: standingAfter([]), timer: null, lease: null, reveals: new Map() },
		marks: { seats: new Map(), ready: new Map(), ideas: [], asking: [] },
		...{ cards, clusters: [growth, calm, bare], rounds: round ? [round] : [] },
		...{ endedAt: null, tooNew: false }
	};
}

test('[VOTE-1] voted on are the clusters that have cards, and each card that lies by itself', () => {
	expect(optionsOf(wall).map(({ kind, name }) => [kind, name])).toEqual([
		['cluster', 'Growth'],
		['cluster', ''],
		['card', 'a dog'],
		['card', 'a garden']
	]);
	expect(optionsOf(wallOf([], []))).toEqual([]);
});

test('[VOTE-1] a card that lies by itself and is above the line is worked on like a cluster', () => {
	const dog = cards[3]!.id;
	const cut = { below: [growth.id, cards[4]!.id], why: 'no room' };
	const round = roundWith({ ana: { [dog]: 2, [calm.id]: 1 } }, { cut });
	expect(chosenOf(workshopWith(round)).map(({ id }) => id)).toEqual([dog, calm.id]);
});

test('[VOTE-2] a ballot is a few dots, several on one thing too, and no more of them than there are', () => {
	const id = growth.id;
	for (const [value, isBallot] of [
		[{}, true],
		[{ [id]: 3 }, true],
		[{ [id]: 2, [calm.id]: 1 }, true],
		[{ [id]: 2, [calm.id]: 2 }, false],
		[{ [id]: 4 }, false],
		[{ [id]: 0 }, false],
		[{ [id]: -1, [calm.id]: 4 }, false],
		[{ [id]: 1.5 }, false],
		[{ [id]: '1' }, false],
		[{ growth: 1 }, false],
		[[id], false],
		[id, false],
		[null, false]
	] as const)
		expect([value, isDots(value as never, 3)]).toEqual([value, isBallot]);
});

test('[VOTE-3] dots are counted with the people they are from, ties share a place, and a card that was grouped since takes its dots along', () => {
	const gone = idOf<CardId>(77);
	const round = roundWith({
		ana: { [growth.id]: 2, [cards[3]!.id]: 1 },
		ben: { [cards[0]!.id]: 1, [calm.id]: 2 },
		cleo: { [gone]: 3 },
		dan: { [calm.id]: 4 }
	});
	const tally = dotTally(round, self);
	expect(tally.invalid).toEqual(['dan']);
	const { ranked, lost } = rankDots(wall, tally);
	expect(lost).toBe(3);
	expect(ranked.map(({ id, dots, people, rank }) => [id, dots, people, rank])).toEqual([
		[growth.id, 3, 2, 1],
		[calm.id, 2, 1, 2],
		[cards[3]!.id, 1, 1, 3],
		[cards[4]!.id, 0, 0, 4]
	]);
	const tied = rankDots(wall, { counted: [{ personId: 'ana', value: { [calm.id]: 1 } }] }).ranked;
	expect(tied.map(({ rank }) => rank)).toEqual([1, 2, 2, 2]);
});

test('[VOTE-3] dots of a card that is grouped while the vote is open lie on its group, and those of what is gone are free again', () => {
	const gone = idOf<CardId>(77);
	const given = { [cards[0]!.id]: 1, [growth.id]: 1, [cards[3]!.id]: 1, [gone]: 2 };
	expect(dotsOn(wall, given)).toEqual({ [growth.id]: 2, [cards[3]!.id]: 1 });
});

test('[VOTE-4] the line that is proposed leaves room for a plan, nothing without a dot above it, and no tie on both of its sides', () => {
	const ranked = (...dots: number[]) =>
		dots.map((count, at) => ({
			...{ id: idOf<CardId>(at), kind: 'card' as const, name: '', cards: [], people: 1 },
			...{ dots: count, rank: 1 + dots.filter((other) => other > count).length }
		}));
	for (const [dots, room, above] of [
		[[], 5, 0],
		[[0, 0], 5, 0],
		[[4, 2, 1, 0, 0], 5, 3],
		[[6, 5, 4, 3, 2, 1], 5, 5],
		[[6, 5, 4, 2, 2, 2], 5, 3],
		[[2, 2, 2, 2, 1], 3, 4],
		[[2, 2, 2, 2], 3, 4]
	] as const)
		expect([dots, room, suggestCut(ranked(...dots), room)]).toEqual([dots, room, above]);
	const [first, second, third] = ranked(3, 2, 2);
	expect(splitsTie({ above: [first!], below: [second!, third!] })).toBe(false);
	expect(splitsTie({ above: [first!, second!], below: [third!] })).toBe(true);
	expect(splitsTie({ above: [], below: [first!] })).toBe(false);
});

test('[VOTE-5] what the team works on is above the line, all of the wall where none was drawn, and what came since', () => {
	const names = (round: Round | null) => chosenOf(workshopWith(round)).map(({ name }) => name);
	const all = ['Growth', '', 'a dog', 'a garden'];
	expect(names(null)).toEqual(all);
	const ballots = { ana: { [cards[3]!.id]: 2 }, ben: { [calm.id]: 1 } };
	const byDots = ['a dog', '', 'Growth', 'a garden'];
	expect(names(roundWith(ballots))).toEqual(byDots);
	expect(names(roundWith(ballots, { closed: null }))).toEqual(all);
	const cut: Cut = { below: [growth.id], why: null };
	// A line that is still moved is no decision yet.
	expect(names(roundWith(ballots, { cut }))).toEqual(byDots);
	expect(names(roundWith(ballots, { cut: { ...cut, why: 'next time' } }))).toEqual([
		...['a dog', '', 'a garden']
	]);
	const { above, below } = splitAt(optionsOf(wall), { below: ['gone', growth.id], why: null });
	expect([above.length, below.map(({ name }) => name)]).toEqual([3, ['Growth']]);
	// A second vote has a line of its own.
	const again = { ...roundWith(ballots), id: roundIdOf(stageId, 'dots', 1), turn: 1 };
	const workshop = workshopWith(roundWith(ballots, { cut: { ...cut, why: 'next time' } }));
	expect(chosenOf({ ...workshop, rounds: [...workshop.rounds, again] })).toHaveLength(4);
	expect(roundIn([...workshop.rounds, again], stageId, 'dots')?.turn).toBe(1);
	expect(roundIn(workshop.rounds, stageId, 'confidence')).toBeNull();
});

test('[VOTE-6] what is left out is one idea for one option, called by its name or its first card', () => {
	const [named, unnamed, loose] = optionsOf(wall);
	expect(toLeftOut(named!)).toEqual({
		...{ id: leftOutIdOf(growth.id), title: 'Growth' },
		cards: ['more guests', 'a second shop']
	});
	expect(toLeftOut(unnamed!).title).toBe('fewer meetings');
	expect(toLeftOut(loose!)).toMatchObject({ title: 'a dog', cards: ['a dog'] });
	expect(new Set(optionsOf(wall).map(({ id }) => leftOutIdOf(id))).size).toBe(4);
});

test('[VOTE-3] the order of ballots and the wall’s changes alter no sum: every dot is on the wall or said to be lost', () => {
	for (let seed = 1; seed <= 200; seed++) {
		const random = createRandom(seed);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
		const ids = [...cards.map(({ id }) => id), growth.id, calm.id, bare.id, idOf<CardId>(77)];
		const ballots = Object.fromEntries(
			Array.from({ length: 1 + Math.floor(random() * 8) }, (_, at) => {
				const value: Record<string, number> = {};
				for (let dot = 0; dot < 3; dot++) {
					const id = pick(ids);
					value[id] = (value[id] ?? 0) + 1;
				}
				return [`p${at}`, value];
			})
		);
		const moved = cards.map((one) => ({
			...one,
			clusterId: pick([null, growth.id, calm.id, bare.id, one.clusterId])
		}));
		const round = roundWith(ballots);
		const tally = dotTally(round, self);
		const now = wallOf(moved, [growth, calm, bare]);
		const { ranked, lost } = rankDots(now, tally);
		const given = Object.keys(ballots).length * 3;
		expect(ranked.reduce((sum, { dots }) => sum + dots, lost)).toBe(given);
		const backwards = { counted: tally.counted.toReversed() };
		expect(rankDots(now, backwards)).toEqual({ ranked, lost });
		expect(ranked.map(({ rank }) => rank)).toEqual(
			ranked.map(({ rank }) => rank).toSorted((a, b) => a - b)
		);
		// Wherever the line is: everything is on one side of it, once.
		const below = ranked.filter(() => random() < 0.4).map(({ id }) => id);
		const split = splitAt(ranked, { below, why: '' });
		expect([...split.above, ...split.below].map(({ id }) => id).sort()).toEqual(
			ranked.map(({ id }) => id).sort()
		);
	}
});
