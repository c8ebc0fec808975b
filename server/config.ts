import path from 'node:path';
import { parseArgs } from 'node:util';
import { readLimits, type Limits } from '#lib/protocol/limits.ts';

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
}

/**
 * Reads flags (`--port --host --data`) and environment (`PORT HOST CAIRN_DATA CAIRN_BUILD CAIRN_TRUST_PROXY` and the
 * limits'); flags win. Throws with a sentence for the operator on anything it does not understand.
 */
export function readConfig(args: string[], env: { [name: string]: string | undefined }): Config {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: env.PORT || '8787' },
			host: { type: 'string', default: env.HOST || '127.0.0.1' },
			data: { type: 'string', default: env.CAIRN_DATA || 'data' }
		}
	});
	return {
		port: readPort(values.port),
		host: values.host,
		dataDir: path.resolve(values.data),
		buildDir: path.resolve(env.CAIRN_BUILD || path.join(import.meta.dirname, '../build')),
		limits: readLimits(env),
		isProxied: env.CAIRN_TRUST_PROXY === '1'
	};
}

function readPort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65535) throw new Error(`"${text}" is not a port`);
	return port;
}
