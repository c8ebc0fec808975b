import { cadenceOf, weeklyDays } from './cadence.ts';
import type { CheckIn, Confidence } from './checkIn.ts';
import { type Current, currentOf, standingOn } from './checkInLog.ts';
import { type Coverage, coverageOn } from './coverage.ts';
import type { Cycle } from './cycle.ts';
import { isDay } from './day.ts';
import {
	type AgreedOn,
	agreedAbout,
	expectedOn,
	type LinePoint,
	type Measure,
	type TargetChange
} from './expectedLine.ts';
import type { KeyResultId } from './ids.ts';
import { asksQuestion, type KeyResult } from './keyResult.ts';
import { type Step, type StepMarks, stepsOf } from './nextStep.ts';
import { isLive } from './objective.ts';
import type { Plan } from './plan.ts';
import { progressOf } from './progress.ts';
import {
	isBehind,
	knownOn,
	staleFrom,
	type Status,
	statuses,
	statusOf,
	type Trend,
	trendOf
} from './status.ts';

/*
 * Everything that is shown of a cycle's progress, from its document alone: no clock, no device, no order of
 * arrival. So the same entries give the same figures on every replica.
 */

/** Everything derived about one key result. Values are in its own unit, days ISO dates. */
export interface KeyResultStanding {
	keyResult: KeyResult;
	/** What it is measured against: as agreed, or as it reads now where it is in no agreed plan. */
	measure: Measure;
	current: Current;
	/** 0..1, null where nobody can say. */
	progress: number | null;
	status: Status;
	/** The first day on which it is stale if nobody checks in; null where nothing more is waited for. */
	staleFrom: string | null;
	trend: Trend | null;
	/** The expected line; empty where there is none. */
	line: LinePoint[];
	/** What the line expects on the day itself. */
	expected: number | null;
	isBehind: boolean | null;
	/** Behind its line, and the last confidence is 4 or 5: a question to ask, no verdict. */
	isConfidentBehind: boolean;
	/** What was measured and stands, in order. */
	path: { on: string; value: number; checkIn: CheckIn }[];
	/** What was said of it and stands, the last word of each day, in order. */
	confidences: { on: string; confidence: Confidence }[];
	targetChanges: TargetChange[];
	/** The last word, if it says that something stands in the way. */
	blocker: CheckIn | null;
	/** Every next step that was ever said and stands, in the order of the log. */
	steps: Step[];
}

export interface CycleStanding {
	/** The day all of it is of: the one asked for, or the cycle's last if that is earlier. */
	day: string;
	/** Of every live objective, in the order of the plan. */
	keyResults: KeyResultStanding[];
	/** How many key results have which status; every status is there. */
	counts: Record<Status, number>;
	coverage: Coverage;
	/** The last day anything was measured on; null before the first check-in. */
	measuredAt: string | null;
}

/** What a standing is made from. */
export interface StandingSource {
	cycle: Pick<Cycle, 'startOn' | 'endOn'>;
	plan: Plan;
	checkIns: ReadonlyMap<KeyResultId, readonly CheckIn[]>;
	/** What was last said of next steps; left out, all of them are open. */
	stepMarks?: StepMarks;
	/** What was agreed and led to what stands, the oldest first. */
	agreements: readonly AgreedOn[];
	/** The people of the team, as shown. */
	people: readonly string[];
	/** Whom an entry of the team stands for; itself where the team does not know it. */
	personOf: (entry: string) => string;
	/** Days from one check-in to the next where a key result says nothing itself; default 7. */
	teamDays?: number;
}

type KeyResultSource = Pick<StandingSource, 'cycle' | 'agreements' | 'stepMarks' | 'teamDays'>;

/**
 * Where a cycle stands on a day (an ISO date in its time zone). Of an ended cycle it is the state of its last
 * day; what was measured after it is kept in the log and counts nowhere. Takes time in proportion to the number of
 * entries, but for sorting them. Never throws.
 */
