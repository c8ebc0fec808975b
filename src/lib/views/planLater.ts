import { asksQuestion } from '#lib/okr/keyResult.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';
import { type Later, later } from '#lib/ui/later.ts';

/*
 * What belongs to the plan and is not needed to show it and to type into it. It comes as one piece, except for what
 * some plans show from the first: that comes by itself, and the plan waits for it.
 */

const parts = () => import('./planParts.ts');

/** What says that there is advice, once the coach has spoken. */
export const AdviceMark = later(() => parts().then((all) => all.AdviceMark));
export const AgreeDialog = later(() => parts().then((all) => all.AgreeDialog));
export const AsideDialog = later(() => parts().then((all) => all.AsideDialog));
/** Below the plan: ideas, what was dropped and deleted, what is different from what was agreed. */
export const PlanFoot = later(() => parts().then((all) => all.PlanFoot));
/** Lines are dragged by their grips, and gone through by arrows. */
export const LineGrip = later(() => parts().then((all) => all.LineGrip));
export const PlanOrder = later(() => parts().then((all) => all.PlanOrder));
export const PrintedPlan = later(() => parts().then((all) => all.PrintedPlan));
export const Toast = later(() => parts().then((all) => all.Toast));
export const planFiles = later(() => parts().then((all) => all.planFiles));

export const AgreementCard = later(() =>
	import('./agree/AgreementCard.svelte').then((module) => module.default)
);
export const ChangeMark = later(() =>
	import('./agree/ChangeMark.svelte').then((module) => module.default)
);
export const PlanStanding = later(() =>
	import('./agree/PlanStanding.svelte').then((module) => module.default)
);
/** What an objective was made of, where it was made in a workshop. */
export const OriginCards = later(() =>
	import('./workshop/OriginCards.svelte').then((module) => module.default)
);
export const ReadersPlan = later(() =>
	import('./agree/ReadersPlan.svelte').then((module) => module.default)
);
export const ConflictCard = later(() =>
	import('./ConflictCard.svelte').then((module) => module.default)
);
/** Where a key result stands, as a picture and in words. */
export const KeyResultPath = later(() =>
	import('./KeyResultPath.svelte').then((module) => module.default)
);
/** What is asked for where a key result is there to learn. */
export const LearningFields = later(() =>
	import('./LearningFields.svelte').then((module) => module.default)
);
export const InitiativeRow = later(() =>
	import('./initiatives/InitiativeRow.svelte').then((module) => module.default)
);

/**
 * Fetches what would push a plan's lines apart if it came after them; undefined where nothing has to be waited for.
 */
export function fetchShown(
	{ plan, conflicts, initiatives, checkIns, agreed }: CycleState['snapshot'],
	isReader: boolean
): Promise<unknown> | undefined {
	const shown: Later<unknown>[] = [
		...(conflicts.length > 0 ? [ConflictCard, AgreementCard] : []),
		...(checkIns.size > 0 || agreed ? [KeyResultPath] : []),
		...(initiatives.size > 0 ? [InitiativeRow] : []),
		...(plan.objectives.some(({ cards }) => cards) ? [OriginCards] : []),
		...(plan.objectives.some(({ keyResults }) => keyResults.some(asksQuestion))
			? [LearningFields]
			: []),
		...(agreed ? [PlanStanding, ChangeMark] : []),
		...(isReader && agreed ? [ReadersPlan] : [])
	];
	const missing = shown.filter(({ here }) => here === null);
	return missing.length > 0 ? Promise.all(missing.map((part) => part())) : undefined;
}
