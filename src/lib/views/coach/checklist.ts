import type { AdviceCode } from '#lib/okr/coach/advice.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';
import type { LineAdvice, LineReview, PlanAdvice } from '#lib/state/planCoach.svelte.ts';

/** One line of the plan as the checklist has it. */
export interface CheckedLine {
	id: ItemId;
	/** Where it stands: `2` is an objective, `2.1` its first key result. */
	place: string;
	/** As it reads; may be empty. */
	text: string;
	/** What is open on it: on its words first, then on its place in the plan. */
	open: (LineAdvice | PlanAdvice)[];
	dismissed: (LineAdvice | PlanAdvice)[];
}

/** A piece of advice that many lines share is given once, with their places. */
export interface SharedAdvice {
	/** For each of the lines. */
	advice: [PlanAdvice, ...PlanAdvice[]];
	lines: CheckedLine[];
}

/** Said of fewer lines than this, advice stands with each of them. */
const leastShared = 3;

/** What is said of many lines alike, taken out of them: in the order in which it was given. */
export function shareAdvice(
	lines: readonly CheckedLine[],
	ofPlan: readonly PlanAdvice[]
): { shared: SharedAdvice[]; lines: CheckedLine[] } {
	const given = [...new Set(ofPlan.map(({ code }) => code))];
	const shared = given.flatMap((code): SharedAdvice[] => {
		const sharing = lines.filter(({ open }) => open.some((advice) => advice.code === code));
		const [first, ...rest] = ofPlan.filter((advice) => advice.code === code);
		if (!first || sharing.length < leastShared) return [];
		return [{ advice: [first, ...rest], lines: sharing }];
	});
	const codes = new Set<AdviceCode>(shared.map(({ advice }) => advice[0].code));
	return {
		shared,
		lines: lines.map((line) => ({
			...line,
			open: line.open.filter(({ code }) => !codes.has(code))
		}))
	};
}

/** All lines in the order of the plan, each with what is open on it and what was dismissed. */
export function linesToCheck(
	objectives: readonly PlanObjective[],
	review: (line: PlanObjective | KeyResult) => LineReview,
	ofPlan: readonly PlanAdvice[]
): CheckedLine[] {
	return objectives.flatMap((objective, at) => [
		toLine(objective, String(at + 1)),
		...objective.keyResults.map((keyResult, of) => toLine(keyResult, `${at + 1}.${of + 1}`))
	]);

	function toLine(line: PlanObjective | KeyResult, place: string): CheckedLine {
		const { open, dismissed } = review(line);
		const beside = ofPlan.filter(
			({ objectiveId, keyResultId }) => (keyResultId ?? objectiveId) === line.id
		);
		const text = 'title' in line ? line.title : line.metric;
		return {
			...{ id: line.id, place, text },
			open: [...open, ...beside.filter(isOpen)],
			dismissed: [...dismissed, ...beside.filter((advice) => !isOpen(advice))]
		};
	}
}

/** Whether nobody has said no to it. */
export function isOpen({ dismissals }: PlanAdvice): boolean {
	return dismissals.length === 0;
}
