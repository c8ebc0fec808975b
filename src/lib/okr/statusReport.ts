import { standingPlanOf } from './agreedPlan.ts';
import type { CheckIn } from './checkIn.ts';
import { standingOn } from './checkInLog.ts';
import type { Coverage } from './coverage.ts';
import { type Cycle, type Phase, phaseOf } from './cycle.ts';
import { cycleStandingOn, type KeyResultStanding, type StandingSource } from './cycleStanding.ts';
import { addDays, dayAt } from './day.ts';
import { type Decision, decisionsOf } from './decisions.ts';
import { type Deprioritised, deprioritisedIn } from './deprioritised.ts';
import type { AgreedOn } from './expectedLine.ts';
import type { ObjectiveId } from './ids.ts';
import { isLive } from './objective.ts';
import type { Plan } from './plan.ts';
import { type Removed, removedIn } from './removed.ts';
import { knownOn, type Status } from './status.ts';
import { changesSince, lookOf, type StatusChange, type StatusLook } from './statusLook.ts';

/** A week: how far back the status looks for what changed, where nobody looked before (PRODUCT.md, section 1). */
const recentDays = 7;

/** Where an agreed plan stands, for whoever did not ask. All of it is JSON; ids name people. */
export interface StatusReport {
	/** The day all of it is of: today in the cycle's zone, or its last day once that is over. */
	day: string;
	phase: Phase;
	/** The version that is reported on; null while the plan is being written, and then there is nothing below. */
	version: number | null;
	/** What was agreed, in its order. */
	objectives: {
		id: ObjectiveId;
		title: string;
		audience: string;
		keyResults: KeyResultStanding[];
	}[];
	/** How many key results there are, and how many have which status: all of them as far as `coverage` says. */
	total: number;
	counts: Record<Status, number>;
	coverage: Coverage;
	/** The days of the newest and the oldest of the values and answers that are current; null before the first. */
	measured: { newestOn: string; oldestOn: string } | null;
	/** What changed in the last `recentDays` days. */
	changes: StatusChange[];
	decisions: Decision[];
	/** The last word on a key result, where something is in its way; the urgent ones first, then the oldest. */
	blockers: Said[];
	/** What went well in the last `recentDays` days, the latest first. */
	wins: Said[];
	deprioritised: Deprioritised[];
	/** What was agreed once and is deleted. */
	removed: Removed[];
}

/** A check-in, and the key result it is about. */
export interface Said {
	standing: KeyResultStanding;
	checkIn: CheckIn;
}

/** What a report is made from: `statusSource` of team/statusSource.ts reads it from the two documents. */
export interface StatusSource extends StandingSource {
	cycle: Cycle;
	agreements: readonly AgreedVersion[];
	/** What stands, and when it was first agreed to; null while the plan is being drafted. */
	agreed: { n: number; at: number; isSound: boolean } | null;
	/** How many items of the plan are different from what was agreed. */
	openChanges: number;
	/** How many questions wait for somebody to settle them, and whether one is about which version stands. */
	conflicts: { plan: number; isAboutVersion: boolean };
}

export interface AgreedVersion extends AgreedOn {
	n: number;
}

/**
 * The status of a cycle at an instant (epoch ms), of what was agreed: what is only being changed is a count and a
 * decision. Where the agreed version cannot be relied on it is of the plan as it reads. A function of the documents
 * and the day, so it is the same for everybody and wherever it is made. Never throws.
 */
export function statusReportAt(source: StatusSource, now: number): StatusReport {
	const { cycle, agreed } = source;
	const phase = phaseOf(cycle, now, agreed?.at ?? null);
	const { standing, plan, deprioritised } = standAt(
		source,
		dayAt(now, cycle.timeZone),
		agreed !== null
	);
	const { day, keyResults, counts, coverage } = standing;
	const byId = new Map(keyResults.map((one) => [one.keyResult.id, one]));
	const since = addDays(day, -recentDays);
	const report = {
		day,
		phase,
		version: agreed?.n ?? null,
		objectives: plan.objectives.filter(isLive).map(({ id, title, audience, keyResults }) => ({
			id,
			title,
			audience,
			keyResults: keyResults.flatMap(({ id }) => byId.get(id) ?? [])
		})),
		total: keyResults.length,
		counts,
		coverage,
		measured: measuredSpan(keyResults),
		blockers: blockersOf(keyResults),
		wins: keyResults
			.flatMap((standing): Said[] =>
				standingOn(source.checkIns.get(standing.keyResult.id) ?? [], day)
					.filter(({ win, measuredAt }) => win !== '' && measuredAt > since)
					.map((checkIn) => ({ standing, checkIn }))
			)
			.sort((a, b) => byDay(b.checkIn, a.checkIn)),
		deprioritised,
		removed: removedIn(source.agreements)
	};
	return {
		...report,
		changes: changesSince(report, lookAt(source, since)),
		decisions: agreed ? decisionsOf(source, report) : []
	};
}

/** What somebody would have seen of this cycle on an earlier day, had they known all that is known now. */
function lookAt(source: StatusSource, day: string): StatusLook {
	const { agreed, cycle } = source;
	const agreements = source.agreements.filter(({ on }) => on <= day);
	// A version that cannot be relied on is none of the agreements, and stood then all the same.
	const unsound =
		agreed && !agreed.isSound && dayAt(agreed.at, cycle.timeZone) <= day ? agreed.n : null;
	const version = unsound ?? agreements.at(-1)?.n ?? null;
	const { standing, deprioritised } = standAt({ ...source, agreements }, day, version !== null);
	return lookOf({
		version,
		objectives: [{ keyResults: standing.keyResults }],
		deprioritised
	});
}

/** Where the plan of the last of these agreements stands on a day; nowhere while nothing is agreed. */
export function standAt(source: StatusSource, day: string, isAgreed: boolean) {
	const { agreements } = source;
	const latest = agreements.at(-1);
	const whole = latest && source.agreed?.isSound ? standingPlanOf(latest.plan) : source.plan;
	const plan: Plan = isAgreed ? whole : { objectives: [] };
	return {
		plan,
		standing: cycleStandingOn({ ...source, plan }, day),
		deprioritised: deprioritisedIn(agreements)
	};
}

function measuredSpan(keyResults: readonly KeyResultStanding[]): StatusReport['measured'] {
	const days = keyResults.flatMap((one) => knownOn(one.measure, one.current) ?? []).sort();
	const [oldestOn, newestOn] = [days[0], days.at(-1)];
	return oldestOn === undefined || newestOn === undefined ? null : { newestOn, oldestOn };
}

function blockersOf(keyResults: readonly KeyResultStanding[]): Said[] {
	return keyResults
		.flatMap((standing) => (standing.blocker ? [{ standing, checkIn: standing.blocker }] : []))
		.sort(
			(a, b) =>
				Number(b.checkIn.blocker?.urgent) - Number(a.checkIn.blocker?.urgent) ||
				byDay(a.checkIn, b.checkIn)
		);
}

function byDay(a: CheckIn, b: CheckIn): number {
	return a.measuredAt < b.measuredAt ? -1 : a.measuredAt > b.measuredAt ? 1 : 0;
}