export function cycleStandingOn(source: StandingSource, day: string): CycleStanding {
	const { cycle, plan, checkIns, agreements, people, personOf, teamDays = weeklyDays } = source;
	const asOf = isDay(cycle.endOn) && cycle.endOn < day ? cycle.endOn : day;
	const live = plan.objectives.filter(isLive).flatMap(({ keyResults }) => keyResults);
	const standingById = new Map([...checkIns].map(([id, log]) => [id, standingOn(log, asOf)]));
	const keyResults = live.map((keyResult) => {
		const { id } = keyResult;
		const log = { log: checkIns.get(id) ?? [], standing: standingById.get(id) ?? [] };
		return deriveOn(keyResult, log, source, asOf);
	});
	const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<
		Status,
		number
	>;
	for (const { status } of keyResults) counts[status]++;
	const [first] = agreements;
	return {
		day: asOf,
		keyResults,
		counts,
		coverage: coverageOn({
			keyResults: keyResults.map((one) => ({
				ownerId: one.keyResult.ownerId,
				measuredEveryDays: one.measure.measuredEveryDays,
				isFinal: one.staleFrom === null && one.current.last !== null
			})),
			checkIns: [...standingById.values()].flat(),
			people,
			personOf,
			since: first ? startOf(first.on, cycle) : cycle.startOn,
			day: asOf,
			teamDays
		}),
		measuredAt: keyResults.reduce<string | null>((latest, { measure, current }) => {
			const on = knownOn(measure, current);
			return on !== null && on > (latest ?? '') ? on : latest;
		}, null)
	};
}

/** The same of one key result, which need not be in the plan: deprioritised ones have a history too. */
export function keyResultStandingOn(
	keyResult: KeyResult,
	log: readonly CheckIn[],
	source: KeyResultSource,
	day: string
): KeyResultStanding {
	return deriveOn(keyResult, { log, standing: standingOn(log, day) }, source, day);
}

/** The key result as one is asked about it: whether it asks a question is what was agreed, until another thing is. */
export function asAgreed({ keyResult, measure }: KeyResultStanding): KeyResult {
	return { ...keyResult, ambition: measure.ambition };
}

/** `standing` is what stands of the log on that day. */
function deriveOn(
	keyResult: KeyResult,
	{ log, standing }: { log: readonly CheckIn[]; standing: CheckIn[] },
	source: KeyResultSource,
	day: string
): KeyResultStanding {
	const { cycle, agreements, stepMarks, teamDays = weeklyDays } = source;
	const agreed = agreedAbout(keyResult.id, agreements, cycle);
	const measure = agreed.measure ?? keyResult;
	const current = currentOf(standing);
	const dueOn = measure.dueOn ?? cycle.endOn;
	const isJudged = measure.kind === 'guard' && !asksQuestion(measure);
	const judged = isJudged ? judgedOf(standing, dueOn, current) : current;
	const given = {
		measure,
		current: judged,
		since: agreed.since === null ? null : startOf(agreed.since, cycle),
		dueOn,
		cadenceDays: cadenceOf(measure, teamDays)
	};
	const behind = isBehind(measure, agreed.line, judged, day);
	const confidenceByDay = new Map(
		standing.map(({ measuredAt, confidence }) => [measuredAt, confidence])
	);
	return {
		keyResult,
		measure,
		current,
		progress: progressOf(measure, judged.value),
		status: statusOf({ ...given, day }),
		staleFrom: staleFrom(given),
		trend: trendOf(measure, current),
		line: agreed.line,
		expected: expectedOn(agreed.line, day),
		isBehind: behind,
		isConfidentBehind: behind === true && (current.confidence ?? 0) >= 4,
		path: standing.flatMap((checkIn) =>
			checkIn.value === null ? [] : [{ on: checkIn.measuredAt, value: checkIn.value, checkIn }]
		),
		confidences: [...confidenceByDay].map(([on, confidence]) => ({ on, confidence })),
		targetChanges: agreed.targetChanges,
		blocker: current.last?.blocker ? current.last : null,
		steps: stepsOf(standing, log, stepMarks ?? new Map())
	};
}

/**
 * What a guard is judged by: it was to hold until its due day, so what is measured after the first value of that day or
 * later says nothing about it any more.
 */
function judgedOf(standing: CheckIn[], dueOn: string, current: Current): Current {
	const judgedOn = standing.find(
		({ value, measuredAt }) => value !== null && measuredAt >= dueOn
	)?.measuredAt;
	if (judgedOn === undefined) return current;
	const then = currentOf(standing.filter(({ measuredAt }) => measuredAt <= judgedOn));
	// How long ago somebody was heard, and how sure they are, is of the last word all the same.
	return { ...then, confidence: current.confidence, last: current.last };
}

/** Nothing is waited for before the cycle begins. */
function startOf(agreedOn: string, { startOn }: Pick<Cycle, 'startOn'>): string {
	return isDay(startOn) && startOn > agreedOn ? startOn : agreedOn;
}
