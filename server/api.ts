import type { IncomingMessage } from 'node:http';
import { readDeletion } from '#lib/protocol/deletion.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import { readJson, type Answer } from './answer.ts';
import { reasonOf, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createOperations } from './operations.ts';
import { isAllowedOrigin, peerOf } from './peer.ts';
import { createBuckets } from './rate.ts';
import type { Relay } from './relay.ts';
import { createShortCodes } from './shortCodes.ts';
import { answerStates, STATES_PATH } from './states.ts';
import type { Store } from './store.ts';

/** What the API is made of. */
export interface ApiMeans {
	relay: Relay;
	store: Store;
	metrics: Metrics;
	limits: Limits;
	log: Log;
	now: () => number;
	isClosing: () => boolean;
	isProxied: boolean;
	origins: readonly string[];
	metricsFor: 'local' | 'anyone';
}

/** Everything under HTTP that is not a file. Null for a path that is none of its own. */
export function createApi(means: ApiMeans): (req: IncomingMessage) => Promise<Answer> | null {
	const { relay, store, metrics, limits, now, isProxied } = means;
	const mayAsk = createBuckets(limits.requestRate);
	const codes = createShortCodes(store, limits, now);
	const operations = createOperations(means);
	const writes: { [path: string]: (request: WriteRequest) => Promise<Answer> } = {
		'/codes': codes.put,
		'/codes/close': codes.close,
		'/codes/open': codes.open,
		'/teams/delete': deleteTeam
	};

	async function deleteTeam({ body }: WriteRequest): Promise<Answer> {
		const deletion = typeof body.statement === 'string' ? readDeletion(body.statement) : null;
		if (!deletion) return { status: 400, json: { ok: false, why: 'malformed' } };
		const team = await store.team(deletion.teamId);
		// Without this, tombstones of teams that never were would fill the disk.
		if (!team) return { status: 404, json: { ok: false, why: 'unknown-team' } };
		if (team.deletedAt === null) await relay.deleteTeam(deletion.teamId);
		return { status: 200, json: { ok: true } };
	}

	async function write(
		req: IncomingMessage,
		answer: (request: WriteRequest) => Promise<Answer>
	): Promise<Answer> {
		if (req.method !== 'POST') return { status: 405, text: 'POST only' };
		const refused = refuse(req);
		if (refused) return refused;
		const body = await readJson(req, limits.bodyBytes);
		if (!body) return { status: 400, json: { ok: false, why: 'malformed' } };
		return answer({ body, address: peerOf(req, isProxied).address, token: bearerOf(req) });
	}

	async function readStates(req: IncomingMessage, path: string): Promise<Answer> {
		const refused = refuse(req);
		return refused ?? answerStates(store, { path, token: bearerOf(req), now: now() });
	}

	/** What says no to anybody, whatever they ask for. */
	function refuse(req: IncomingMessage): Answer | null {
		if (!isAllowedOrigin(req, means)) {
			return { status: 403, json: { ok: false, why: 'wrong-origin' } };
		}
		const { address } = peerOf(req, isProxied);
		return mayAsk(address, now()) ? null : { status: 429, json: { ok: false, why: 'rate' } };
	}

	function read(req: IncomingMessage, path: string): Promise<Answer> | null {
		if (path.startsWith(STATES_PATH)) return readStates(req, path);
		const isHidden = path === '/metrics' && means.metricsFor === 'local';
		if (isHidden && !peerOf(req, isProxied).isLocal) {
			return Promise.resolve({ status: 404, text: 'not found' });
		}
		return operations(path);
	}

	async function counted(answering: Promise<Answer>): Promise<Answer> {
		const answer = await answering.catch((error: unknown): Answer => {
			means.log('request failed', { reason: reasonOf(error) });
			return { status: 503, json: { ok: false, why: 'disk' } };
		});
		metrics.count('cairn_requests_total', 1, String(answer.status));
		return answer;
	}

	return (req) => {
		const path = req.url!.split('?', 1)[0]!;
		const post = Object.hasOwn(writes, path) ? writes[path] : undefined;
		const answering = post ? write(req, post) : isReading(req) ? read(req, path) : null;
		return answering && counted(answering);
	};
}

interface WriteRequest {
	body: { [name: string]: unknown };
	address: string;
	token: string | null;
}

function bearerOf(req: IncomingMessage): string | null {
	return /^Bearer ([\w-]+)$/.exec(req.headers.authorization ?? '')?.[1] ?? null;
}

function isReading({ method }: IncomingMessage): boolean {
	return method === 'GET' || method === 'HEAD';
}
