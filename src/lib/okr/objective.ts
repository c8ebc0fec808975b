import type { CardId, ClusterId, ObjectiveId, WorkshopId } from './ids.ts';

/** Every state an objective can be in, in the order of its life. */
export const lifecycles = ['draft', 'active', 'deprioritised', 'closed'] as const;

/** `deprioritised` is dropped with a reason, `closed` is graded. `committed` is an ambition, not one of these. */
export type Lifecycle = (typeof lifecycles)[number];

/** What the team wants to be different by the end of the cycle: qualitative, without a number. */
export interface Objective {
	id: ObjectiveId;
	/** Written by several people at once; may be empty while drafting. */
	title: string;
	/** "Who notices?" May be empty. */
	audience: string;
	lifecycle: Lifecycle;
	/** A fractional index: compared as plain strings; the id decides between equals. */
	order: string;
	/** What stood on the cards of the workshop that it came from; left out for all others. */
	cards?: readonly string[];
}

/** So many cards are kept with an objective, and so much of each. */
export const mostNotes = 50;
export const longestNote = 500;

/** The cluster of a workshop's wall that an objective was made of: its cards are why it is there. */
export interface Origin {
	workshop: WorkshopId;
	/** Or the card, of one that lay by itself. */
	cluster: ClusterId | CardId;
}

/** Whether the objective still asks for the team's attention in this cycle. */
export function isLive(objective: Pick<Objective, 'lifecycle'>): boolean {
	return objective.lifecycle === 'draft' || objective.lifecycle === 'active';
}
