import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is said to a request that is not for a file. */
export type Answer = { status: number } & (
	{ json: object } | { text: string } | { bytes: Uint8Array }
);

const BUSY: Answer = { status: 503, json: { ok: false, why: 'busy' } };

/** Sends it; nobody in between may keep it. */
export function send(res: ServerResponse, answer: Answer): void {
	const [type, body] = bodyOf(answer);
	res.writeHead(answer.status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
	res.end(body);
}

/**
 * Makes what sends answers, while at most so many bytes of rooms are under way. Whoever does not read
 * holds his answer in memory here, so beyond that others are told to come again; one alone is sent whatever
 * its size.
 */
export function createSender(mostBytes: number): (res: ServerResponse, answer: Answer) => void {
	let underWay = 0;
	return (res, answer) => {
		if (!('bytes' in answer)) return send(res, answer);
		const { socket } = res.req;
		// Nothing more would be heard of it.
		if (socket.destroyed) return;
		const { length } = answer.bytes;
		if (underWay > 0 && underWay + length > mostBytes) return send(res, BUSY);
		underWay += length;
		const done = () => {
			res.off('close', done);
			socket.off('close', done);
			underWay -= length;
		};
		res.once('close', done);
		// An answer that waits behind another on its socket does not close by itself.
		socket.once('close', done);
		send(res, answer);
	};
}

/**
 * Reads a small JSON object; null for anything else, too long included. JSON alone, because no page of
 * another origin can send that without being asked for leave first.
 */
export async function readJson(
	req: IncomingMessage,
	maxBytes: number
): Promise<{ [name: string]: unknown } | null> {
	if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) return null;
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of req as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maxBytes) return null;
		chunks.push(chunk);
	}
	try {
		const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? (value as { [name: string]: unknown }) : null;
	} catch {
		return null;
	}
}

function bodyOf(answer: Answer): [type: string, body: string | Uint8Array] {
	if ('bytes' in answer) return ['application/octet-stream', answer.bytes];
	if ('json' in answer) return ['application/json', JSON.stringify(answer.json)];
	return ['text/plain; charset=utf-8', `${answer.text.trimEnd()}\n`];
}
