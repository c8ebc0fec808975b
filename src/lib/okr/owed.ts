import { graceDays } from './cadence.ts';
import type { CheckIn } from './checkIn.ts';
import type { CycleStanding, KeyResultStanding } from './cycleStanding.ts';
import { addDays } from './day.ts';
import { isOpen, type Step } from './nextStep.ts';
import type { StepsElsewhere, StepSource } from './stepsElsewhere.ts';

/** A key result one may check in on. */
export interface Owed {
	standing: KeyResultStanding;
	isMine: boolean;
	/** Its cadence has passed since the last word, or nothing was said yet. */
	isDue: boolean;
	/** Due, and three days longer than that. */
	isStale: boolean;
}

/** A next step, with the key result it was said of. */
export interface OwedStep extends Step {
	from: StepSource;
}

/** What somebody owes their team, and is waiting on. */
export interface Owing {
	/** Mine first; of either those that are due before the others, the stale ones first; else in the order of the plan. */
	keyResults: Owed[];
	/** The cycle is over: a last value is welcome, and nothing is due any more. */
	isOver: boolean;
	/** How many of mine are due. */
	dueCount: number;
	/** The last word on a key result of mine, where something stands in its way. */
	blockers: { standing: KeyResultStanding; checkIn: CheckIn }[];
	/** What I said or was given to do next and nobody has done or dropped; the one due first stands first. */
	nextSteps: OwedStep[];
	/** What of it was done or dropped, the latest first. */
	closedSteps: OwedStep[];
}

/**
 * What `me`, as the team shows them, owes on a day of the cycle, or on its last one once it is over. `personOf` as in `StandingSource`; `elsewhere` has the next steps of the key
 * results that are not in the standing.
 */
export function owedBy(
	me: string,
	{
		day,
		keyResults,
		isOver = false
	}: Pick<CycleStanding, 'day' | 'keyResults'> & { isOver?: boolean },
	personOf: (entry: string) => string,
	elsewhere: readonly StepsElsewhere[] = []
): Owing {
	const isMine = (one: KeyResultStanding): boolean => {
		const { ownerId } = one.keyResult;
		return ownerId !== null && personOf(ownerId) === me;
	};
	const owed = keyResults
		.map((standing): Owed => ({
			standing,
			isMine: isMine(standing),
			isDue: !isOver && isDue(standing, day),
			isStale: standing.staleFrom !== null && day >= standing.staleFrom
		}))
		.sort((a, b) => rank(a) - rank(b));
	const isMyStep = ({ nextStep, by }: CheckIn): boolean =>
		nextStep !== null && personOf(nextStep.ownerId ?? by) === me;
	const live = keyResults.map(({ keyResult: { id, metric }, steps }): StepsElsewhere => ({
		...{ keyResultId: id, metric, where: 'live', steps }
	}));
	const steps = [...live, ...elsewhere].flatMap(({ steps: said, ...from }) =>
		said.filter(({ checkIn }) => isMyStep(checkIn)).map((step): OwedStep => ({ ...step, from }))
	);
	return {
		keyResults: owed,
		isOver,
		dueCount: owed.filter((one) => one.isMine && one.isDue).length,
		blockers: keyResults.flatMap((standing) =>
			standing.blocker && isMine(standing) ? [{ standing, checkIn: standing.blocker }] : []
		),
		nextSteps: steps.filter(isOpen).sort((a, b) => (dueOf(a.checkIn) < dueOf(b.checkIn) ? -1 : 1)),
		closedSteps: steps
			.filter((step) => !isOpen(step))
			.sort((a, b) => (b.mark?.at ?? 0) - (a.mark?.at ?? 0))
	};
}

/** A first word is due at once: whoever was just told of the plan can say how sure they are. */
function isDue({ staleFrom, current }: KeyResultStanding, day: string): boolean {
	if (staleFrom === null) return false;
	return current.last === null || day >= addDays(staleFrom, -(graceDays + 1));
}

function rank({ isMine, isDue, isStale }: Owed): number {
	return (isMine ? 0 : 3) + (isStale ? 0 : isDue ? 1 : 2);
}

function dueOf({ nextStep }: CheckIn): string {
	return nextStep?.dueOn ?? '9999';
}
