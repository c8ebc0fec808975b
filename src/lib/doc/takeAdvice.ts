import type * as Y from 'yjs';
import type { InitiativeId, KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { addKeyResult, addObjective, setKeyResult, type KeyResultPatch } from './cycle.ts';
import { makeInitiative } from './initiatives.ts';
import { readText } from './textRoot.ts';
import { writeText } from './text.ts';
import { readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/*
 * What a line becomes when somebody takes the coach's advice on it. Each is one undo step, and none of
 * them writes over what a colleague has typed since the advice was given.
 */

/** A line as it read when it was advised, and its two aims. */
export interface Split {
	typed: string;
	first: string;
	second: string;
}

/**
 * Gives an objective's second aim to an objective of its own, right behind it. False if it is gone, no
 * longer reads `typed`, or the id is taken.
 */
export function splitObjective(
	doc: Y.Doc,
	w: Writer,
	id: ObjectiveId,
	{ typed, first, second, secondId }: Split & { secondId: ObjectiveId }
): boolean {
	if (readText(doc, id, 'title') !== typed || readTree(doc).has(secondId)) return false;
	return write(
		doc,
		USER,
		() =>
			writeText(doc, w, id, 'title', first) &&
			addObjective(doc, w, { id: secondId, after: id }) &&
			writeText(doc, w, secondId, 'title', second)
	);
}

/**
 * Adds a key result that says an amount, at the end of an objective whose own words said it. False if
 * the objective is gone or the id taken. Throws a RangeError for a value its field cannot hold.
 */
export function addMeasure(
	doc: Y.Doc,
	w: Writer,
	objectiveId: ObjectiveId,
	{ id, metric, ...patch }: KeyResultPatch & { id: KeyResultId; metric: string }
): boolean {
	return write(
		doc,
		USER,
		() =>
			addKeyResult(doc, w, { id, objectiveId }) &&
			writeText(doc, w, id, 'metric', metric) &&
			setKeyResult(doc, w, id, patch)
	);
}

/**
 * Puts an empty key result where an output stood, and keeps the output as its first initiative. False
 * if the output is gone or at odds about its deletion, or an id is taken.
 */
export function replaceOutput(
	doc: Y.Doc,
	w: Writer,
	output: KeyResultId,
	{ id, initiativeId }: { id: KeyResultId; initiativeId: InitiativeId }
): boolean {
	const tree = readTree(doc);
	const node = tree.get(output);
	const objectiveId = node?.parent?.id as ObjectiveId | undefined;
	if (!node || node.deletion || !objectiveId || tree.has(initiativeId)) return false;
	return write(
		doc,
		USER,
		() =>
			addKeyResult(doc, w, { id, objectiveId, after: output }) &&
			makeInitiative(doc, w, output, { id: initiativeId, keyResultId: id })
	);
}
