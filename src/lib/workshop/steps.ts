import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#lib/okr/canonical.ts';
import { createId, type StageId, type StepId } from '#lib/okr/ids.ts';
import type { Stage } from './agenda.ts';

/*
 * Where a workshop stands follows from a log of moves to which is only ever added. A move names the steps its
 * maker stood on and the stage they went to. Its step is named after just that: two people who press "next" on one
 * step take the same step. Whoever moves has seen all steps they name, and so puts them behind everybody. Of
 * steps that did not know of each other the one furthest on stands: nobody is taken back unless somebody who
 * had seen where they stood went back.
 */

/** One tap: as it is stored. */
export interface Move {
	/** Every step that nothing had followed yet, as far as its maker knew; empty for the first. */
	from: readonly StepId[];
	to: StageId;
	/** How far on that is: 1 more than where it came from for each stage, less when going back. */
	place: number;
	by: string;
	/** Relay time, epoch ms. Shown, and never an order. */
	at: number;
}

export interface Step extends Move {
	id: StepId;
}

/** Where a workshop stands. */
export interface Standing {
	/** Null until somebody has started it. */
	step: Step | null;
	/** All steps that nothing has followed: more than one after moves that did not know of each other. */
	heads: readonly Step[];
	/** Every step that was taken. */
	steps: ReadonlyMap<StepId, Step>;
}

/** Beyond this a place is no place; a stranger's move that says so counts as the first. */
export const furthest = 100_000;

/** Where the workshop stands after these moves, in whatever order and however often they come. */
export function standingAfter(moves: Iterable<Move>): Standing {
	const steps = stepsOf(moves);
	const followed = new Set([...steps.values()].flatMap(({ from }) => from));
	const heads = [...steps.values()].filter(({ id }) => !followed.has(id)).sort(byRank);
	return { step: heads[0] ?? null, heads, steps };
}

/** The stages somebody has been to: what was done in them is done, and they keep their place in the agenda. */
export function begunIn({ steps }: Pick<Standing, 'steps'>): ReadonlySet<StageId> {
	return new Set([...steps.values()].map(({ to }) => to));
}

/** Every step by its id. Of several moves that are one step the earliest tells who took it, and when. */
export function stepsOf(moves: Iterable<Move>): Map<StepId, Step> {
	const steps = new Map<StepId, Step>();
	for (const move of moves) {
		const id = stepIdOf(move);
		const known = steps.get(id);
		if (!known) steps.set(id, { ...move, id });
		else {
			const first = isEarlier(move, known) ? move : known;
			steps.set(id, { ...first, id, place: Math.max(move.place, known.place) });
		}
	}
	return steps;
}

/**
 * The move from where a workshop stands to a stage of its agenda; null if it stands there already. A stage that is
 * not in the agenda any more counts as one place before its end.
 */
export function moveTo(
	{ step, heads }: Pick<Standing, 'step' | 'heads'>,
	agenda: readonly Stage[],
	to: StageId
): Pick<Move, 'from' | 'to' | 'place'> | null {
	if (step?.to === to) return null;
	const at = agenda.findIndex(({ id }) => id === to);
	const was = step ? agenda.findIndex(({ id }) => id === step.to) : -1;
	const places = step && was < 0 ? 1 : at - was;
	const place = Math.min(furthest, Math.max(-furthest, (step?.place ?? -1) + places));
	return { from: heads.map(({ id }) => id).sort(), to, place };
}

const ids = new WeakMap<Move, StepId>();

/** What a step is called, wherever it is taken. Naming it takes a hash, so each move is named once. */
function stepIdOf(move: Move): StepId {
	let id = ids.get(move);
	if (id === undefined) {
		const spelled = canonicalJson([[...move.from].sort(), move.to]);
		ids.set(move, (id = createId<StepId>(sha256(utf8ToBytes(spelled)).subarray(0, 10))));
	}
	return id;
}

function isEarlier(a: Move, b: Move): boolean {
	return a.at - b.at < 0 || (a.at === b.at && a.by < b.by);
}

function byRank(a: Step, b: Step): number {
	return b.place - a.place || (a.id < b.id ? -1 : 1);
}
