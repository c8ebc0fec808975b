import type { Config } from './config.ts';
import type { RunningServer } from './http.ts';
import { reasonOf, type Log } from './log.ts';

/**
 * SIGINT and SIGTERM end the server once everything is written and everybody was told; SIGHUP reads
 * certificate and key again, or ends a server that has none, as it would without this. A terminal tells
 * all its processes, and npm and tools/become.js pass on what they hear, so one wish comes several times.
 */
export function obeySignals(server: RunningServer, { tls }: Pick<Config, 'tls'>, log: Log): void {
	let ending: Promise<void> | undefined;
	const stop = () => void (ending ??= server.close().then(() => process.exit(0)));
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	process.on('SIGHUP', () => {
		if (!tls) return stop();
		try {
			server.reloadTls();
			log('certificate read again');
		} catch (error) {
			log('certificate not read', { reason: reasonOf(error) });
		}
	});
}
