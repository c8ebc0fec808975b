import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactRows, mergeAll } from '../../server/compaction.ts';
import { Knowledge } from '../../server/knowledge.ts';

/** A seeded source of whole numbers below n. */
function randomFrom(seed: number): (n: number) => number {
	let state = seed * 7919 + 17;
	return (n) => (state = (state * 48271) % 2147483647) % n;
}

/** What three people write at once, now and then hearing of each other; in the order it was written. */
function randomHistory(random: (n: number) => number, steps: number): Uint8Array[] {
	const docs = [1, 2, 3].map((clientID) => {
		const doc = new Y.Doc();
		doc.clientID = clientID;
		return doc;
	});
	const updates: Uint8Array[] = [];
	for (const doc of docs) {
		doc.on('update', (update: Uint8Array, origin) => {
			if (origin !== 'heard') updates.push(update);
		});
	}
	for (let step = 0; step < steps; step++) {
		const doc = docs[random(3)]!;
		const text = doc.getText('t');
		const choice = random(6);
		if (choice < 2) text.insert(random(text.length + 1), 'abc'.slice(random(3)));
		else if (choice === 2 && text.length > 0) text.delete(random(text.length), 1);
		else if (choice === 3) doc.getMap('m').set('k', new Y.Map([['a', step]]));
		else Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[random(3)]!), 'heard');
	}
	return updates;
}

function shapeOf(bytes: Uint8Array): UpdateShape {
	const checked = validateUpdate(bytes);
	if (!checked.ok) throw new Error(checked.why);
	return checked.update;
}

function contentOf(doc: Y.Doc): unknown[] {
	return [doc.getText('t').toJSON(), doc.getMap('m').toJSON()];
}

function isPending(doc: Y.Doc): boolean {
	return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

describe('telling new from known without a document', () => {
	it('agrees with Yjs about gaps over random histories in random order', () => {
		const seen = { new: 0, dup: 0, gap: 0 };
		for (let seed = 1; seed <= 40; seed++) {
			const random = randomFrom(seed);
			const history = randomHistory(random, 30);
			const known = new Knowledge();
			const doc = new Y.Doc();
			for (let i = 0; i < 40 && history.length > 0; i++) {
				const at = random(4) ? 0 : random(history.length);
				const bytes = random(5) ? history[at]! : mergeAll(history.slice(at, at + 3));
				const verdict = known.judge(shapeOf(bytes));
				seen[verdict]++;
				const scratch = new Y.Doc();
				Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc));
				Y.applyUpdate(scratch, bytes);
				expect(verdict === 'gap', `seed ${seed} step ${i}`).toBe(isPending(scratch));
				if (verdict === 'gap') continue;
				const before = Y.encodeStateAsUpdate(doc);
				Y.applyUpdate(doc, bytes);
				if (verdict === 'dup') expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
				known.add(shapeOf(bytes));
				expect(known.stateVector()).toEqual(Y.encodeStateVector(doc));
				if (at === 0 && random(3)) history.shift();
			}
		}
		expect(Math.min(seen.new, seen.dup, seen.gap)).toBeGreaterThan(50);
	});

	it('stores only what is new of an update, and nothing is missing afterwards', () => {
		for (let seed = 1; seed <= 100; seed++) {
			const random = randomFrom(seed);
			const history = randomHistory(random, 30);
			const known = new Knowledge();
			const rows: Uint8Array[] = [];
			const whole = new Y.Doc();
			for (let end = 1; end <= history.length; end += 1 + random(3)) {
				const from = random(2) ? 0 : Math.max(0, end - 4);
				const bytes = mergeAll(history.slice(from, end));
				if (known.judge(shapeOf(bytes)) === 'dup') continue;
				rows.push(known.newPartOf(bytes, shapeOf(bytes)));
				known.add(shapeOf(bytes));
				Y.applyUpdate(whole, bytes);
			}
			const fromRows = new Y.Doc();
			for (const row of rows) Y.applyUpdate(fromRows, row);
			expect(Y.encodeStateAsUpdate(fromRows), `seed ${seed}`).toEqual(Y.encodeStateAsUpdate(whole));
		}
	});

	it('takes no id twice, holes or not, and loses nothing by it', () => {
		let cuts = 0;
		for (let seed = 1; seed <= 150; seed++) {
			const random = randomFrom(seed);
			const history = randomHistory(random, 40);
			const known = new Knowledge();
			const rows: Uint8Array[] = [];
			// Bundles from anywhere, so that holes come and go, and in the end all of it.
			const bundles = Array.from({ length: 12 }, () => {
				const from = random(history.length);
				return mergeAll(history.slice(from, from + 1 + random(8)));
			});
			for (const bytes of [...bundles, mergeAll(history)]) {
				const part = known.newPartOf(bytes, shapeOf(bytes));
				const shape = shapeOf(part);
				const fresh = shape.structs.without(known.structs);
				expect(fresh.covers(shape.structs), `seed ${seed}`).toBe(true);
				if (part !== bytes) cuts++;
				known.add(shapeOf(bytes));
				rows.push(part);
			}
			const [whole, fromRows] = [new Y.Doc(), new Y.Doc()];
			for (const bytes of history) Y.applyUpdate(whole, bytes);
			for (const row of rows) Y.applyUpdate(fromRows, row);
			expect(contentOf(fromRows), `seed ${seed}`).toEqual(contentOf(whole));
			expect(Y.encodeStateVector(fromRows)).toEqual(Y.encodeStateVector(whole));
		}
		expect(cuts).toBeGreaterThan(200);
	});

	it('is not slowed down by references made to zigzag', () => {
		const [a, b] = [new Y.Doc(), new Y.Doc()];
		for (let i = 0; i < 600; i++) {
			a.getText('t').insert(i, 'a');
			Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
			b.getText('t').insert(i, 'b');
			Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
		}
		const shape = shapeOf(Y.encodeStateAsUpdate(a));
		const start = performance.now();
		expect(new Knowledge().judge(shape)).toBe('new');
		expect(performance.now() - start).toBeLessThan(200);
	});
});

