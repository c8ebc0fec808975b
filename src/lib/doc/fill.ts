import type * as Y from 'yjs';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { type KeyResultPatch, setKeyResult } from './cycle.ts';
import { writeText } from './text.ts';
import { readText } from './textRoot.ts';
import { USER, write, type Writer } from './writer.ts';

/** What one typed line says, taken apart. */
export interface Filling extends KeyResultPatch {
	/** The line, as the metric reads now. */
	typed: string;
	/** What of it is the metric. */
	metric: string;
}

/**
 * Writes a key result's metric together with its fields, as one step. Settles conflicts about these
 * fields. False if it is gone, or if its metric no longer reads `typed`: what a colleague has written
 * meanwhile is not written over. Throws a RangeError for a value its field cannot hold.
 */
export function fillKeyResult(
	doc: Y.Doc,
	w: Writer,
	id: KeyResultId,
	{ typed, metric, ...patch }: Filling
): boolean {
	if (readText(doc, id, 'metric') !== typed) return false;
	return write(
		doc,
		USER,
		() =>
			setKeyResult(doc, w, id, patch) &&
			(metric === typed || writeText(doc, w, id, 'metric', metric))
	);
}
