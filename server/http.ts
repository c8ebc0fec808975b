import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sirv from 'sirv';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { createRelay, SYNC_PATH, type Relay } from './relay.ts';
import { openSqliteStore } from './sqliteStore.ts';

const FALLBACK = '200.html';
const FOREVER = 'public, max-age=31536000, immutable';

/** Serves the app and its relay on one port. Rejects if the port or the database cannot be had. */
export async function serve(
	config: Config,
	log?: Log
): Promise<{ port: number; close(): Promise<void> }> {
	const relay = createRelay(config, { store: openSqliteStore(config.dataDir), log });
	const server = createServer(createHandler(config.buildDir, relay));
	server.on('upgrade', (req, socket, head) => {
		socket.on('error', () => socket.destroy());
		if (req.url?.startsWith(SYNC_PATH)) return relay.handleUpgrade(req, socket, head);
		socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
	});
	try {
		await listen(server, config);
	} catch (error) {
		await relay.close();
		throw error;
	}
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			server.close();
			server.closeIdleConnections();
			await relay.close();
			server.closeAllConnections();
		}
	};
}

function createHandler(
	buildDir: string,
	relay: Relay
): (req: IncomingMessage, res: ServerResponse) => void {
	const serveFile = serveFiles(buildDir);
	return (req, res) => {
		const pathname = req.url!.split('?', 1)[0];
		if (pathname === '/healthz') return sendJson(res, 200, { ok: true, ...relay.stats() });
		if (req.method !== 'GET' && req.method !== 'HEAD')
			return sendText(res, 405, 'GET or HEAD only');
		if (pathname?.startsWith(SYNC_PATH)) return sendText(res, 426, 'a WebSocket is spoken here');
		if (!existsSync(path.join(buildDir, FALLBACK))) {
			return sendText(res, 503, 'The app is not built yet: run "npm start".');
		}
		// sirv pipes a file into the response and leaves the file's errors to nobody, and a range that
		// ends before it begins makes it throw: either would end the process, relay and all.
		res.on('pipe', (file) => file.on('error', () => res.destroy()));
		delete req.headers.range;
		serveFile(req, res, () => sendText(res, 404, 'not found'));
	};
}

// `dev` makes sirv look at the disk for every request, so a rebuild needs no restart.
function serveFiles(buildDir: string): ReturnType<typeof sirv> {
	return sirv(buildDir, {
		dev: true,
		etag: true,
		brotli: true,
		gzip: true,
		single: FALLBACK,
		setHeaders(res, pathname) {
			const isImmutable = pathname.startsWith('/_app/immutable/');
			res.setHeader('Cache-Control', isImmutable ? FOREVER : 'no-cache');
		}
	});
}

function sendJson(res: ServerResponse, status: number, body: object): void {
	res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
	res.end(JSON.stringify(body));
}

function sendText(res: ServerResponse, status: number, text: string): void {
	res.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Cache-Control': 'no-store'
	});
	res.end(`${text}\n`);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}
