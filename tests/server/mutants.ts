import { writeAwareness } from '#lib/protocol/awareness.ts';
import {
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';
import * as Y from 'yjs';
import { recordUpdates } from './harness.ts';

/** A seeded source of whole numbers below n. */
export type Random = (n: number) => number;

export function randomFrom(seed: number): Random {
	let state = seed;
	return (n) => (state = (state * 48271) % 2147483647) % n;
}

// Numbers as attackers write them: the largest of 53, 64 and far more bits, and ones just beyond a byte.
const HUGE_CLAIMS = [
	[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
	[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
	Array.from({ length: 40 }, () => 0xff),
	[0xff, 0xff, 0xff, 0xff, 0x0f],
	[0x80, 0x84, 0xaf, 0x5f],
	[0x80, 0x80, 0x00]
];

/** Sound frames of every kind, about every kind of content, to make mutants of; by two clients, this one and the next. */
export function soundFrames(clientID: number): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = clientID;
	const updates = recordUpdates(doc);
	const text = doc.getText('t');
	text.insert(0, 'Grow weekly actives — «schön» 🌱');
	text.delete(3, 4);
	text.format(0, 4, { bold: true });
	text.insertEmbed(2, { image: 'x' });
	doc.getMap('m').set('k', { deep: [1, 'two', null, 3.5, true, { so: 'on' }] });
	doc.getMap('m').set('k', new Uint8Array([1, 2, 3]));
	doc.getMap('m').set('nested', new Y.Map([['a', new Y.Array()]]));
	doc.getArray('a').push(['one', 2, 2 ** 40, null]);
	doc.getArray('a').delete(1, 2);
	doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('words')]);
	const other = new Y.Doc();
	other.clientID = clientID + 1;
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
	other.getText('t').insert(5, 'from elsewhere');
	other.getText('t').delete(0, 2);
	const state = (name: string) => JSON.stringify({ user: { name, colour: '#123456' } });
	const presence = writeAwareness([
		{ client: doc.clientID, clock: 3, state: state('Ana') },
		{ client: other.clientID, clock: 1, state: 'null' }
	]);
	return [
		...updates.map(writeUpdate),
		writeUpdate(Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))),
		writeStep2(Y.encodeStateAsUpdate(doc)),
		writeStep2(Y.encodeStateAsUpdate(other)),
		writeStep1(Y.encodeStateVector(other)),
		writeStep1(Uint8Array.of(0)),
		writeAwarenessFrame(presence),
		writeAwarenessFrame(writeAwareness([{ client: 7, clock: 9, state: state('Ben') }])),
		writeAck(Uint8Array.of(1, 2, 3)),
		Uint8Array.of(3),
		Uint8Array.of(2, 0, 5, 104, 101, 108, 108, 111)
	];
}

/** One frame with something wrong with it, or right by chance. */
export function mutantOf(frames: Uint8Array[], random: Random): Uint8Array {
	const frame = frames[random(frames.length)]!;
	let bytes = [...frame];
	for (let changes = 1 + random(2); changes > 0; changes--) {
		const at = random(bytes.length + 1);
		switch (random(9)) {
			case 0:
				bytes = bytes.slice(0, at);
				break;
			case 1:
				bytes.splice(at, 0, random(256));
				break;
			case 2:
				bytes.splice(at, 1 + random(4));
				break;
			case 3:
				bytes.splice(at, random(3), ...HUGE_CLAIMS[random(HUGE_CLAIMS.length)]!);
				break;
			case 4: {
				const other = frames[random(frames.length)]!;
				bytes = [...bytes.slice(0, at), ...other.subarray(random(other.length))];
				break;
			}
			case 5:
				bytes.splice(at, 0, ...bytes.slice(random(at + 1), at));
				break;
			default:
				// The most telling of all: one byte becomes another, often its neighbour.
				if (at < bytes.length) bytes[at] = random(2) ? random(256) : (bytes[at]! + 1) & 0xff;
		}
	}
	return Uint8Array.from(bytes);
}

/** Bytes that break the WebSocket protocol itself, below any message. */
export function brokenWebSocket(random: Random): Uint8Array {
	const openings = [
		[0x82, 0x05], // not masked
		[0xf2, 0x85], // reserved bits
		[0x8f, 0x85], // an opcode that is none
		[0x02, 0x85], // the first part of a message that never ends
		[0x80, 0x85], // a part of a message that never began
		[0x89, 0xfe, 0x10, 0x00], // a ping that is too long
		[0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], // a length of 63 bits
		[0x82, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff] // a length of 2 GiB
	];
	const rest = Array.from({ length: 4 + random(30) }, () => random(256));
	return Uint8Array.of(...openings[random(openings.length)]!, ...rest);
}
