import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from '#lib/protocol/limits.ts';
import { networkOf } from './peer.ts';

/**
 * Bounds what a server holds before anybody has said anything: sockets in all, and of one address.
 * Node's own timers end those that never finish a request. Behind a proxy all sockets come from one
 * address, so there the proxy's bounds stand.
 */
export function boundSockets(server: Server, limits: Limits, isProxied: boolean): void {
	server.maxConnections = limits.sockets;
	if (isProxied) return;
	const counts = new Map<string, number>();
	server.on('connection', (socket: Socket) => {
		const address = networkOf(socket.remoteAddress ?? '');
		const count = (counts.get(address) ?? 0) + 1;
		if (count > limits.addressSockets) return socket.destroy();
		counts.set(address, count);
		socket.once('close', () => {
			const left = counts.get(address)! - 1;
			if (left > 0) counts.set(address, left);
			else counts.delete(address);
		});
	});
}
