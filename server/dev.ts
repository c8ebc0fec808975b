import type { Server } from 'node:http';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { createRelay, SYNC_PATH } from './relay.ts';
import { openSqliteStore } from './sqliteStore.ts';

/**
 * Hangs a relay into the HTTP server of `npm run dev`, beside its own sockets. `CAIRN_DATA` names the
 * folder of the database, as for `npm start`. Returns what closes it.
 */
export function attachRelay(server: Server): () => Promise<void> {
	const config = readConfig([], process.env);
	const log = createLog((line) => process.stderr.write(`${line}\n`));
	const relay = createRelay(config, { store: openSqliteStore(config.dataDir), log });
	server.on('upgrade', (req, socket, head) => {
		if (req.url?.startsWith(SYNC_PATH)) relay.handleUpgrade(req, socket, head);
	});
	return () => relay.close();
}
