import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readAwareness, writeAwareness } from '#lib/protocol/awareness.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';

/** One of everything a document may hold, written by two people, with deletes and undone work. */
function richUpdates(): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const ana = new Y.Doc();
	const ben = new Y.Doc();
	ana.on('update', (update: Uint8Array, origin) => {
		updates.push(update);
		if (origin !== ben) Y.applyUpdate(ben, update, ana);
	});
	ben.on('update', (update: Uint8Array, origin) => {
		if (origin !== ana) Y.applyUpdate(ana, update, ben);
	});
	const text = ana.getText('text');
	text.insert(0, 'Grow weekly actives — größer, 成長, 🚀');
	ben.getText('text').insert(5, 'the ', { bold: true });
	text.delete(2, 9);
	text.insertEmbed(1, { image: 'x', deep: [[1]] });
	ana.getArray('list').push([1, -5, 2 ** 40, 1.5, null, true, 'ü', [1, 3n, undefined, { a: {} }]]);
	ana.getArray('list').push([new Uint8Array([1, 2, 3])]);
	ben.getMap('map').set('nested', new Y.Map([['inner', new Y.Text('hi')]]));
	(ana.getMap('map').get('nested') as Y.Map<unknown>).set('x', new Y.Array());
	ana.getMap('map').delete('nested');
	const element = new Y.XmlElement('p');
	ana.getXmlFragment('xml').insert(0, [element, new Y.XmlText('t')]);
	ben.getArray('list').delete(1, 3);
	updates.push(Y.encodeStateAsUpdate(ana), Y.mergeUpdates([updates[0]!, updates[4]!]));
	return updates;
}

