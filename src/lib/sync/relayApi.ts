/** What the relay said to a request over plain HTTP. */
export type ApiAnswer =
	| { ok: true; body: { [name: string]: unknown } }
	/** `why` is the relay's own word for it, or 'unreachable'. */
	| { ok: false; why: string };

const patienceMs = 15_000;

/**
 * Asks something of the relay beside its sockets. `relayUrl` as for `openRelay`, `path` such as
 * `/codes`; `token` says who asks. Never rejects.
 */
export async function postToRelay(
	relayUrl: string,
	path: string,
	{ body, token }: { body: object; token?: string }
): Promise<ApiAnswer> {
	const answer = await ask(relayUrl, path, token, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body)
	});
	return answer.ok ? { ok: true, body: objectIn(answer.bytes) } : answer;
}

/** Reads bytes from the relay, at most so many. Never rejects. */
export async function readFromRelay(
	relayUrl: string,
	path: string,
	token: string,
	maxBytes: number
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; why: string }> {
	const answer = await ask(relayUrl, path, token, { method: 'GET' });
	if (answer.ok && answer.bytes.length > maxBytes) return { ok: false, why: 'unreachable' };
	return answer;
}

/**
 * How far the relay's clock is ahead of this one, in ms, from one question: right within half of the time it took,
 * which is at most `errorMs`. Null where it could not be asked.
 */
export async function askRelayTime(
	relayUrl: string,
	now: () => number
): Promise<{ offMs: number; errorMs: number } | null> {
	const from = now();
	const answer = await ask(relayUrl, '/time', undefined, { method: 'GET' });
	const to = now();
	const told = answer.ok ? objectIn(answer.bytes).now : null;
	if (typeof told !== 'number' || !Number.isFinite(told) || to < from) return null;
	return { offMs: Math.round(told - (from + to) / 2), errorMs: (to - from) / 2 };
}

/** The JSON object in some bytes; an empty one if there is none. */
export function objectIn(bytes: Uint8Array): { [name: string]: unknown } {
	try {
		const said: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return typeof said === 'object' && said !== null ? { ...said } : {};
	} catch {
		return {};
	}
}

async function ask(
	relayUrl: string,
	path: string,
	token: string | undefined,
	request: { method: string; headers?: Record<string, string>; body?: string }
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; why: string }> {
	const url = new URL(path, relayUrl.replace(/^ws/, 'http'));
	const headers = new Headers(request.headers);
	if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
	try {
		const answer = await fetch(url, {
			...request,
			headers,
			cache: 'no-store',
			credentials: 'omit',
			signal: AbortSignal.timeout(patienceMs)
		});
		const bytes = new Uint8Array(await answer.arrayBuffer());
		if (answer.ok) return { ok: true, bytes };
		const { why } = objectIn(bytes);
		return { ok: false, why: typeof why === 'string' ? why : 'unreachable' };
	} catch {
		return { ok: false, why: 'unreachable' };
	}
}
