import type { ItemId } from './ids.ts';
import type { KeyResult } from './keyResult.ts';
import type { PlanObjective } from './plan.ts';

/** `deprioritised` was in the agreed plan and was dropped; `notThisCycle` is an idea that never was. */
export const asideKinds = ['deprioritised', 'notThisCycle'] as const;
export type AsideKind = (typeof asideKinds)[number];

/** Why something is not in the plan. What is aside keeps everything it has, and can be brought back. */
export interface Aside {
	as: AsideKind;
	why: string;
	/** Who decided, as people say it: a name, or "the board". May be empty for an idea. */
	decidedBy: string;
	/** What would bring it back. May be empty. */
	comeback: string;
}

/** Something that is aside, with who put it there and when (epoch ms on their own clock). */
export type AsideItem = { aside: Aside; by: string; at: number } & (
	| { kind: 'objective'; objective: PlanObjective }
	| {
			kind: 'keyResult';
			keyResult: KeyResult;
			/** Of the objective it stood under. */
			objectiveTitle: string;
	  }
);

/** Whether anything at all has the shape of an `Aside`. */
export function isAside(value: unknown): value is Aside {
	if (typeof value !== 'object' || value === null) return false;
	const { as, ...words } = value as Record<string, unknown>;
	return (
		asideKinds.includes(as as AsideKind) &&
		['why', 'decidedBy', 'comeback'].every((field) => typeof words[field] === 'string')
	);
}

export function idOfAside(item: AsideItem): ItemId {
	return item.kind === 'objective' ? item.objective.id : item.keyResult.id;
}

/** The objective's title or the key result's metric. */
export function labelOfAside(item: AsideItem): string {
	return item.kind === 'objective' ? item.objective.title : item.keyResult.metric;
}
