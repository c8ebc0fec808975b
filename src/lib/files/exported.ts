import type { AsideItem } from '#lib/okr/aside.ts';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { StepMarks } from '#lib/okr/nextStep.ts';
import type { Objective } from '#lib/okr/objective.ts';
import type { WorkshopEntry } from '#lib/workshop/workshop.ts';
import type { PackDraft } from '#lib/okr/pack.ts';

export type ExportedKeyResult = Omit<KeyResult, 'objectiveId' | 'order'>;

export type ExportedObjective = Omit<Objective, 'order'> & { keyResults: ExportedKeyResult[] };

/** What is in a cycle beside the plan that stands. */
export interface ExportedBeside {
	asides: readonly AsideItem[];
	initiatives: ReadonlyMap<KeyResultId, readonly Initiative[]>;
	checkIns: ReadonlyMap<KeyResultId, readonly CheckIn[]>;
	stepMarks: StepMarks;
	/** The latest first. */
	versions: readonly ExportedVersion[];
}

export interface ExportedVersion {
	n: number;
	hash: string;
	state: string;
	/** The stored bytes. */
	text: string;
	agreements: readonly { by: string; at: number; reason: string; isSigned: boolean }[];
}

/** What every way out of Cairn is given of one cycle. */
export interface Exported {
	/** The team's name. */
	team: string;
	cycle: Omit<Cycle, 'id'>;
	/** In the order it is shown. */
	plan: { objectives: ExportedObjective[] };
	/** What else is in the cycle; nothing for whoever only reads. */
	beside?: ExportedBeside;
	/** The meetings of the cycle, as far as they were asked for: what came of those that have ended. */
	workshops?: readonly Pick<WorkshopEntry, 'kind' | 'outcome'>[];
	/** Its context pack, in order; nothing for whoever only reads. */
	pack?: readonly PackDraft[];
	/** The name of a person by their id; undefined for somebody unknown. */
	nameOf: (id: string) => string | undefined;
	/** BCP 47: how numbers are written for people. */
	locale: string;
	/** Epoch ms. */
	now: number;
}
