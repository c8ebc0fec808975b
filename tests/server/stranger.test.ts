// A client written from docs/protocol.md alone: Node's own cryptography and the stock y-websocket package.
import {
	createHash,
	createHmac,
	createPrivateKey,
	createPublicKey,
	hkdfSync,
	sign
} from 'node:crypto';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { atEnd, startRelay, until } from './harness.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function base32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0').match(/.{5}/g)!;
	return groups.map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(group, 2)]).join('');
}

function foundTeam(seed: Buffer) {
	const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
	const secretKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
	const spki = createPublicKey(secretKey).export({ format: 'der', type: 'spki' });
	const publicKey = spki.subarray(-32);
	const edit = Buffer.from(hkdfSync('sha256', seed, '', 'cairn/edit/1', 32));
	const view = Buffer.from(hkdfSync('sha256', edit, '', 'cairn/view', 32));
	const body = Buffer.concat([
		Buffer.from([1]),
		publicKey,
		Buffer.from([0, 0, 0, 1, 2]),
		Buffer.concat([Buffer.from([2]), sha256(edit), Buffer.alloc(6)]),
		Buffer.concat([Buffer.from([1]), sha256(view), Buffer.alloc(6)])
	]);
	const signature = sign(null, Buffer.concat([Buffer.from('cairn/record\n'), body]), secretKey);
	return {
		teamId: base32(sha256(publicKey).subarray(0, 16)),
		record: Buffer.concat([body, signature]).toString('base64url'),
		edit: edit.toString('base64url'),
		view: view.toString('base64url')
	};
}

it('[ROOM-4] a stranger with the protocol page and a stock client founds a team, writes, is acknowledged and is read', async () => {
	const relay = await startRelay();
	const team = foundTeam(Buffer.alloc(32, 99));
	const room = `${team.teamId}.cycle.2026q4`;
	const open = (protocols: string[]) => {
		const provider = new WebsocketProvider(relay.url, room, new Y.Doc(), {
			protocols: ['y.v1', ...protocols],
			WebSocketPolyfill: WebSocket as never,
			disableBc: true
		});
		atEnd(() => provider.destroy());
		return provider;
	};

	const writer = open([`cap.${team.edit}`, `rec.${team.record}`]);
	const acknowledged: number[] = [];
	writer.messageHandlers[102] = (_encoder, decoder) => {
		acknowledged.push(...readVarUint8Array(decoder));
	};
	await until(() => writer.synced);
	writer.doc.getText('t').insert(0, 'Hello from afar');
	writer.ws!.send(Uint8Array.of(102, 1, 42));
	await until(() => acknowledged.length === 1);
	expect(acknowledged).toEqual([42]);

	const reader = open([`cap.${team.view}`]);
	await until(() => reader.doc.getText('t').toJSON() === 'Hello from afar');
});

it('[ROOM-4] a stranger with a creation token makes the permit that the page describes', async () => {
	const token = Buffer.alloc(32, 11);
	const creation = { who: 'token', token: token.toString('base64url') } as const;
	const relay = await startRelay({ creation });
	const team = foundTeam(Buffer.alloc(32, 97));
	const permit = createHmac('sha256', token).update(`cairn/create\n${team.teamId}`);
	const protocols = ['y.v1', `cap.${team.edit}`, `rec.${team.record}`];
	const enter = (more: string[]) => {
		const room = `${team.teamId}.team`;
		const socket = new WebSocket(`${relay.url}/${room}`, [...protocols, ...more]);
		atEnd(() => socket.terminate());
		return new Promise<string>((resolve) => {
			socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`));
			socket.on('message', (data: Buffer) => resolve(data.toString('hex')));
		});
	};
	expect(await enter([])).toBe('4402 not-allowed');
	expect(await enter([`new.${permit.digest('base64url')}`])).toBe('00000100');
});

it('the session on the protocol page goes as it says', async () => {
	const relay = await startRelay();
	const team = foundTeam(Buffer.alloc(32, 98));
	const protocols = ['y.v1', `cap.${team.edit}`, `rec.${team.record}`];
	const socket = new WebSocket(`${relay.url}/${team.teamId}.team`, protocols);
	atEnd(() => socket.terminate());
	const heard: string[] = [];
	socket.on('message', (data: Buffer) => heard.push(data.toString('hex')));
	await until(() => heard.length === 1);
	expect(heard).toEqual(['00000100']);
	socket.send(Buffer.from('00000100', 'hex'));
	socket.send(Buffer.from('0001020000', 'hex'));
	await until(() => heard.length === 2);
	expect(heard[1]).toBe('0001020000');
	const doc = new Y.Doc();
	doc.getMap('m').set('k', 1);
	const update = Y.encodeStateAsUpdate(doc);
	socket.send(Buffer.concat([Buffer.from([0, 2, update.length]), update]));
	socket.send(Buffer.from('66012a', 'hex'));
	await until(() => heard.length === 4);
	const decoder = createDecoder(Buffer.from(heard[2]!, 'hex'));
	expect([readVarUint(decoder), readVarUint(decoder)]).toEqual([0, 2]);
	expect(readVarUint8Array(decoder)).toEqual(update);
	expect(heard[3]).toBe('66012a');
});
