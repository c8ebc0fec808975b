import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const commands = ['check-in', 'status', 'digest', 'export', 'send'] as const;
export type Command = (typeof commands)[number];

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const everywhere = {
	store: text,
	link: text,
	'link-file': text,
	relay: text,
	cycle: text,
	person: text,
	wait: text,
	offline: flag
};

const ofCommand = {
	'check-in': {
		'key-result': text,
		value: text,
		answer: text,
		'measured-at': text,
		confidence: text,
		note: text,
		win: text,
		locale: text
	},
	status: { json: flag, language: text },
	digest: { format: text, output: text, language: text },
	export: { format: text, output: text, language: text },
	send: {}
};

/** What a command line and the environment ask for. */
export interface Asked {
	command: Command;
	/** The folder that everything is kept in. */
	store: string;
	/** As it was given: in the open, by the environment, or as a file to be read. */
	link: { text: string } | { file: string } | null;
	isOffline: boolean;
	/** How long the relay is waited for. */
	waitMs: number;
	/** What else was given, by name; only names that the command knows. */
	given: Partial<Record<string, string>>;
	json: boolean;
}

/** Where relative paths begin: `npm run` has gone to the folder of the package. */
export function startingFolder(env: NodeJS.ProcessEnv = process.env): string {
	return env.npm_lifecycle_event === 'cairn' && env.INIT_CWD ? env.INIT_CWD : process.cwd();
}

/** Reads a command line; null for one that asks for help. Throws a refusal for what it cannot be. */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Asked | null {
	const [first, ...rest] = args;
	if (first === undefined || args.includes('--help') || args.includes('-h') || first === 'help')
		return null;
	const command = commands.find((one) => one === first);
	if (!command)
		throw new Refusal('usage', `There is no command "${first}". --help names what there is.`);
	const values = parse(command, rest);
	const given = Object.fromEntries(
		Object.entries(values).filter(([, value]) => typeof value === 'string')
	) as Asked['given'];
	return {
		command,
		store: path.resolve(startingFolder(env), given.store ?? env.CAIRN_STORE ?? defaultStore(env)),
		link: linkGiven(given, env),
		isOffline: values.offline === true,
		waitMs: secondsIn(given.wait ?? env.CAIRN_WAIT ?? '20') * 1000,
		given,
		json: values.json === true
	};
}

function parse(command: Command, rest: readonly string[]): Record<string, unknown> {
	try {
		const options = { ...everywhere, ...ofCommand[command] };
		// `--value -5` is a number below zero and no option.
		const args = rest.flatMap((one, at) =>
			/^-[\d.,]/.test(one) && rest[at - 1]?.startsWith('--') ? [] : [joined(one, rest[at + 1])]
		);
		return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
	} catch (error) {
		throw new Refusal('usage', (error as Error).message);
	}
}

function joined(one: string, next: string | undefined): string {
	return one.startsWith('--') && !one.includes('=') && next && /^-[\d.,]/.test(next)
		? `${one}=${next}`
		: one;
}

/** What was given on the command line goes before the environment. */
function linkGiven(given: Asked['given'], env: NodeJS.ProcessEnv): Asked['link'] {
	const { link } = given;
	if (link !== undefined) return { text: link };
	const file = given['link-file'];
	if (file !== undefined) return { file };
	if (env.CAIRN_LINK) return { text: env.CAIRN_LINK };
	return env.CAIRN_LINK_FILE ? { file: env.CAIRN_LINK_FILE } : null;
}

function secondsIn(written: string): number {
	const seconds = Number(written);
	if (!(seconds >= 0 && seconds <= 3600))
		throw new Refusal('usage', `--wait takes seconds from 0 to 3600, not "${written}".`);
	return seconds;
}

function defaultStore(env: NodeJS.ProcessEnv): string {
	return path.join(env.XDG_DATA_HOME ?? path.join(homedir(), '.local/share'), 'cairn');
}
