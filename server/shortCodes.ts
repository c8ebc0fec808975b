import { createHash } from 'node:crypto';
import type { Limits } from '#lib/protocol/limits.ts';
import { decodeRecord } from '#lib/protocol/recordLayout.ts';
import { roleOfHash } from '#lib/protocol/record.ts';
import { tokenHashOf } from '#lib/protocol/token.ts';
import type { Answer } from './answer.ts';
import { createBucket, createBuckets } from './rate.ts';
import type { Store } from './store.ts';

/** What a request about codes carries. */
interface Request {
	body: { [name: string]: unknown };
	address: string;
	/** The token after `Bearer`, if there is one. */
	token: string | null;
}

/** Codes short enough to be typed from a wall; the relay sees neither the code nor what it opens. */
export interface ShortCodes {
	/** `POST /codes`: keeps a locked link for a while, for a member of the team. */
	put: (request: Request) => Promise<Answer>;
	/** `POST /codes/close`: ends a code before its time, for a member of its team. */
	close: (request: Request) => Promise<Answer>;
	/** `POST /codes/open`: hands a locked link to whoever knows its locator. */
	open: (request: Request) => Promise<Answer>;
}

const LOCATOR = /^[\w-]{43}$/;
const BOX = /^[\w-]{1,512}$/;

/** Made with the relay's store and limits. Guessing is what it guards against: only misses are counted. */
export function createShortCodes(store: Store, limits: Limits, now: () => number): ShortCodes {
	const mayMiss = createBuckets(limits.codeMisses);
	const mayMissAtAll = createBucket(limits.allCodeMisses / 60, limits.allCodeMisses);

	async function isMember(teamId: string, token: string | null): Promise<boolean> {
		const hash = token === null ? null : tokenHashOf(token);
		const record = (await store.team(teamId))?.record;
		if (!hash || !record) return false;
		return roleOfHash(decodeRecord(record)!, hash, now()) === 'edit';
	}

	return {
		async put({ body, token }) {
			const { teamId, locator, box, expiresAt } = body;
			if (!isText(teamId) || !isText(locator) || !LOCATOR.test(locator)) return malformed();
			if (!isText(box) || !BOX.test(box) || !Number.isSafeInteger(expiresAt)) return malformed();
			const leftMs = (expiresAt as number) - now();
			if (leftMs <= 0 || leftMs > limits.codeMs) return malformed();
			if (!(await isMember(teamId, token))) return no(403, 'forbidden');
			const code = { locator: hashOf(locator), teamId, box, expiresAt: expiresAt as number };
			const isKept = await store.putCode(code, { now: now(), most: limits.teamCodes });
			return isKept ? { status: 201, json: { ok: true } } : no(409, 'too-many');
		},

		async close({ body, token }) {
			const { teamId, locator } = body;
			if (!isText(teamId) || !isText(locator) || !LOCATOR.test(locator)) return malformed();
			if (!(await isMember(teamId, token))) return no(403, 'forbidden');
			await store.dropCode(hashOf(locator), teamId);
			return { status: 200, json: { ok: true } };
		},

		async open({ body, address }) {
			const { locator } = body;
			if (!isText(locator) || !LOCATOR.test(locator)) return malformed();
			// Paid before looking, so that many guesses at once are no way around; given back on a hit.
			if (!mayMiss(address, now()) || !mayMissAtAll(now())) return no(429, 'rate');
			const found = await store.openCode(hashOf(locator), now());
			if (!found) return no(404, 'unknown-code');
			mayMiss(address, now(), -1);
			mayMissAtAll(now(), -1);
			return { status: 200, json: { ok: true, ...found } };
		}
	};
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

// Whoever reads the store cannot ask the relay with what they find there.
function hashOf(locator: string): string {
	return createHash('sha256').update(locator).digest('base64url');
}

function malformed(): Answer {
	return no(400, 'malformed');
}

function no(status: number, why: string): Answer {
	return { status, json: { ok: false, why } };
}
