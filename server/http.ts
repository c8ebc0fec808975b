import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import { createSender, send } from './answer.ts';
import { createApi } from './api.ts';
import { serveApp, type ServeFile } from './appFiles.ts';
import type { Config } from './config.ts';
import { ownCreationToken, type CreationRule } from './creation.ts';
import { NOTHING, setAlways, trustOf } from './headers.ts';
import type { Log } from './log.ts';
import { meterStore } from './meteredStore.ts';
import { createMetrics } from './metrics.ts';
import { createRelay, SYNC_PATH } from './relay.ts';
import { boundSockets } from './sockets.ts';
import { openSqliteStore } from './sqliteStore.ts';

const SWEEP_EVERY_MS = 60_000;

/** A server that runs. */
export interface RunningServer {
	port: number;
	/** Whoever comes from elsewhere and starts a team shows a permit made of this; null: nobody has to. */
	creationToken: string | null;
	/** Reads certificate and key again. Throws, and keeps the ones it has, if they are no good. */
	reloadTls(): void;
	close(): Promise<void>;
}

/**
 * Serves the relay, and the app unless it is left out, on one port. Rejects if the port, the database
 * or the certificate cannot be had.
 */
export async function serve(
	config: Config,
	{ log = () => {}, withApp = true }: { log?: Log; withApp?: boolean } = {}
): Promise<RunningServer> {
	const { limits, isProxied, origins } = config;
	const creation = creationRuleOf(config);
	const metrics = createMetrics();
	const startedAt = Date.now() / 1000;
	metrics.gauge('process_resident_memory_bytes', () => process.memoryUsage.rss());
	metrics.gauge('process_start_time_seconds', () => startedAt);
	const store = meterStore(openSqliteStore(config.dataDir), metrics);
	const relay = createRelay({ limits, isProxied, origins, creation }, { store, log, metrics });
	let isClosing = false;
	const api = createApi({
		...config,
		...{ relay, store, metrics, log, now: Date.now, isClosing: () => isClosing }
	});
	const sendApi = createSender(limits.answerBytes);
	const serveFile = withApp ? serveApp(config.buildDir) : null;
	const answer = createHandler({ api, sendApi, serveFile, isProxied });

	const sweeping = setInterval(() => {
		store.sweepCodes(Date.now()).catch(() => {});
	}, SWEEP_EVERY_MS).unref();
	let server: Server;
	try {
		server = createHttpServer(config, answer);
		server.on('upgrade', (req, socket, head) => {
			socket.on('error', () => socket.destroy());
			if (req.url?.startsWith(SYNC_PATH)) return relay.handleUpgrade(req, socket, head);
			socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
		});
		boundSockets(server, limits, isProxied);
		await listen(server, config);
	} catch (error) {
		clearInterval(sweeping);
		await relay.close();
		throw error;
	}
	const running = server;
	return {
		port: (running.address() as AddressInfo).port,
		creationToken: creation.who === 'anyone' ? null : creation.token,
		reloadTls() {
			if (config.tls) (running as unknown as TlsServer).setSecureContext(readTls(config.tls));
		},
		async close() {
			isClosing = true;
			clearInterval(sweeping);
			running.close();
			running.closeIdleConnections();
			await relay.close();
			running.closeAllConnections();
		}
	};
}

function creationRuleOf({ createBy, createToken, dataDir }: Config): CreationRule {
	if (createBy === 'anyone') return { who: createBy };
	return { who: createBy, token: createToken ?? ownCreationToken(dataDir) };
}

interface Handling {
	api: ReturnType<typeof createApi>;
	sendApi: ReturnType<typeof createSender>;
	serveFile: ServeFile | null;
	isProxied: boolean;
}

function createHandler({ api, sendApi, serveFile, isProxied }: Handling): RequestListener {
	return (req, res) => {
		setAlways(res, trustOf(req, isProxied));
		const answering = api(req);
		if (answering) return void answering.then((answer) => sendApi(res, answer));
		if (req.method !== 'GET' && req.method !== 'HEAD') {
			return send(res, { status: 405, text: 'GET or HEAD only' });
		}
		if (req.url!.startsWith(SYNC_PATH)) {
			return send(res, { status: 426, text: 'a WebSocket is spoken here' });
		}
		if (!serveFile) return send(res, { status: 404, text: 'a relay without the app' });
		serveFile(req, res, (status) => {
			res.setHeader('Content-Security-Policy', NOTHING);
			const isUnbuilt = status === 503;
			const text = isUnbuilt ? 'The app is not built yet: run "npm start".' : 'not found';
			send(res, { status, text });
		});
	};
}

function createHttpServer({ tls, limits }: Config, answer: RequestListener): Server {
	const options: ServerOptions = {
		headersTimeout: limits.headersMs,
		requestTimeout: limits.headersMs * 3,
		connectionsCheckingInterval: Math.min(limits.headersMs, 5000)
	};
	const server = tls
		? createTlsServer({ ...options, handshakeTimeout: limits.headersMs, ...readTls(tls) }, answer)
		: createServer(options, answer);
	// Ends whoever does not read his answer; a WebSocket has timers of its own.
	server.timeout = limits.slowMs;
	return server;
}

function readTls({ cert, key }: NonNullable<Config['tls']>) {
	return { cert: readFileSync(cert), key: readFileSync(key) };
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
