// A little of the W3C's WebDriver protocol, over fetch: what these tests ask of a browser that Playwright does not drive.

export interface Session {
	get: (path: string) => Promise<unknown>;
	post: (path: string, body: object) => Promise<unknown>;
	end: () => Promise<void>;
}

/** What the browser would not do, by the word of the standard, such as `element click intercepted`. */
export class WebDriverError extends Error {
	readonly why: string;

	constructor(why: string, message: string) {
		super(`${why}: ${message}`);
		this.why = why;
	}
}

/** Starts a browser by a driver that listens at `origin`. */
export async function startSession(origin: string, capabilities: object): Promise<Session> {
	const begun = (await ask(`${origin}/session`, 'POST', {
		capabilities: { alwaysMatch: capabilities }
	})) as { sessionId: string };
	const base = `${origin}/session/${begun.sessionId}`;
	return {
		get: (path) => ask(base + path, 'GET'),
		post: (path, body) => ask(base + path, 'POST', body),
		async end() {
			await ask(base, 'DELETE').catch(() => undefined);
		}
	};
}

async function ask(url: string, method: string, body?: object): Promise<unknown> {
	const answer = await fetch(url, {
		method,
		headers: { 'Content-Type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(60_000)
	});
	const { value } = (await answer.json()) as { value: unknown };
	if (answer.ok) return value;
	const { error, message } = value as { error: string; message: string };
	throw new WebDriverError(error, message);
}
