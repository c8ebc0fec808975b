// `npm run cairn`: a replica without a browser. What it was asked for goes to standard output, all else to standard
// error. docs/headless.md describes it; tools/cairn.js builds and starts it.
import './platform.ts';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readArguments, startingFolder, type Asked, type Command } from './arguments.ts';
import { checkIn } from './checkIn.ts';
import { help } from './help.ts';
import { open, type Opened } from './open.ts';
import type { Outcome } from './outcome.ts';
import { exits, Refusal } from './refusal.ts';
import { digest } from './digest.ts';
import { exportCycle } from './exportCycle.ts';
import { send } from './send.ts';
import { unreadableSentence } from './sentences.ts';
import { status } from './status.ts';

const doing: Record<Command, (asked: Asked, opened: Opened) => Promise<Outcome>> = {
	'check-in': checkIn,
	status,
	digest,
	export: exportCycle,
	send
};

// The exit handlers let go of the store.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => process.exit(exits.broken));
// Whoever reads may stop early, as `head` does.
process.stdout.on('error', () => process.exit(exits.broken));

process.exit(await run());

async function run(): Promise<number> {
	let isStoreWhole = true;
	// At once, as the run may be ended before it is over.
	const onUnreadable = (file: string): void => {
		isStoreWhole = false;
		process.stderr.write(`${unreadableSentence(file)}\n`);
	};
	try {
		const asked = readArguments(process.argv.slice(2), process.env);
		if (asked === null) {
			await print(help);
			return exits.done;
		}
		const opened = await open(asked, onUnreadable);
		const { output, exit, message } = await doing[asked.command](asked, opened).finally(
			opened.close
		);
		const text = typeof output === 'string' ? output : `${JSON.stringify(output)}\n`;
		await (asked.given.output === undefined ? print(text) : save(asked.given.output, text));
		if (message !== null) process.stderr.write(`${message}\n`);
		// Zero would say that what earlier runs kept is safe, too.
		return exits[exit === 'done' && !isStoreWhole ? 'store' : exit];
	} catch (error) {
		if (error instanceof Refusal) {
			process.stderr.write(`${error.message}\n`);
			return exits[error.exit];
		}
		process.stderr.write(`${(error as Error).stack}\n`);
		return exits.broken;
	}
}

/** Resolves once it is out: what ends a process does not wait for a pipe. */
function print(text: string): Promise<void> {
	return new Promise((resolve) => {
		process.stdout.write(text, () => {
			resolve();
		});
	});
}

async function save(file: string, text: string): Promise<void> {
	try {
		await writeFile(path.resolve(startingFolder(), file), text);
	} catch (error) {
		throw new Refusal('usage', `The file could not be written: ${(error as Error).message}.`);
	}
}
