import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { isSame, listIds, readFields, setField } from '#lib/doc/register.ts';
import { write, USER } from '#lib/doc/writer.ts';
import { meet, objectiveId, type Replica, team } from './replicas.ts';

const set = (replica: Replica, id: string, f: string, v: unknown) =>
	write(replica.doc, USER, () => setField(replica.doc, replica, id, f, v));
const values = ({ doc }: Replica, id: string, f: string) =>
	readFields(doc, id)
		.get(f)
		?.map(({ v }) => v);
const push = ({ doc }: Replica, id: string, ...entries: unknown[]) =>
	doc.getArray(`e/${id}`).push(entries);

test('setting a field replaces what could be seen and keeps what could not', () => {
	const { ana, ben } = team('ana', 'ben');
	const id = objectiveId();
	set(ana, id, 'target', 1);
	meet(ana, ben);
	set(ana, id, 'target', 2);
	set(ben, id, 'target', 3);
	set(ben, id, 'target', 4);
	meet(ana, ben);
	expect(values(ana, id, 'target')).toEqual([4, 2]);
	expect(values(ben, id, 'target')).toEqual([4, 2]);
	set(ana, id, 'target', 5);
	meet(ana, ben);
	expect(values(ben, id, 'target')).toEqual([5]);
	expect(ana.doc.getArray(`e/${id}`)).toHaveLength(1);
});

test('[MERGE-3] the later of two by causality wins, however wrong a clock is', () => {
	const { ana, ben } = team('ana', 'ben');
	const id = objectiveId();
	set(ana, id, 'order', 'a');
	ana.now = () => Date.parse('2099-01-01');
	set(ana, id, 'order', 'b');
	meet(ana, ben);
	ben.now = () => 0;
	set(ben, id, 'unit', 'x');
	set(ben, id, 'order', 'c');
	set(ana, id, 'order', 'd');
	meet(ana, ben);
	expect(values(ana, id, 'order')).toEqual(['c', 'd']);
	expect(readFields(ana.doc, id).get('order')?.[0]?.at).toBe(0);
});

test('[READ-2] a rank out of all proportion is not read, and does not stop anybody from writing', () => {
	const { ana } = team('ana');
	const id = objectiveId();
	const entry = { f: 'unit', v: 'x', by: '', at: 0 };
	for (const n of [0, -1, 1.5, NaN, Infinity, 2 ** 40 + 1, 2 ** 60, '7', null])
		push(ana, id, { ...entry, k: `k${n}`, n });
	expect(readFields(ana.doc, id).size).toBe(0);
	push(ana, id, { ...entry, f: 'order', k: 'most', n: 2 ** 40 });
	for (const unit of ['y', 'z']) {
		set(ana, id, 'unit', unit);
		expect(values(ana, id, 'unit')).toEqual([unit]);
	}
});

test('[READ-2] entries of a foreign shape are not there, and stay where they are', () => {
	const { ana } = team('ana');
	const id = objectiveId();
	const entry = { k: 'k', f: 'unit', v: 'x', by: 'ana', n: 1, at: 5 };
	const junk = [
		null,
		7,
		'text',
		[entry],
		new Uint8Array(3),
		new Y.Map([['k', 'k']]),
		{},
		{ ...entry, k: '' },
		{ ...entry, k: 'k'.repeat(65) },
		{ ...entry, f: 7 },
		{ ...entry, f: 'f'.repeat(65) },
		{ k: 'k', f: 'unit', n: 1, by: '', at: 0 }
	];
	push(ana, id, ...junk);
	expect([...readFields(ana.doc, id)]).toEqual([]);
	push(ana, id, { ...entry, by: 7, at: 'soon' });
	set(ana, id, 'target', 1);
	expect(readFields(ana.doc, id).get('unit')).toEqual([{ ...entry, by: '', at: 0 }]);
	expect(ana.doc.getArray(`e/${id}`)).toHaveLength(junk.length + 2);
});

test('an entry that is there twice is read once and removed twice', () => {
	const { ana } = team('ana');
	const id = objectiveId();
	const entry = { k: 'k', f: 'unit', v: 'x', by: '', n: 1, at: 0 };
	push(ana, id, entry, { ...entry, v: 'y' });
	expect(values(ana, id, 'unit')).toEqual(['x']);
	set(ana, id, 'unit', 'z');
	expect(ana.doc.getArray(`e/${id}`)).toHaveLength(1);
});

test('[READ-1] reading makes no root and writes nothing', () => {
	const { ana, ben } = team('ana', 'ben');
	const id = objectiveId();
	expect(readFields(ana.doc, id).size).toBe(0);
	expect(ana.doc.share.size).toBe(0);
	set(ana, id, 'unit', 'x');
	meet(ana, ben);
	let writes = 0;
	ben.doc.on('update', () => writes++);
	expect([listIds(ben.doc), values(ben, id, 'unit'), writes]).toEqual([[id], ['x'], 0]);
});

test('half a character is stored as every replica will read it', () => {
	const { ana, ben } = team('ana', 'ben');
	const id = objectiveId();
	set(ana, id, 'unit', 'a\uD83Db😀');
	meet(ana, ben);
	expect(values(ana, id, 'unit')).toEqual(['a\uFFFDb😀']);
	expect(values(ben, id, 'unit')).toEqual(values(ana, id, 'unit'));
});

test('values are the same by content', () => {
	expect(isSame({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
	for (const [a, b] of [
		[1, '1'],
		[null, undefined],
		[[], {}],
		[{ a: 1 }, { a: 1, b: 2 }],
		[{ a: undefined }, { b: undefined }],
		[
			[1, 2],
			[2, 1]
		]
	])
		expect(isSame(a, b)).toBe(false);
});
