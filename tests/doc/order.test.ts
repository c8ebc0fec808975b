import { expect, test } from 'vitest';
import { addKeyResult, addObjective, deleteItem, moveItem, readCycle } from '#lib/doc/cycle.ts';
import { compareOrder, isOrder, orderAt } from '#lib/doc/order.ts';
import {
	createBytes,
	createRandom,
	keyResultId,
	meet,
	objectiveId,
	type Replica,
	team
} from './replicas.ts';

const random = createBytes(createRandom(3));
const objectives = ({ doc }: Replica) => readCycle(doc).plan.objectives.map(({ id }) => id);

test('[ORDER-1] a key stands strictly between its neighbours, wherever it is put', () => {
	const dice = createRandom(8);
	let list: { order: string }[] = [];
	for (let round = 0; round < 400; round++) {
		const index = Math.floor(dice() * (list.length + 1));
		const order = orderAt(list, index, random);
		list = list.toSpliced(index, 0, { order });
		expect(isOrder(order)).toBe(true);
		const [before, after] = [list[index - 1]?.order ?? '', list[index + 1]?.order ?? '~'];
		expect(before < order && order < after).toBe(true);
	}
	expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThan(40);
});

test('[ORDER-1] the same place a hundred times over does not make keys without end', () => {
	let list = [{ order: orderAt([], 0, random) }];
	for (let round = 0; round < 100; round++) list = [{ order: orderAt(list, 0, random) }, ...list];
	for (let round = 0; round < 200; round++)
		list = [...list, { order: orderAt(list, list.length, random) }];
	expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThan(10);
});

test('[ORDER-2] many people put something in one gap apart, and hardly ever make the same key', () => {
	const list = [{ order: 'a0' }, { order: 'a1' }];
	for (const index of [0, 1, 2]) {
		const keys = Array.from({ length: 100 }, () => orderAt(list, index, random));
		expect(new Set(keys).size).toBeGreaterThan(97);
	}
});

test('[ORDER-3] equal keys go by id, junk comes last, and both can be placed beside', () => {
	const list = [
		{ id: 'd', order: 'no key' },
		{ id: 'c', order: 'a1' },
		{ id: 'b', order: 'a1' },
		{ id: 'a', order: '' },
		{ id: 'e', order: 'a0' },
		{ id: 'f', order: 'a10' },
		{ id: 'g', order: 'z'.repeat(600) }
	].sort(compareOrder);
	expect(list.map(({ id }) => id).join('')).toBe('ebcadfg');
	for (let index = 0; index <= list.length; index++) {
		const order = orderAt(list, index, random);
		const placed = [...list, { id: 'x', order }].sort(compareOrder).map(({ id }) => id);
		expect(placed.indexOf('x')).toBe([0, 1, 3, 3, 3, 3, 3, 3][index]);
	}
});

test('[ORDER-3] keys at the ends of the number space are junk or are placed beside, without an error', () => {
	const ends = [
		'A00000000000000000000000000',
		`A${'0'.repeat(25)}1`,
		`z${'z'.repeat(26)}`,
		'zz',
		'A'
	];
	for (const order of ends) {
		for (const index of [0, 1]) {
			expect(isOrder(orderAt([{ order }], index, random))).toBe(true);
			expect(isOrder(orderAt([{ order: 'a0' }, { order }], index, random))).toBe(true);
		}
	}
});

test('[ORDER-4] what was moved stands after what it was put after, on every replica', () => {
	const { ana, ben } = team('ana', 'ben');
	const [a, b, c, d] = [objectiveId(), objectiveId(), objectiveId(), objectiveId()];
	for (const id of [a, b, c]) expect(addObjective(ana.doc, ana, { id })).toBe(true);
	addObjective(ana.doc, ana, { id: d, after: a });
	meet(ana, ben);
	expect(objectives(ana)).toEqual([a, d, b, c]);
	moveItem(ana.doc, ana, c, { after: null });
	moveItem(ben.doc, ben, a, { after: b });
	meet(ana, ben);
	expect(objectives(ana)).toEqual([c, d, b, a]);
	expect(objectives(ben)).toEqual(objectives(ana));
	expect(readCycle(ana.doc).conflicts).toEqual([]);
});

test('[ORDER-4] moving to where it stands already writes nothing', () => {
	const { ana } = team('ana');
	const [a, b, gone] = [objectiveId(), objectiveId(), objectiveId()];
	for (const id of [a, gone, b]) addObjective(ana.doc, ana, { id });
	deleteItem(ana.doc, ana, gone);
	let writes = 0;
	ana.doc.on('update', () => writes++);
	expect(moveItem(ana.doc, ana, a, { after: null })).toBe(true);
	expect(moveItem(ana.doc, ana, b, { after: a })).toBe(true);
	expect(moveItem(ana.doc, ana, b, { after: b })).toBe(true);
	expect(writes).toBe(0);
	expect(moveItem(ana.doc, ana, a, { after: gone })).toBe(true);
	expect(objectives(ana)).toEqual([a, b]);
	expect(moveItem(ana.doc, ana, a, { after: keyResultId() })).toBe(true);
	expect(objectives(ana)).toEqual([b, a]);
	expect(moveItem(ana.doc, ana, objectiveId(), { after: null })).toBe(false);
});

test('[MERGE-2] the later of two moves wins without a question', () => {
	const { ana, ben } = team('ana', 'ben');
	const [o, p, q, k] = [objectiveId(), objectiveId(), objectiveId(), keyResultId()];
	for (const id of [o, p, q]) addObjective(ana.doc, ana, { id });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	meet(ana, ben);
	moveItem(ana.doc, ana, k, { after: null, objectiveId: p });
	moveItem(ben.doc, ben, k, { after: null, objectiveId: q });
	meet(ana, ben);
	expect(readCycle(ana.doc)).toEqual(readCycle(ben.doc));
	const homes = readCycle(ana.doc).plan.objectives.filter((one) => one.keyResults.length > 0);
	expect([homes.length, readCycle(ana.doc).conflicts]).toEqual([1, []]);
	expect(moveItem(ana.doc, ana, k, { after: null, objectiveId: objectiveId() })).toBe(false);
});