describe('validating an update without applying it', () => {
	it('[VALID-1] whatever Yjs writes is taken, and its ids are read as Yjs reads them', () => {
		for (const bytes of richUpdates()) {
			const checked = validateUpdate(bytes);
			expect(checked).toMatchObject({ ok: true });
			if (!checked.ok) continue;
			const decoded = Y.decodeUpdate(bytes);
			for (const struct of decoded.structs) {
				if (struct instanceof Y.Skip) continue;
				const { client, clock } = struct.id;
				expect(checked.update.structs.has(client, clock, clock + struct.length)).toBe(true);
			}
			const deletes = [...decoded.ds.clients].flatMap(([client, items]) =>
				items.map(({ clock, len }) => [client, clock, len] as const)
			);
			for (const [client, clock, len] of deletes) {
				expect(checked.update.deletes.has(client, clock, clock + len)).toBe(true);
			}
		}
		expect(validateUpdate(Uint8Array.of(0, 0)).ok).toBe(true);
	});

	it('leaves holes out of what an update brings', () => {
		const updates: Uint8Array[] = [];
		const doc = new Y.Doc();
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const word of ['one', 'two', 'six']) doc.getArray('list').push([word]);
		const checked = validateUpdate(Y.mergeUpdates([updates[0]!, updates[2]!]));
		expect(checked.ok && [...checked.update.structs.rangesOf(doc.clientID)]).toEqual([0, 1, 2, 3]);
	});

	const item = [1, 1, 5, 0, 4, 1, 1, 116, 1, 97, 0]; // client 5 writes "a" to the root "t"
	const any = (...value: number[]) => [1, 1, 5, 0, 8, 1, 1, 116, 1, ...value, 0];
	const beyond = [0x80, 0x80, 0x80, 0x80, 0x10]; // 2^32
	const proto = [...'__proto__'].map((char) => char.charCodeAt(0));
	const deepAny = any(...new Array<number[]>(40).fill([117, 1]).flat(), 126);
	const deepJson = '['.repeat(40) + ']'.repeat(40);
	const embed = (json: string) => [1, 1, 5, 0, 5, 1, 1, 116, json.length, ...Buffer.from(json), 0];

	it('has sound examples to break', () => {
		for (const bytes of [item, any(126), embed('[]'), any(118, 1, 1, 97, 126)]) {
			expect(validateUpdate(Uint8Array.from(bytes)), String(bytes)).toMatchObject({ ok: true });
		}
	});

	it.each([
		['nothing', []],
		['a claim of a hundred million blocks', [1, 0x80, 0x84, 0xaf, 0x5f, 5, 0, 0]],
		['a claim of many clients', [0xff, 0xff, 0xff, 0x7f, 0]],
		['a claim of many deletes', [0, 1, 5, 0xff, 0xff, 0xff, 0x7f, 0, 1]],
		['a claim of a long text', [1, 1, 5, 0, 4, 1, 1, 116, 0xff, 0xff, 0x7f, 97, 0]],
		['a claim of a long array', any(117, 0xff, 0xff, 0xff, 0x7f)],
		['a byte left over', [...item, 0]],
		['a client without blocks', [1, 0, 5, 0, 0]],
		['a client twice', [2, ...item.slice(1, -1), ...item.slice(1, -1), 0]],
		['clients in rising order', [2, 1, 4, 0, 0, 1, 1, 5, 0, 0, 1, 0]],
		['an empty text', [1, 1, 5, 0, 4, 1, 1, 116, 0, 0]],
		['an empty block', [1, 1, 5, 0, 0, 0, 0]],
		['an empty skip', [1, 1, 5, 0, 10, 0, 0]],
		['a clock beyond any history', [1, 1, 5, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0]],
		['a reference beyond any history', [1, 1, 5, 0, 0x84, 6, ...beyond, 1, 97, 0]],
		['a delete beyond any history', [0, 1, 5, 1, 3, ...beyond]],
		['a number longer than any', any(125, ...new Array<number>(9).fill(0x80), 1)],
		['a number larger than any', any(125, ...new Array<number>(8).fill(0xff), 0)],
		['a reference to itself', [1, 1, 5, 3, 0x84, 5, 3, 1, 97, 0]],
		['a reference to its own future', [1, 1, 5, 3, 0x44, 5, 9, 1, 97, 0]],
		['a parent that is neither root nor id', [1, 1, 5, 0, 4, 2, 1, 116, 1, 97, 0]],
		['text that is no UTF-8', [1, 1, 5, 0, 4, 1, 1, 116, 1, 0xff, 0]],
		['a subdocument', [1, 1, 5, 0, 9, 1, 1, 116, 1, 97, 118, 0, 0]],
		['an unknown content', [1, 1, 5, 0, 11, 1, 1, 116, 0]],
		['a type nobody knows', [1, 1, 5, 0, 7, 1, 1, 116, 7, 0]],
		['an unknown value', any(5)],
		['a value nested forty deep', deepAny],
		['JSON nested forty deep', embed(deepJson)],
		['text that is no JSON', embed('{a')],
		['a key that becomes a prototype', any(118, 1, 9, ...proto, 126)],
		['an empty delete', [0, 1, 5, 1, 0, 0]],
		['deletes out of order', [0, 1, 5, 2, 5, 1, 0, 1]],
		['deletes of a client twice', [0, 2, 5, 1, 0, 1, 5, 1, 1, 1]],
		['deletes of nothing', [0, 1, 5, 0]]
	])('[VALID-2] %s is refused before anything is allocated', (_, bytes) => {
		expect(validateUpdate(Uint8Array.from(bytes)).ok).toBe(false);
	});

	it('[VALID-2] every cut of a sound update is refused', () => {
		for (const bytes of richUpdates()) {
			for (let length = 0; length < bytes.length; length++) {
				expect(validateUpdate(bytes.subarray(0, length)).ok).toBe(false);
			}
		}
	});

	it('[VALID-3] ten thousand mutated updates never throw, and Yjs can read, merge and apply every one that is taken', () => {
		const originals = richUpdates();
		let seed = 42;
		const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
		let taken = 0;
		for (let round = 0; round < 10_000; round++) {
			const bytes = originals[random(originals.length)]!.slice();
			for (let changes = 1 + random(3); changes > 0; changes--) {
				bytes[random(bytes.length)] = random(256);
			}
			if (!validateUpdate(bytes).ok) continue;
			taken++;
			expect(() => Y.decodeUpdate(bytes), `seed ${seed}`).not.toThrow();
			expect(() => Y.mergeUpdates([bytes, originals[0]!]), `seed ${seed}`).not.toThrow();
			expect(() => Y.applyUpdate(new Y.Doc(), bytes), `seed ${seed}`).not.toThrow();
		}
		expect(taken).toBeGreaterThan(500);
	}, 30_000);

	it('is not slowed down by JSON made to be slow', () => {
		const text = Buffer.from('"' + '\\"'.repeat(100_000));
		const length = [(text.length & 127) | 128, ((text.length >> 7) & 127) | 128, text.length >> 14];
		const bytes = Uint8Array.from([1, 1, 5, 0, 5, 1, 1, 116, ...length, ...text, 0]);
		const start = performance.now();
		expect(validateUpdate(bytes).ok).toBe(false);
		expect(performance.now() - start).toBeLessThan(500);
	});
});

describe('awareness', () => {
	const entries = [
		{ client: 7, clock: 3, state: '{"name":"Ana ü"}' },
		{ client: 8, clock: 1, state: 'null' }
	];

	it('reads back what it wrote', () => {
		expect(readAwareness(writeAwareness(entries))).toEqual(entries);
		expect(readAwareness(Uint8Array.of(0))).toEqual([]);
	});

	it('takes nothing that would throw in a stock client', () => {
		const bytes = writeAwareness(entries);
		for (let length = 0; length < bytes.length; length++) {
			expect(readAwareness(bytes.subarray(0, length))).toBeNull();
		}
		expect(readAwareness(Uint8Array.of(...bytes, 0))).toBeNull();
		expect(readAwareness(writeAwareness([{ client: 1, clock: 1, state: '{' }]))).toBeNull();
		const deep = '['.repeat(40) + ']'.repeat(40);
		expect(readAwareness(writeAwareness([{ client: 1, clock: 1, state: deep }]))).toBeNull();
	});
});
