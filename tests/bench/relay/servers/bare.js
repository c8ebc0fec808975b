// The limit: no document, no check, no disk; every message goes to everybody in its room, its sender included.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const rooms = new Map();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer();

server.on('upgrade', (req, socket, head) => {
	sockets.handleUpgrade(req, socket, head, (client) => {
		const members = rooms.get(req.url) ?? new Set();
		rooms.set(req.url, members.add(client));
		client.on('message', (data) => {
			for (const member of members) member.send(data);
		});
		client.on('close', () => members.delete(client));
	});
});
server.listen(Number(process.env.PORT), '127.0.0.1');
