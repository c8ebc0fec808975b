import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatCreationLink } from '#lib/protocol/permit.ts';
import { backup, restore } from './cli/backup.ts';
import { check } from './cli/check.ts';
import { databaseOf, openToRead } from './cli/database.ts';
import { exportRoom } from './cli/exportRoom.ts';
import { HELP } from './cli/help.ts';
import { stats } from './cli/stats.ts';
import { readConfig, serverFlags } from './config.ts';
import { hasCreationToken, ownCreationToken } from './creation.ts';
import { serve } from './http.ts';
import { createLog, reasonOf } from './log.ts';
import { obeySignals } from './signals.ts';

// `npm run relay`: the relay without the app, and what an operator does with its data. All but `serve`
// and `restore` only read, so they work whether a relay runs or not.

const COMMANDS: { [name: string]: (rest: string[]) => void | Promise<void> } = {
	serve: serveAlone,
	backup: (rest) => {
		const { dataDir, texts } = read(rest, ['FILE']);
		backup(dataDir, path.resolve(texts[0]!));
		console.log(`Written to ${texts[0]}.`);
	},
	restore: (rest) => {
		const { dataDir, texts, replaces } = read(rest, ['FILE']);
		const aside = restore(dataDir, path.resolve(texts[0]!), { replaces, now: Date.now() });
		console.log(`Restored.${aside === null ? '' : ` What was there is now ${aside}.`}`);
	},
	stats: (rest) => {
		const { dataDir } = read(rest, []);
		const file = databaseOf(dataDir);
		console.log(stats(openToRead(file), file).join('\n'));
	},
	check: (rest) => {
		const { dataDir } = read(rest, []);
		const { rooms, rows, quarantined, problems } = check(openToRead(databaseOf(dataDir)));
		console.log(`${rooms} rooms, ${rows} rows, ${quarantined} set aside earlier.`);
		for (const problem of problems) console.log(problem);
		console.log(problems.length === 0 ? 'Everything is sound.' : `${problems.length} problems.`);
		if (problems.length > 0) process.exitCode = 2;
	},
	export: (rest) => {
		const { dataDir, texts } = read(rest, ['ROOM'], ['DAY']);
		const [room, day] = texts as [string, string | undefined];
		const file = `${room}${day === undefined ? '' : `.${day}`}.yupdate`;
		if (existsSync(file)) throw new Error(`${file} exists; move it away first`);
		writeFileSync(file, exportRoom(openToRead(databaseOf(dataDir)), room, day), { mode: 0o600 });
		console.log(`Written to ${file}: one Yjs update, encoding 1.`);
	},
	'creation-link': (rest) => {
		const { dataDir, port, origin } = read(rest, []);
		const { createToken, origins } = readConfig([], process.env);
		const token = createToken ?? tokenOfRelay(dataDir);
		const from = origin ?? origins[0] ?? `http://localhost:${port}`;
		console.log(formatCreationLink(new URL(from).origin, token));
	},
	help: () => console.log(HELP)
};

// A token made in a wrong folder would give a link that opens nothing.
function tokenOfRelay(dataDir: string): string {
	if (!hasCreationToken(dataDir) && !existsSync(databaseOf(dataDir))) {
		throw new Error(`no relay has run on ${dataDir} yet; start it, or name its folder with --data`);
	}
	return ownCreationToken(dataDir);
}

async function serveAlone(args: string[]): Promise<void> {
	const config = readConfig(args, process.env);
	const log = createLog((line) => process.stderr.write(`${line}\n`));
	const server = await serve(config, { log, withApp: false });
	const { host, tls } = config;
	console.log(`  Relay: ${tls ? 'wss' : 'ws'}://${host}:${server.port}/sync/`);
	obeySignals(server, config, log);
}

/** The flags and texts of a command; throws with its usage if they are not as many as they should be. */
function read(args: string[], needed: string[], optional: string[] = []) {
	const { data, port } = serverFlags(process.env);
	const { values, positionals: texts } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			data,
			port,
			replace: { type: 'boolean', default: false },
			origin: { type: 'string' }
		}
	});
	if (texts.length < needed.length || texts.length > needed.length + optional.length) {
		const usage = [...needed, ...optional.map((name) => `[${name}]`)].join(' ');
		throw new Error(needed.length > 0 ? `this takes ${usage}` : 'this takes no further word');
	}
	const { replace: replaces, origin } = values;
	return { dataDir: path.resolve(values.data), port: values.port, replaces, origin, texts };
}

process.umask(0o077);
const [first = 'serve', ...rest] = process.argv.slice(2);
const isHelp = [first, ...rest].some((word) => word === '--help' || word === '-h');
const name = isHelp ? 'help' : first.startsWith('-') ? 'serve' : first;
try {
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : null;
	if (!command) throw new Error(`there is no command "${name}"; see "npm run relay -- --help"`);
	await command(name === first ? rest : process.argv.slice(2));
} catch (error) {
	console.error(`relay: ${reasonOf(error)}`);
	process.exitCode = 1;
}
