import * as Y from 'yjs';

// What is written, made beforehand and the same for every server.

function record(doc: Y.Doc): Uint8Array[] {
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array, origin) => {
		if (origin !== 'heard') updates.push(update);
	});
	return updates;
}

/** One writer's key strokes, one update and one clock each. */
export function typing(clientID: number, count: number): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = clientID;
	const updates = record(doc);
	const text = doc.getText(`text${clientID}`);
	for (let i = 0; i < count; i++) text.insert(i, 'x');
	return updates;
}

/** A seeded source of whole numbers below n. */
function randomFrom(seed: number): (n: number) => number {
	let state = seed;
	return (n) => (state = (state * 48271) % 2147483647) % n;
}

/**
 * How a few people write in one text: words here and there, one key stroke an update, every fifth of
 * them a deletion. Stops after `count` updates or when the document takes `bytes`.
 */
export function history(count: number, bytes = Infinity): { updates: Uint8Array[]; doc: Y.Doc } {
	const random = randomFrom(20_26);
	const docs = [11, 12, 13, 14].map((clientID) => {
		const doc = new Y.Doc();
		doc.clientID = clientID;
		return doc;
	});
	const updates: Uint8Array[] = [];
	for (const doc of docs) {
		doc.on('update', (update: Uint8Array, origin) => {
			if (origin === 'heard') return;
			updates.push(update);
			for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'heard');
		});
	}
	while (updates.length < count) {
		const text = docs[random(4)]!.getText('text');
		let at = random(text.length + 1);
		for (let strokes = 3 + random(10); strokes > 0 && updates.length < count; strokes--) {
			if (random(5) === 0 && at > 0) text.delete(--at, 1);
			else text.insert(at++, 'abcdefghij'[random(10)]!);
		}
		if (updates.length % 64 === 0 && Y.encodeStateAsUpdate(docs[0]!).length >= bytes) break;
	}
	return { updates, doc: docs[0]! };
}

/** One document of about so many bytes, as one update. */
export function documentOf(bytes: number): Uint8Array {
	return Y.encodeStateAsUpdate(history(Infinity, bytes).doc);
}