describe('compaction', () => {
	const rowsOf = (updates: Uint8Array[]) => updates.map((bytes, seq) => ({ seq, bytes }));

	it('[KEEP-1] melting rows loses nothing, over random histories', () => {
		for (let seed = 1; seed <= 60; seed++) {
			const history = randomHistory(randomFrom(seed), 60);
			const outcome = compactRows(rowsOf(history))!;
			expect(outcome.unreadable).toEqual([]);
			const [before, after] = [new Y.Doc(), new Y.Doc()];
			Y.applyUpdate(before, mergeAll(history));
			Y.applyUpdate(after, outcome.bytes);
			expect(contentOf(after), `seed ${seed}`).toEqual(contentOf(before));
			expect(Y.encodeStateVector(after)).toEqual(Y.encodeStateVector(before));
		}
	});

	it('[KEEP-1] a row that cannot be applied is named, and the others are melted without it', () => {
		const history = randomHistory(randomFrom(9), 20);
		const unreadable = { seq: 77, bytes: Uint8Array.of(1, 2, 3) };
		const outcome = compactRows([unreadable, ...rowsOf(history)])!;
		expect(outcome.unreadable).toEqual([77]);
		expect(outcome.bytes).toEqual(compactRows(rowsOf(history))!.bytes);
	});

	it('[KEEP-1] what waits for something missing survives it', () => {
		const history = randomHistory(randomFrom(5), 40);
		const holed = history.filter((_, i) => i !== 2);
		const { bytes } = compactRows(rowsOf(holed))!;
		const healed = new Y.Doc();
		Y.applyUpdate(healed, bytes);
		Y.applyUpdate(healed, history[2]!);
		const whole = new Y.Doc();
		Y.applyUpdate(whole, mergeAll(history));
		expect(Y.encodeStateAsUpdate(healed)).toEqual(Y.encodeStateAsUpdate(whole));
	});

	it('[KEEP-3] rows that came while the last compaction ran cost no more for standing before it', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'x'.repeat(60_000));
		const base = Y.encodeStateAsUpdate(doc);
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let i = 0; i < 2000; i++) doc.getText('t').insert((i * 7919) % 60_000, 'y');
		const start = performance.now();
		const outcome = compactRows(rowsOf([...updates, base]))!;
		expect(performance.now() - start).toBeLessThan(1500);
		expect(outcome.bytes).toEqual(compactRows(rowsOf([base, ...updates]))!.bytes);
	});

	it('merges thousands of updates without taking quadratic time', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let i = 0; i < 4000; i++) doc.getText('t').insert(0, 'x');
		const start = performance.now();
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, mergeAll(updates));
		expect(performance.now() - start).toBeLessThan(1000);
		expect(fresh.getText('t').length).toBe(4000);
	});
});
