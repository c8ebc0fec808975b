// What a stranger does with docs/protocol.md and the next line of y-websocket: enters, writes, is
// acknowledged, and is read by somebody else. Prints what came of it.
// Arguments: the relay's address, a room, the members' token, the record, the readers' token.
import { WebsocketProvider } from '@y/websocket';
import * as Y from '@y/y';
import { WebSocket } from 'ws';

const [url = '', room = '', edit, record, view] = process.argv.slice(2);

/** @param {string[]} protocols */
const open = (protocols) =>
	new WebsocketProvider(url, room, new Y.Doc(), {
		protocols: ['y.v1', ...protocols],
		WebSocketPolyfill: WebSocket,
		disableBc: true
	});

/** @param {() => boolean} isSo */
async function until(isSo) {
	for (let i = 0; i < 400 && !isSo(); i++) await new Promise((go) => setTimeout(go, 25));
	return isSo();
}

const writer = open([`cap.${edit}`, `rec.${record}`]);
let echoes = 0;
writer.messageHandlers[102] = (/** @type {unknown} */ _, /** @type {any} */ decoder) => {
	echoes++;
	decoder.pos = decoder.arr.length;
};
const synced = await until(() => writer.synced);
writer.doc.get('t').insert(0, 'from afar');
writer.ws.send(Uint8Array.of(102, 1, 42));
const acknowledged = await until(() => echoes === 1);
const reader = open([`cap.${view}`]);
await until(() => reader.doc.get('t').toString() === 'from afar');
console.log(JSON.stringify({ synced, acknowledged, read: reader.doc.get('t').toString() }));
process.exit(0);
