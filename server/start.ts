import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { serve } from './http.ts';
import { createLog, reasonOf } from './log.ts';
import { obeySignals } from './signals.ts';

// What is made here is for its owner's eyes.
process.umask(0o077);
try {
	const config = readConfig(process.argv.slice(2), process.env);
	const log = createLog((line) => process.stderr.write(`${line}\n`));
	const server = await serve(config, { log });
	console.log(banner(config, server, { isTerminal: process.stdout.isTTY }));
	obeySignals(server, config, log);
} catch (error) {
	console.error(`Cairn cannot start: ${reasonOf(error)}`);
	process.exitCode = 1;
}
