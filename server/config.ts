import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { readLimits, type Limits } from '#lib/protocol/limits.ts';
import { isCreationToken } from '#lib/protocol/permit.ts';
import type { CreationRule } from './creation.ts';

/** Everything the server is told when it starts. */
export interface Config {
	/** 0 picks a free port. */
	port: number;
	host: string;
	/** The folder of the database. */
	dataDir: string;
	/** The folder of the built app. */
	buildDir: string;
	limits: Limits;
	isProxied: boolean;
	/** Who may create teams. */
	createBy: CreationRule['who'];
	/** The creation token, if the environment names one; else the data folder holds one. */
	createToken: string | null;
	/** Origins of pages that may connect, beside the server's own: `https://okr.example.org`. */
	origins: string[];
	/** Who may read the metrics. */
	metricsFor: 'local' | 'anyone';
	/** The files of certificate and key, if the server speaks TLS itself. */
	tls: { cert: string; key: string } | null;
}

/** The environment as far as it says anything; an empty variable is none. */
export type Env = { [name: string]: string | undefined };

/** The flags of a server, with what the environment says in their stead. */
export function serverFlags(env: Env) {
	return {
		port: { type: 'string', default: env.PORT || '8787' },
		host: { type: 'string', default: env.HOST || '127.0.0.1' },
		data: { type: 'string', default: env.CAIRN_DATA || 'data' },
		'tls-cert': { type: 'string', default: env.CAIRN_TLS_CERT || '' },
		'tls-key': { type: 'string', default: env.CAIRN_TLS_KEY || '' }
	} as const satisfies ParseArgsOptionsConfig;
}

/**
 * Reads flags (`--port --host --data --tls-cert --tls-key`) and environment (docs/deploy.md lists
 * it); flags win. Throws with a sentence for the operator on anything it does not understand.
 */
export function readConfig(args: string[], env: Env): Config {
	const { values } = parseArgs({ args, options: serverFlags(env) });
	return {
		port: readPort(values.port),
		host: values.host,
		dataDir: path.resolve(values.data),
		buildDir: path.resolve(env.CAIRN_BUILD || path.join(import.meta.dirname, '../build')),
		limits: readLimits(env),
		isProxied: env.CAIRN_TRUST_PROXY === '1',
		createBy: readChoice(env, 'CAIRN_CREATE', ['local', 'token', 'anyone']),
		createToken: readToken(env.CAIRN_CREATE_TOKEN),
		origins: (env.CAIRN_ORIGINS ?? '')
			.split(/[\s,]+/)
			.filter(Boolean)
			.map(readOrigin),
		metricsFor: readChoice(env, 'CAIRN_METRICS', ['local', 'anyone']),
		tls: readTls(values['tls-cert'], values['tls-key'])
	};
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65535) throw new Error(`"${text}" is not a port`);
	return port;
}

/** One of a few words; the first is the default. */
function readChoice<T extends string>(env: Env, name: string, choices: [T, ...T[]]): T {
	const text = env[name];
	if (!text) return choices[0];
	const choice = choices.find((one) => one === text);
	if (!choice) throw new Error(`${name} is ${choices.join(' or ')}, not "${text}"`);
	return choice;
}

// The value is left out of the sentence: it may be half a secret.
function readToken(text: string | undefined): string | null {
	if (!text) return null;
	if (!isCreationToken(text)) {
		throw new Error('CAIRN_CREATE_TOKEN must be 32 random bytes as base64url (43 characters)');
	}
	return text;
}

function readOrigin(text: string): string {
	const origin = URL.canParse(text) ? new URL(text).origin : 'null';
	if (origin === 'null') throw new Error(`CAIRN_ORIGINS: "${text}" is not an origin`);
	return origin;
}

function readTls(cert: string, key: string): Config['tls'] {
	if (!cert && !key) return null;
	if (!cert || !key) throw new Error('TLS takes both --tls-cert and --tls-key');
	return { cert: path.resolve(cert), key: path.resolve(key) };
}
