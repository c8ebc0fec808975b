import type { InitiativeId, KeyResultId, PersonId } from './ids.ts';

/** Work done to move a key result. What a team produces belongs here, what it changes does not. */
export interface Initiative {
	id: InitiativeId;
	keyResultId: KeyResultId;
	/** A short name; may be empty while it is being written. */
	title: string;
	ownerId: PersonId | null;
	done: boolean;
	/** A fractional index among the initiatives of its key result. */
	order: string;
}
