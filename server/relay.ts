import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { readCloseCode } from '#lib/protocol/codes.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import type { TeamRecord } from '#lib/protocol/recordLayout.ts';
import { parseRoom, roomName, type RoomAddress } from '#lib/protocol/room.ts';
import { WebSocketServer, type WebSocket } from 'ws';
import { authorise, readOffer, selectProtocol, type Refusal } from './access.ts';
import { createCommitter } from './committer.ts';
import { createCompactor } from './compactor.ts';
import { closeSocket, Connection } from './connection.ts';
import { mayCreate, type CreationRule } from './creation.ts';
import { startHousekeeping } from './housekeeping.ts';
import { reasonOf, shortRoom, shortTeam, type Log } from './log.ts';
import { createMeters } from './meters.ts';
import type { Metrics } from './metrics.ts';
import { isAllowedOrigin, peerOf, type Peer } from './peer.ts';
import { createRooms } from './rooms.ts';
import type { Store } from './store.ts';

/** Where rooms are reached: the rest of the path is the room's name. */
export const SYNC_PATH = '/sync/';

/** What a relay is told from outside. */
export interface RelayConfig {
	limits: Limits;
	/** Believe the last address of X-Forwarded-For; only behind a proxy that sets it. */
	isProxied?: boolean;
	/** Who may make teams known here; default: anyone. */
	creation?: CreationRule;
	/** Origins of pages that may connect, beside those of the same host. */
	origins?: readonly string[];
}

/** What a relay works with. It owns the store from then on and closes it. */
export interface RelayMeans {
	store: Store;
	/** Epoch ms. */
	now?: () => number;
	log?: Log;
	metrics?: Metrics;
}

/** A relay, to be hung into any HTTP server by its 'upgrade' event. */
export interface Relay {
	handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
	stats(): { rooms: number; connections: number };
	/** Deletes a team for good: everything stored goes, open connections are closed, nobody enters again. */
	deleteTeam(teamId: string): Promise<void>;
	/** Sends everybody away with "come back later", finishes what is being written, and closes the store. */
	close(): Promise<void>;
}

// A big relay takes its time, a small one is gone at once.
const PAUSE_PER_CLOSE_MS = 5;

