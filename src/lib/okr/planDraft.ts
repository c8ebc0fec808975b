import type { Aside } from './aside.ts';
import type { CheckInDraft } from './checkIn.ts';
import type { PersonId } from './ids.ts';
import type { Initiative } from './initiative.ts';
import type { KeyResult } from './keyResult.ts';
import type { StepMark } from './nextStep.ts';
import type { Objective } from './objective.ts';

/** A key result that is not in any plan yet, such as one read from a file, with what belonged to it there. */
export interface KeyResultDraft extends Omit<KeyResult, 'id' | 'objectiveId' | 'order'> {
	aside?: Aside;
	initiatives?: Omit<Initiative, 'id' | 'keyResultId' | 'order'>[];
	/** Its log, the first written first. */
	checkIns?: CheckInCopy[];
}

/** An entry of a log as it comes from elsewhere, where it had another id. */
export interface CheckInCopy extends Omit<CheckInDraft, 'corrects' | 'takesBack'> {
	/** Epoch ms. */
	writtenAt: number;
	by: PersonId | null;
	/** The place in the list of the entry that it corrects. */
	corrects: number | null;
	/** It takes that entry back instead of replacing it. */
	takesBack?: boolean;
	/** What was last said of its next step. */
	stepMark?: Omit<StepMark, 'by'> & { by: PersonId | null };
}

/** An objective that is not in any plan yet, with what shall measure it, in order. */
export interface ObjectiveDraft extends Omit<Objective, 'id' | 'order'> {
	aside?: Aside;
	keyResults: KeyResultDraft[];
}

/** A key result about which nothing is known but these fields. */
export function createKeyResultDraft(known: Partial<KeyResultDraft>): KeyResultDraft {
	return {
		kind: 'number',
		metric: '',
		unit: '',
		baseline: null,
		target: null,
		guard: 'above',
		dueOn: null,
		ownerId: null,
		ambition: 'committed',
		measuredEveryDays: null,
		...known
	};
}
