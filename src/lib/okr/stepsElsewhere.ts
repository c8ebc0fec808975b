import type { AsideItem } from './aside.ts';
import type { CheckIn } from './checkIn.ts';
import { standingOn } from './checkInLog.ts';
import type { KeyResultId } from './ids.ts';
import type { KeyResult } from './keyResult.ts';
import { type Step, type StepMarks, stepsOf } from './nextStep.ts';
import { isLive } from './objective.ts';
import type { Plan } from './plan.ts';

/** Where a next step was said: of a key result one checks in on, of one that rests, or of one that was deleted. */
export interface StepSource {
	keyResultId: KeyResultId;
	/** As it reads, or read last; '' where nobody can say. */
	metric: string;
	where: 'live' | 'resting' | 'gone';
}

/** The next steps of a log that is in no `CycleStanding`. */
export interface StepsElsewhere extends StepSource {
	steps: Step[];
}

/** What a cycle holds of key results, as a snapshot of its document gives it. */
export interface LogSource {
	plan: Plan;
	asides: readonly AsideItem[];
	checkIns: ReadonlyMap<KeyResultId, readonly CheckIn[]>;
	goneLogs: readonly { keyResultId: KeyResultId; metric: string; checkIns: readonly CheckIn[] }[];
}

/**
 * The next steps, up to a day, of key results that nobody checks in on: their objective is closed, they were dropped or
 * deleted. What somebody said they would do is not done by that.
 */
export function stepsElsewhere(
	{ plan, asides, checkIns, goneLogs }: LogSource,
	marks: StepMarks,
	day: string
): StepsElsewhere[] {
	const of = (source: StepSource, log: readonly CheckIn[]): StepsElsewhere => ({
		...source,
		steps: stepsOf(standingOn(log, day), log, marks)
	});
	const resting: KeyResult[] = [
		...plan.objectives.filter((one) => !isLive(one)).flatMap(({ keyResults }) => keyResults),
		...asides.flatMap((item) =>
			item.kind === 'objective' ? item.objective.keyResults : [item.keyResult]
		)
	];
	return [
		...resting.map(({ id, metric }) =>
			of({ keyResultId: id, metric, where: 'resting' }, checkIns.get(id) ?? [])
		),
		...goneLogs.map(({ keyResultId, metric, checkIns: log }) =>
			of({ keyResultId, metric, where: 'gone' }, log)
		)
	];
}