/** Makes a relay. It listens to nothing by itself and never writes content of its own into a room. */
export function createRelay(
	config: RelayConfig,
	{ store, now = Date.now, log = () => {}, metrics }: RelayMeans
): Relay {
	const { limits, isProxied = false, creation = { who: 'anyone' }, origins = [] } = config;
	const committer = createCommitter(store, { probeMs: limits.probeMs, log });
	const compactor = createCompactor();
	const meters = createMeters(store);
	const rooms = createRooms({ store, committer, compactor, meters, limits, log, now });
	const stopHousekeeping = startHousekeeping({ store, rooms, limits, log, now });
	const connections = new Set<Connection>();
	const countByAddress = new Map<string, number>();
	/** Goes up whenever what a token may do has changed. */
	let changes = 0;
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
	const onAck = metrics && (() => metrics.count('cairn_acks_total'));
	metrics?.gauge('cairn_connections', () => connections.size);
	metrics?.gauge('cairn_rooms_hot', () => rooms.count());

	function handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
		sockets.handleUpgrade(req, socket, head, (webSocket) => {
			const peer = peerOf(req, isProxied);
			webSocket.on('error', (error) => log('socket error', { reason: error.message }));
			count(peer.address, webSocket);
			webSocket.once('close', (code) => metrics?.count('cairn_closes_total', 1, whyOfCode(code)));
			welcome(webSocket, req, peer).catch((error: unknown) => {
				log('entry failed', { reason: reasonOf(error) });
				closeSocket(webSocket, 'busy');
			});
		});
	}

	// A refusal is spoken after the upgrade: browsers hide the status of a failed one, and a stock
	// client would try for ever.
	async function welcome(socket: WebSocket, req: IncomingMessage, peer: Peer): Promise<void> {
		if (isClosing) return closeSocket(socket, 'restart');
		if (countByAddress.get(peer.address)! > limits.addressConnections) {
			return refuse(socket, { refused: 'busy' });
		}
		if (!isAllowedOrigin(req, { origins, isProxied })) {
			return refuse(socket, { refused: 'wrong-origin' });
		}
		const room = parseRoom(roomPathOf(req));
		if (!room) return refuse(socket, { refused: 'malformed' });
		const offer = readOffer(req.headers['sec-websocket-protocol']);
		if (!offer) return refuse(socket, { refused: 'too-old' }, room);
		const ask = () =>
			authorise(store, room, offer, {
				now: now(),
				mayCreate: (permit) =>
					mayCreate(creation, { teamId: room.teamId, permit, isLocal: peer.isLocal })
			});
		// What the client says meanwhile waits in its socket, not in memory here.
		socket.pause();
		let asked = changes;
		let access = await ask();
		if ('refused' in access) return refuse(socket, access, room);
		if (access.isNewRecord) applyRecord(room.teamId, access.record);

		const name = nameOf(room);
		const lease = await rooms.enter(name);
		if (socket.readyState !== socket.OPEN || isClosing) {
			lease.leave();
			return closeSocket(socket, 'restart');
		}
		socket.once('close', () => lease.leave());
		// Who was let in by a record that was replaced while the room was opened is asked again.
		while (asked !== changes) {
			asked = changes;
			access = await ask();
			if ('refused' in access) return refuse(socket, access, room);
		}
		// Its commit failed meanwhile: what it knows is not all on the disk.
		if (lease.room.isBroken) return refuse(socket, { refused: 'cannot-store' }, room);
		if (lease.room.memberCount >= limits.roomConnections) {
			return refuse(socket, { refused: 'busy' }, room);
		}
		const place = { room: lease.room, teamId: room.teamId, access, wire: req.socket };
		const connection = new Connection(socket, place, { limits, now, log, onAck });
		connections.add(connection);
		socket.once('close', () => connections.delete(connection));
		log('entered', { room: shortRoom(name), role: access.role });
		socket.resume();
	}

	function refuse(socket: WebSocket, { refused, generation }: Refusal, room?: RoomAddress): void {
		log('entry refused', { why: refused, ...(room && { room: shortRoom(nameOf(room)) }) });
		closeSocket(socket, refused, generation);
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
		changes++;
		log('record registered', { team: shortTeam(teamId), generation: record.generation });
		for (const connection of connections) {
			if (connection.teamId === teamId) connection.applyRecord(record);
		}
	}

	async function deleteTeam(teamId: string): Promise<void> {
		await store.forget(teamId, now());
		changes++;
		log('team deleted', { team: shortTeam(teamId) });
		for (const connection of connections) {
			if (connection.teamId === teamId) connection.close('deleted');
		}
	}

	// Not all at once, or they all come back at once.
	async function sendAway(all: WebSocket[]): Promise<void> {
		const pauseMs = Math.min(PAUSE_PER_CLOSE_MS, limits.restartMs / all.length);
		const began = performance.now();
		for (const [i, socket] of all.entries()) {
			const aheadMs = i * pauseMs - (performance.now() - began);
			if (aheadMs > 1) await new Promise((resolve) => setTimeout(resolve, aheadMs));
			closeSocket(socket, 'restart');
		}
	}

	async function close(): Promise<void> {
		isClosing = true;
		clearInterval(ticking);
		stopHousekeeping();
		const all = [...sockets.clients];
		const closed = all.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
		await sendAway(all);
		await Promise.all(closed);
		await rooms.settled();
		committer.stop();
		await compactor.close();
		await store.close();
	}

	return {
		handleUpgrade,
		stats: () => ({ rooms: rooms.count(), connections: connections.size }),
		deleteTeam,
		close
	};
}

function roomPathOf(req: IncomingMessage): string {
	const path = (req.url ?? '').split('?', 1)[0]!;
	return path.startsWith(SYNC_PATH) ? path.slice(SYNC_PATH.length) : '';
}

function whyOfCode(code: number): string {
	return readCloseCode(code).why ?? (code === 1006 ? 'cut off' : 'left');
}

function nameOf({ teamId, kind, id }: RoomAddress): string {
	return kind === 'team' ? roomName(teamId, kind) : roomName(teamId, kind, id!);
}
