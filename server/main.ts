import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { serve } from './http.ts';
import { createLog, reasonOf } from './log.ts';

try {
	const config = readConfig(process.argv.slice(2), process.env);
	const log = createLog((line) => process.stderr.write(`${line}\n`));
	const server = await serve(config, log);
	console.log(banner(config.host, server.port));
	const stop = () => void server.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
} catch (error) {
	console.error(`Cairn cannot start: ${reasonOf(error)}`);
	process.exitCode = 1;
}
