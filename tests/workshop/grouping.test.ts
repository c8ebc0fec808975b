import { expect, test } from 'vitest';
import { type CardId, type ClusterId, createId, type StageId } from '#lib/okr/ids.ts';
import { type Card, keepSame, wallOf } from '#lib/workshop/card.ts';
import { groupingOf, placesFor } from '#lib/workshop/grouping.ts';

const id = <T extends CardId | ClusterId | StageId>(at: number) =>
	createId<T>(new Uint8Array(10).fill(at));
const [a, b, c, d] = [1, 2, 3, 4].map((at) => id<CardId>(at)) as [CardId, CardId, CardId, CardId];
const [birds, fish] = [id<ClusterId>(11), id<ClusterId>(12)];
const card = (of: CardId, clusterId: ClusterId | null): Card => ({
	...{ id: of, stageId: id<StageId>(21), text: of, by: '', isLate: false, clusterId }
});
const clusters = [birds, fish].map((of) => ({ id: of, name: of, order: of }));
const cards = [card(a, birds), card(b, birds), card(c, null), card(d, null)];
const wall = wallOf(cards, clusters);

test('[WALL-9] a card goes onto a group, with another card into a new one, or by itself; what would change nothing is no place', () => {
	expect(groupingOf(wall, c, { on: 'cluster', id: birds })).toEqual({
		does: 'join',
		cluster: birds
	});
	// A card in a group stands for its group.
	expect(groupingOf(wall, c, { on: 'card', id: a })).toEqual({ does: 'join', cluster: birds });
	expect(groupingOf(wall, c, { on: 'card', id: d })).toEqual({ does: 'pair', other: d });
	expect(groupingOf(wall, a, { on: 'card', id: c })).toEqual({ does: 'pair', other: c });
	expect(groupingOf(wall, a, { on: 'nothing' })).toEqual({ does: 'leave' });
	for (const [held, laid] of [
		[c, { on: 'nothing' }],
		[c, { on: 'card', id: c }],
		[a, { on: 'cluster', id: birds }],
		[a, { on: 'card', id: b }],
		[a, { on: 'cluster', id: id<ClusterId>(99) }],
		[a, { on: 'card', id: id<CardId>(99) }],
		[id<CardId>(99), { on: 'cluster', id: birds }]
	] as const)
		expect(groupingOf(wall, held, laid)).toBeNull();
	expect(placesFor(wall, a)).toEqual([
		{ on: 'cluster', id: fish },
		{ on: 'nothing' },
		{ on: 'card', id: c },
		{ on: 'card', id: d }
	]);
	expect(placesFor(wall, c)).toEqual([
		{ on: 'cluster', id: birds },
		{ on: 'cluster', id: fish },
		{ on: 'card', id: d }
	]);
	expect(placesFor(wall, id<CardId>(99))).toEqual([]);
});

test('[WALL-11] of two hundred cards the one that moved is another object, and the two lists it went between', () => {
	const many = Array.from({ length: 200 }, (_, at) => card(id<CardId>(at), at < 60 ? birds : null));
	const before = wallOf(many, clusters);
	const moved = many.map((one, at) => (at === 100 ? { ...one, clusterId: fish } : { ...one }));
	const now = keepSame(
		before,
		wallOf(
			moved,
			clusters.map((one) => ({ ...one }))
		)
	);
	const all = (of: typeof before) => [...of.clusters.flatMap((one) => one.cards), ...of.loose];
	const known = new Set(all(before));
	expect(
		all(now)
			.filter((one) => !known.has(one))
			.map((one) => one.id)
	).toEqual([id<CardId>(100)]);
	expect(now.clusters[0]).toBe(before.clusters[0]);
	expect(now.clusters[1]).not.toBe(before.clusters[1]);
	expect(now.clusters[1]?.cluster).toBe(before.clusters[1]?.cluster);
	expect(now).toEqual(wallOf(moved, clusters));
	expect(keepSame(now, wallOf(moved, clusters))).toBe(now);
});
