import { type CheckInId, isId } from '#lib/okr/ids.ts';
import { type StepMark, stepStates } from '#lib/okr/nextStep.ts';
import type * as Y from 'yjs';
import { ensurePen, isPenName, type Pen, type PenName } from './pens.ts';

/*
 * What became of next steps, in a root to which is only ever added:
 *
 *   steps   [ pen, written, check-in, state, n ]
 *
 * `state` counts in `stepStates`. `n` is one more than the largest n its writer saw of that step, so what was said by
 * somebody who knew the rest counts; of two who did not know of each other, done counts before dropped before open.
 * So no n is greater than the number of rows, and a forger's that is counts for nothing and bars nobody's next one.
 */

export interface StepRow extends StepMark {
	n: number;
	/** The place of its state in `stepStates`. */
	place: number;
}

/** What counts first where two people said different things apart. */
const weight = [0, 2, 1];

/** The rows as they stand there, and who wrote them. */
export interface StoredSteps {
	rows: readonly unknown[];
	pens: ReadonlyMap<PenName, Pen>;
}

/** What was last said of each step. What is no such row is not there. Never throws. */
export function readStepMarks({ rows, pens }: StoredSteps): Map<CheckInId, StepRow> {
	const marks = new Map<CheckInId, StepRow>();
	const largestN = rows.length;
	for (const value of rows) {
		if (!Array.isArray(value)) continue;
		const [pen, second, id, place, n] = value as unknown[];
		const state = typeof place === 'number' ? stepStates[place] : undefined;
		if (!isPenName(pen) || !isId<CheckInId>(id) || !state) continue;
		if (!isWhole(second, 8.6e12) || !isWhole(n, largestN)) continue;
		const row = {
			state,
			by: pens.get(pen)?.by ?? '',
			at: second * 1000,
			n,
			place: place as number
		};
		const other = marks.get(id);
		if (!other || isAfter(row, other)) marks.set(id, row);
	}
	return marks;
}

/** Inside a transaction: appends what became of the step of a check-in. */
export function pushStepMark(
	doc: Y.Doc,
	pen: Pen,
	checkIn: CheckInId,
	{ state, at, n }: Pick<StepRow, 'state' | 'at' | 'n'>
): void {
	const row = [ensurePen(doc, pen), Math.floor(at / 1000), checkIn, stepStates.indexOf(state), n];
	doc.getArray('steps').push([row]);
}

function isAfter(a: StepRow, b: StepRow): boolean {
	const order = a.n - b.n || (weight[a.place] ?? 0) - (weight[b.place] ?? 0) || a.at - b.at || 0;
	return order > 0 || (order === 0 && a.by > b.by);
}

function isWhole(value: unknown, most: number): value is number {
	return Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;
}
