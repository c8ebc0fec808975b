import type * as Y from 'yjs';
import { draftOf } from '#lib/doc/agreePlan.ts';
import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import { comparePlans, type PlanChange } from '#lib/okr/changeSet.ts';
import { withFieldOf } from '#lib/okr/earlier.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import type { Means } from './replicated.ts';
import { takeBack } from './seldom.ts';

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

export type Outcome<T> = ({ ok: true } & T) | { ok: false; why: EarlierProblem };

/** Looking at earlier days of one cycle, and bringing things back from them by ordinary edits. */
export interface EarlierVerbs {
	/** The days that can be looked at, the latest first. */
	earlierDays(): Promise<Outcome<{ days: EarlierDay[] }>>;
	planOn(dayOn: string): Promise<Outcome<{ earlier: EarlierPlan }>>;
	/** What is different now, item by item; what is gone comes last. */
	since(earlier: EarlierPlan): PlanChange[];
	/** Makes an item, or one field of it, again what it was that day: one step, which undo takes back. */
	bringBackFrom(earlier: EarlierPlan, item: ItemId, field?: string): Promise<boolean>;
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
	const now = () => draftOf(read()).plan;

	return {
		earlierDays: () => asked((days) => days.askDays(means, room)),
		planOn: (dayOn) => asked((days) => days.askPlan(means, room, dayOn)),
		since: ({ plan }) => comparePlans(plan, now()),
		bringBackFrom: ({ plan }, item, field) =>
			takeBack(withWriter, doc, item, () => [
				field === undefined ? plan : withFieldOf(plan, now(), item, field),
				now()
			])
	};
}

/** Where its code cannot be fetched, the relay could not be reached either. */
async function asked<T>(
	act: (days: typeof import('./earlierDays.ts')) => Promise<Outcome<T>>
): Promise<Outcome<T>> {
	const days = await import('./earlierDays.ts').catch(() => null);
	return days ? act(days) : { ok: false, why: 'unreachable' };
}
