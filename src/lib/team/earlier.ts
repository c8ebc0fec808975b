import * as Y from 'yjs';
import { draftOf } from '#lib/doc/agreePlan.ts';
import { readCycle, type CycleSnapshot } from '#lib/doc/cycle.ts';
import { takeBack } from '#lib/doc/takeBack.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import { comparePlans, type PlanChange } from '#lib/okr/changeSet.ts';
import { withFieldOf } from '#lib/okr/earlier.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { objectIn, readFromRelay } from '#lib/sync/relayApi.ts';
import type { Means } from './replicated.ts';

/** A day (UTC, `2026-11-26`) of which the relay keeps the plan. */
export interface EarlierDay {
	dayOn: string;
}

/** The plan as it was at the end of a day, to be looked at. */
export interface EarlierPlan extends EarlierDay {
	plan: AgreedPlan;
}

/**
 * Why an earlier day cannot be had. `unreachable`: no relay, or none that makes sense · `not-kept`: this relay
 * has no plan of that day · `refused`: it does not let this device read · `unreadable`: what it sent is no plan.
 */
export type EarlierProblem = 'unreachable' | 'not-kept' | 'refused' | 'unreadable';

type Outcome<T> = ({ ok: true } & T) | { ok: false; why: EarlierProblem };

/** Looking at earlier days of one cycle, and bringing things back from them by ordinary edits. */
export interface EarlierVerbs {
	/** The days that can be looked at, the latest first. */
	earlierDays(): Promise<Outcome<{ days: EarlierDay[] }>>;
	planOn(dayOn: string): Promise<Outcome<{ earlier: EarlierPlan }>>;
	/** What is different now, item by item; what is gone comes last. */
	since(earlier: EarlierPlan): PlanChange[];
	/** Makes an item, or one field of it, again what it was that day: one step, which undo takes back. */
	bringBackFrom(earlier: EarlierPlan, item: ItemId, field?: string): boolean;
}

export function createEarlierVerbs({
	doc,
	room,
	means,
	read,
	withWriter
}: {
	doc: Y.Doc;
	room: string;
	means: Means;
	read: () => CycleSnapshot;
	withWriter: (act: (w: Writer) => boolean) => boolean;
}): EarlierVerbs {
	const ask = async (path: string): Promise<Outcome<{ bytes: Uint8Array }>> => {
		const { relayUrl, show } = means;
		if (relayUrl === null) return { ok: false, why: 'unreachable' };
		const bound = LIMITS.frameBytes.value;
		const answer = await readFromRelay(relayUrl, `/states/${room}${path}`, show().token, bound);
		return answer.ok ? answer : { ok: false, why: problemOf(answer.why) };
	};
	const now = () => draftOf(read()).plan;

	return {
		async earlierDays() {
			const answer = await ask('');
			if (!answer.ok) return answer;
			const days = readDays(objectIn(answer.bytes).states);
			return days ? { ok: true, days } : { ok: false, why: 'unreachable' };
		},
		async planOn(dayOn) {
			const answer = await ask(`/${dayOn}`);
			if (!answer.ok) return answer;
			const plan = readPlan(answer.bytes);
			return plan ? { ok: true, earlier: { dayOn, plan } } : { ok: false, why: 'unreadable' };
		},
		since: ({ plan }) => comparePlans(plan, now()),
		bringBackFrom({ plan }, item, field) {
			const wanted = field === undefined ? plan : withFieldOf(plan, now(), item, field);
			return wanted !== null && withWriter((w) => takeBack(doc, w, item, wanted, now()));
		}
	};
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
