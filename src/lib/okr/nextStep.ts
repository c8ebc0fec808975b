import type { CheckIn } from './checkIn.ts';
import { correctedLine } from './correctedLine.ts';
import type { CheckInId } from './ids.ts';

/** What became of a next step. It is open until somebody says otherwise, and again once they take that back. */
export const stepStates = ['open', 'done', 'dropped'] as const;
export type StepState = (typeof stepStates)[number];

/** What was last said of a next step, which is named by the check-in it stands in. */
export interface StepMark {
	state: StepState;
	/** A person's id, or '' where it is not known. */
	by: string;
	/**
	 * Epoch ms on the clock of who said it: for people to read. What counts never depends on it; only which of two who
	 * said the same apart is named, and in which order what is over is shown.
	 */
	at: number;
}

export type StepMarks = ReadonlyMap<CheckInId, StepMark>;

/**
 * What was last said of the next step of an entry of a log. A correction that says the same step is about what
 * was corrected too. Undefined where nobody has said anything.
 */
export function markOfStep<M extends StepMark>(
	entry: CheckIn,
	log: readonly CheckIn[],
	marks: ReadonlyMap<CheckInId, M>
): M | undefined {
	for (const { id, nextStep } of correctedLine(entry, log)) {
		if (nextStep?.what !== entry.nextStep?.what) return undefined;
		const mark = marks.get(id);
		if (mark) return mark;
	}
	return undefined;
}

/** A check-in that says a next step, and what became of that; null while nobody has said anything. */
export interface Step {
	checkIn: CheckIn;
	mark: StepMark | null;
}

/** Every next step in what stands of a log, in its order. */
export function stepsOf(
	standing: readonly CheckIn[],
	log: readonly CheckIn[],
	marks: StepMarks
): Step[] {
	return standing
		.filter(({ nextStep }) => nextStep !== null)
		.map((checkIn) => ({ checkIn, mark: markOfStep(checkIn, log, marks) ?? null }));
}

/** Whether somebody still has it to do. */
export function isOpen({ mark }: Step): boolean {
	return mark === null || mark.state === 'open';
}
