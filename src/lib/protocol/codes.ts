// WebSocket close codes. A stock y-websocket client treats 4400–4499 as final and everything else as
// "try again", so a refusal is spoken by accepting the upgrade and closing with one of these.

const REFUSED = {
	4400: 'malformed',
	4401: 'no-token',
	4402: 'not-allowed',
	4403: 'forbidden',
	4404: 'unknown-team',
	4405: 'wrong-origin',
	4410: 'deleted',
	4413: 'too-large',
	4426: 'too-old'
} as const;

const RETRY = {
	4500: 'restart',
	4503: 'busy',
	4507: 'cannot-store',
	4508: 'rate',
	4513: 'slow'
} as const;

/** Why a relay refuses for good; trying again without a change would not help. */
export type RefusedWhy = (typeof REFUSED)[keyof typeof REFUSED];

/** Why a relay closed although the client should come back later. */
export type RetryWhy = (typeof RETRY)[keyof typeof RETRY];

/** Any reason for which a relay of this protocol closes a connection. */
export type CloseWhy = RefusedWhy | RetryWhy;

const codeByWhy = new Map(
	Object.entries({ ...REFUSED, ...RETRY }).map(([code, why]) => [why, Number(code)])
);

/** The close code that says this. */
export function codeOf(why: CloseWhy): number {
	return codeByWhy.get(why)!;
}

/**
 * What a close code asks of the client. Any other code in 4400–4499 is a refusal this version has no
 * word for ('malformed'); everything else, lost connections included, is worth another try.
 */
export function readCloseCode(
	code: number
): { final: true; why: RefusedWhy } | { final: false; why: RetryWhy | null } {
	if (code in REFUSED) return { final: true, why: REFUSED[code as keyof typeof REFUSED] };
	if (code >= 4400 && code < 4500) return { final: true, why: 'malformed' };
	return { final: false, why: RETRY[code as keyof typeof RETRY] ?? null };
}

/**
 * The reason beside a close code: the word, for logs. A refused token is also told the generation of
 * the record the relay knows, so that its holder learns whether the links were renewed.
 */
export function closeReason(why: CloseWhy, generation?: number): string {
	return generation === undefined ? why : `${why} ${generation}`;
}

/** The generation a relay's close reason tells; null for none. */
export function generationIn(reason: string): number | null {
	const text = /^forbidden (\d{1,10})$/.exec(reason)?.[1];
	return text === undefined ? null : Number(text);
}
