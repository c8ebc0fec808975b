import type * as Y from 'yjs';
import { addDismissals, withdrawDismissals } from '#lib/doc/dismissals.ts';
import type { KeyResultPatch } from '#lib/doc/cycle.ts';
import { fillKeyResult, type Filling } from '#lib/doc/fill.ts';
import { addMeasure, replaceOutput, splitObjective, type Split } from '#lib/doc/takeAdvice.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { AdviceKey } from '#lib/okr/dismissal.ts';
import {
	createId,
	type DismissalId,
	type InitiativeId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId
} from '#lib/okr/ids.ts';
import type { Device } from './device.ts';

/** What people answer to the coach: they take its advice over, each as one step, or say no to it. */
export interface AdviceVerbs {
	/** A key result's metric and fields from one typed line. */
	fillKeyResult(id: KeyResultId, filling: Filling): boolean;
	/** Two aims become two objectives; the second one's id, or null. */
	splitObjective(id: ObjectiveId, split: Split): ObjectiveId | null;
	/** An amount in an objective becomes its last key result; that one's id, or null. */
	addMeasure(
		objective: ObjectiveId,
		measure: KeyResultPatch & { metric: string }
	): KeyResultId | null;
	/** An output becomes an initiative of a new, empty key result in its place; that one's id, or null. */
	replaceOutput(output: KeyResultId): KeyResultId | null;
	/** Says no to advice, for the whole team to see: the same thing said of several lines at once. */
	dismissAdvice(advice: readonly AdviceKey[], reason: string): boolean;
	/** Takes every no to a piece of advice back. */
	adviseAgain(advice: AdviceKey): boolean;
}

export function createAdviceVerbs(
	doc: Y.Doc,
	device: Device,
	withWriter: (act: (w: Writer) => boolean) => boolean
): AdviceVerbs {
	const newId = <Id extends ItemId | DismissalId>(): Id => createId<Id>(device.random(10));
	const making = <Id extends ItemId>(act: (w: Writer, id: Id) => boolean): Id | null => {
		const id = newId<Id>();
		return withWriter((w) => act(w, id)) ? id : null;
	};
	return {
		fillKeyResult: (id, filling) => withWriter((w) => fillKeyResult(doc, w, id, filling)),
		splitObjective: (id, split) =>
			making((w, secondId: ObjectiveId) => splitObjective(doc, w, id, { ...split, secondId })),
		addMeasure: (objective, measure) =>
			making((w, id: KeyResultId) => addMeasure(doc, w, objective, { ...measure, id })),
		replaceOutput: (output) =>
			making((w, id: KeyResultId) =>
				replaceOutput(doc, w, output, { id, initiativeId: newId<InitiativeId>() })
			),
		dismissAdvice: (advice, reason) =>
			withWriter((w) =>
				addDismissals(
					doc,
					w,
					advice.map((key) => ({ ...key, id: newId<DismissalId>(), reason }))
				)
			),
		adviseAgain: (advice) => withWriter((w) => withdrawDismissals(doc, w, advice))
	};
}
