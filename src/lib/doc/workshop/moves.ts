import type * as Y from 'yjs';
import { isId, type StageId, type StepId } from '#lib/okr/ids.ts';
import { furthest, type Move } from '#lib/workshop/steps.ts';
import { isTooNew } from '../gate.ts';
import { listAt } from '../register.ts';
import { USER, write } from '../writer.ts';

const root = 'moves';
/** So many apart at once are nobody's; nor is a move that names more. */
const mostHeads = 64;
const longestBy = 64;

/** Every move that was made. What is none is not there. */
export function readMoves(doc: Y.Doc): Move[] {
	return (listAt(doc, root)?.toArray() ?? []).flatMap((value) => readMove(value) ?? []);
}

/** Adds a move. False where nothing may be written. */
export function addMove(doc: Y.Doc, { from, to, place, by, at }: Move): boolean {
	if (isTooNew(doc)) return false;
	write(doc, USER, () => {
		doc.getArray(root).push([[[...from], to, place, by, at]]);
	});
	return true;
}

const read = new WeakMap<object, Move | null>();

/** The same move is the same object, as what a step is called is kept beside it. */
function readMove(value: unknown): Move | null {
	if (!Array.isArray(value)) return null;
	let move = read.get(value);
	if (move === undefined) read.set(value, (move = toMove(value as unknown[])));
	return move;
}

function toMove(value: unknown[]): Move | null {
	const [from, to, place, by, at] = value;
	if (!Array.isArray(from) || from.length > mostHeads || !from.every((id) => isId<StepId>(id)))
		return null;
	if (!isId<StageId>(to) || !Number.isInteger(place) || Math.abs(place as number) > furthest)
		return null;
	return {
		from: from,
		to,
		place: place as number,
		by: typeof by === 'string' && by.length <= longestBy ? by : '',
		at: typeof at === 'number' && Number.isFinite(at) ? at : 0
	};
}
