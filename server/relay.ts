import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CloseWhy } from '#lib/protocol/codes.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import type { TeamRecord } from '#lib/protocol/record.ts';
import { parseRoom, roomName, type RoomAddress } from '#lib/protocol/room.ts';
import { WebSocketServer, type WebSocket } from 'ws';
import { authorise, readOffer, selectProtocol } from './access.ts';
import { createCommitter } from './committer.ts';
import { closeSocket, Connection } from './connection.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import { createRooms } from './rooms.ts';
import type { Store } from './store.ts';

/** Where rooms are reached: the rest of the path is the room's name. */
export const SYNC_PATH = '/sync/';

/** What a relay is told from outside. */
export interface RelayConfig {
	limits: Limits;
	/** Believe the last address of X-Forwarded-For; only behind a proxy that sets it. */
	isProxied?: boolean;
}

/** What a relay works with. It owns the store from then on and closes it. */
export interface RelayMeans {
	store: Store;
	/** Epoch ms. */
	now?: () => number;
	log?: Log;
}

/** A relay, to be hung into any HTTP server by its 'upgrade' event. */
export interface Relay {
	handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
	stats(): { rooms: number; connections: number };
	/** Sends everybody away with "come back later", finishes what is being written, and closes the store. */
	close(): Promise<void>;
}

/** Makes a relay. It listens to nothing by itself and never writes content of its own into a room. */
export function createRelay(
	config: RelayConfig,
	{ store, now = Date.now, log = () => {} }: RelayMeans
): Relay {
	const { limits } = config;
	const rooms = createRooms({ store, committer: createCommitter(store), limits, log });
	const connections = new Set<Connection>();
	const countByAddress = new Map<string, number>();
	let registrations = 0;
	const sockets = new WebSocketServer({
		noServer: true,
		clientTracking: true,
		perMessageDeflate: false,
		// Beyond this ws closes by itself, with a code that stock clients retry for ever.
		maxPayload: limits.frameBytes * 2,
		handleProtocols: selectProtocol
	});
	const ticking = setInterval(() => {
		for (const connection of connections) connection.tick();
	}, limits.pingMs).unref();
	let isClosing = false;

	function handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
		sockets.handleUpgrade(req, socket, head, (webSocket) => {
			const address = addressOf(req, config.isProxied ?? false);
			webSocket.on('error', (error) => log('socket error', { reason: error.message }));
			count(address, webSocket);
			welcome(webSocket, req, address).catch((error: unknown) => {
				log('entry failed', { reason: reasonOf(error) });
				closeSocket(webSocket, 'busy');
			});
		});
	}

	// A refusal is spoken after the upgrade: browsers hide the status of a failed one, and a stock
	// client would try for ever.
	async function welcome(socket: WebSocket, req: IncomingMessage, address: string): Promise<void> {
		if (isClosing) return closeSocket(socket, 'restart');
		if (countByAddress.get(address)! > limits.addressConnections) return refuse(socket, 'busy');
		const room = parseRoom(roomPathOf(req));
		if (!room) return refuse(socket, 'malformed');
		const offer = readOffer(req.headers['sec-websocket-protocol']);
		if (!offer) return refuse(socket, 'too-old', room);
		// What the client says meanwhile waits in its socket, not in memory here.
		socket.pause();
		let registered = registrations;
		let access = await authorise(store, room, offer, now());
		if ('refused' in access) return refuse(socket, access.refused, room);
		if (access.isNewRecord) applyRecord(room.teamId, access.record);

		const name = nameOf(room);
		const lease = await rooms.enter(name);
		if (socket.readyState !== socket.OPEN || isClosing) {
			lease.leave();
			return closeSocket(socket, 'restart');
		}
		socket.once('close', () => lease.leave());
		// Who was let in by a record that was replaced while the room was opened is asked again.
		while (registered !== registrations) {
			registered = registrations;
			access = await authorise(store, room, offer, now());
			if ('refused' in access) return refuse(socket, access.refused, room);
		}
		if (lease.room.memberCount >= limits.roomConnections) return refuse(socket, 'busy', room);
		const { teamId } = room;
		const place = { room: lease.room, teamId, access };
		const connection = new Connection(socket, place, { limits, now, log });
		connections.add(connection);
		socket.once('close', () => connections.delete(connection));
		log('entered', { room: shortRoom(name), role: access.role });
		socket.resume();
	}

	function refuse(socket: WebSocket, why: CloseWhy, room?: RoomAddress): void {
		log('entry refused', { why, ...(room && { room: shortRoom(nameOf(room)) }) });
		closeSocket(socket, why);
	}

	function count(address: string, socket: WebSocket): void {
		countByAddress.set(address, (countByAddress.get(address) ?? 0) + 1);
		socket.once('close', () => {
			const left = countByAddress.get(address)! - 1;
			if (left > 0) countByAddress.set(address, left);
			else countByAddress.delete(address);
		});
	}

	function applyRecord(teamId: string, record: TeamRecord): void {
		registrations++;
		log('record registered', { team: `${teamId.slice(0, 6)}…`, generation: record.generation });
		for (const connection of connections) {
			if (connection.teamId === teamId) connection.applyRecord(record);
		}
	}

	async function close(): Promise<void> {
		isClosing = true;
		clearInterval(ticking);
		const closed = [...sockets.clients].map(
			(socket) => new Promise((resolve) => socket.once('close', resolve))
		);
		for (const socket of sockets.clients) closeSocket(socket, 'restart');
		await Promise.all(closed);
		await rooms.settled();
		await store.close();
	}

	return {
		handleUpgrade,
		stats: () => ({ rooms: rooms.count(), connections: connections.size }),
		close
	};
}

function roomPathOf(req: IncomingMessage): string {
	const path = (req.url ?? '').split('?', 1)[0]!;
	return path.startsWith(SYNC_PATH) ? path.slice(SYNC_PATH.length) : '';
}

function nameOf({ teamId, kind, id }: RoomAddress): string {
	return kind === 'team' ? roomName(teamId, kind) : roomName(teamId, kind, id!);
}

function addressOf(req: IncomingMessage, isProxied: boolean): string {
	const forwarded = isProxied ? req.headers['x-forwarded-for'] : undefined;
	const last = String(forwarded ?? '')
		.split(',')
		.at(-1)!
		.trim();
	return last || (req.socket.remoteAddress ?? '');
}
