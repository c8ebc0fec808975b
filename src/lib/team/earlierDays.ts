import * as Y from 'yjs';
import { draftOf } from '#lib/doc/agreePlan.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { objectIn, readFromRelay } from '#lib/sync/relayApi.ts';
import type { EarlierDay, EarlierPlan, EarlierProblem, Outcome } from './earlier.ts';
import type { Means } from './replicated.ts';

/** Asks the relay for the days of which it keeps a plan. */
export async function askDays(
	means: Means,
	room: string
): Promise<Outcome<{ days: EarlierDay[] }>> {
	const answer = await ask(means, room);
	if (!answer.ok) return answer;
	const days = readDays(objectIn(answer.bytes).states);
	return days ? { ok: true, days } : { ok: false, why: 'unreachable' };
}

/** Asks the relay for the plan at the end of one day. */
export async function askPlan(
	means: Means,
	room: string,
	dayOn: string
): Promise<Outcome<{ earlier: EarlierPlan }>> {
	const answer = await ask(means, `${room}/${dayOn}`);
	if (!answer.ok) return answer;
	const plan = readPlan(answer.bytes);
	return plan ? { ok: true, earlier: { dayOn, plan } } : { ok: false, why: 'unreadable' };
}

async function ask(
	{ relayUrl, show }: Means,
	path: string
): Promise<Outcome<{ bytes: Uint8Array }>> {
	if (relayUrl === null) return { ok: false, why: 'unreachable' };
	const bound = LIMITS.frameBytes.value;
	const answer = await readFromRelay(relayUrl, `/states/${path}`, show().token, bound);
	return answer.ok ? answer : { ok: false, why: problemOf(answer.why) };
}

function problemOf(why: string): EarlierProblem {
	if (why === 'no-state' || why === 'unknown-team') return 'not-kept';
	return ['forbidden', 'no-token', 'deleted'].includes(why) ? 'refused' : 'unreachable';
}

function readDays(states: unknown): EarlierDay[] | null {
	if (!Array.isArray(states)) return null;
	return states.flatMap((state: unknown) => {
		const dayOn = (state as { dayOn?: unknown } | null)?.dayOn;
		return typeof dayOn === 'string' && /^\d{4}-\d\d-\d\d$/.test(dayOn) ? [{ dayOn }] : [];
	});
}

/** Reads a document that is thrown away again; null for bytes that are none. */
function readPlan(bytes: Uint8Array): AgreedPlan | null {
	if (!validateUpdate(bytes).ok) return null;
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, bytes);
		return draftOf(readCycle(doc)).plan;
	} catch {
		return null;
	} finally {
		doc.destroy();
	}
}
