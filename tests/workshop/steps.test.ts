import { expect, test } from 'vitest';
import { createId, type StageId, type StepId } from '#lib/okr/ids.ts';
import type { Stage } from '#lib/workshop/agenda.ts';
import {
	type Move,
	moveTo,
	type Standing,
	standingAfter,
	type Step,
	stepsOf
} from '#lib/workshop/steps.ts';
import { createRandom } from '../doc/replicas.ts';

const agenda: Stage[] = Array.from({ length: 8 }, (_, at) => ({
	id: createId<StageId>(new Uint8Array(10).fill(at + 1)),
	kind: 'context',
	minutes: 5
}));
const stage = (at: number): StageId => (agenda[at] as Stage).id;
const placeOf = ({ step }: Standing): number => agenda.findIndex(({ id }) => id === step?.to);

let clock = 0;
/** A tap by somebody who knows of these moves. */
function tap(moves: Move[], to: number, by = 'ana'): Move {
	const move = moveTo(standingAfter(moves), agenda, stage(to));
	if (!move) throw new Error('It stands there already.');
	return { ...move, by, at: ++clock };
}

test('[WORKSHOP-1] two who press "next" on one stage take one step, and so do those who go on from either', () => {
	const start = [tap([], 0)];
	const anas = tap(start, 1, 'ana');
	const bens = tap(start, 1, 'ben');
	const both = [...start, anas, bens];
	expect(placeOf(standingAfter(both))).toBe(1);
	expect(standingAfter(both).heads).toHaveLength(1);
	// Each goes on before having heard of the other's tap.
	const further = [...both, tap([...start, anas], 2, 'ana'), tap([...start, bens], 2, 'ben')];
	expect(placeOf(standingAfter(further))).toBe(2);
	expect(stepsOf(further).size).toBe(3);
	// Who tapped first is told, in whatever order the two arrive.
	const { step } = standingAfter([...start, bens, anas]);
	expect(step).toMatchObject({ by: 'ana', at: anas.at });
});

test('[WORKSHOP-2] a tap back takes everybody back who stood where it was made, and nobody who was further on', () => {
	const moves = [tap([], 0)];
	for (const to of [1, 2, 3]) moves.push(tap(moves, to));
	const back = tap(moves, 2, 'ben');
	expect(placeOf(standingAfter([...moves, back]))).toBe(2);
	// Cleo went on meanwhile, not knowing of it.
	const on = tap(moves, 4, 'cleo');
	expect(placeOf(standingAfter([...moves, back, on]))).toBe(4);
	// Who has seen both goes back from both.
	const all = [...moves, back, on];
	all.push(tap(all, 1, 'ben'));
	expect(placeOf(standingAfter(all))).toBe(1);
	expect(standingAfter(all).heads).toHaveLength(1);
});

test('[WORKSHOP-2] one who went back and forth for long does not outrank one who went on', () => {
	const start = [tap([], 0)];
	const restless = [...start];
	for (const to of [1, 2, 1, 2, 1, 0, 1]) restless.push(tap(restless, to, 'ben'));
	const steady = [...start];
	for (const to of [1, 2, 3]) steady.push(tap(steady, to, 'ana'));
	expect(placeOf(standingAfter([...restless, ...steady]))).toBe(3);
});

test('[WORKSHOP-2] a stage may be skipped, one that was left be come back to, and the agenda be changed on the way', () => {
	const moves = [tap([], 0)];
	moves.push(tap(moves, 3));
	expect(standingAfter(moves).step?.place).toBe(3);
	expect(moveTo(standingAfter(moves), agenda, stage(3))).toBeNull();
	// The stage one stands in is taken out of the agenda: one still stands in it, and the next is further on.
	const shorter = agenda.filter(({ id }) => id !== stage(3));
	const on = moveTo(standingAfter(moves), shorter, stage(4));
	expect(on?.place).toBe(4);
	moves.push({ ...(on as Move), by: 'ana', at: ++clock });
	expect(standingAfter(moves).step?.to).toBe(stage(4));
});

/** All steps that the maker of one had seen. */
function pathTo(id: StepId, steps: ReadonlyMap<StepId, Step>): Set<StepId> {
	const found = new Set([id]);
	for (const one of found) for (const from of steps.get(one)?.from ?? []) found.add(from);
	return found;
}

test('[WORKSHOP-3] whatever people tap apart, all stand in one place in the end, and nobody is taken back without a tap that knew of theirs', () => {
	let forks = 0;
	for (let seed = 1; seed <= 200; seed++) {
		const random = createRandom(seed);
		const peers: Move[][] = [[], [], []];
		const below = (count: number) => Math.floor(random() * count);
		for (let turn = 0; turn < 40; turn++) {
			const at = below(3);
			const mine = peers[at] as Move[];
			const before = standingAfter(mine);
			if (random() < 0.6) {
				const now = Math.max(0, placeOf(before));
				const to = Math.max(0, Math.min(7, now + (random() < 0.7 ? 1 : random() < 0.5 ? -1 : 2)));
				const move = moveTo(before, agenda, stage(to));
				if (!move) continue;
				mine.push({ ...move, by: `p${at}`, at: ++clock });
				expect(standingAfter(mine).step?.to).toBe(stage(to));
			} else {
				const other = peers[below(3)] as Move[];
				// Some of it, in any order, some of it twice.
				for (const move of [...other].sort(() => random() - 0.5))
					if (random() < 0.9) mine.push(move);
				const after = standingAfter(mine);
				if (after.heads.length > 1) forks++;
				if (!before.step || placeOf(after) >= placeOf(before)) continue;
				// It went back here: so somebody who had seen where this one stood tapped back.
				const steps = stepsOf(mine);
				const backs = [...steps.values()].filter((step) => {
					const from = step.from.flatMap((id) => steps.get(id) ?? []);
					return from.some(({ place }) => place > step.place);
				});
				const stood = before.step.id;
				expect(backs.some(({ id }) => pathTo(id, steps).has(stood))).toBe(true);
			}
		}
		const all = peers.flat();
		const ends = peers.map((mine) => standingAfter([...mine, ...all].sort(() => random() - 0.5)));
		for (const end of ends) expect(end).toEqual(ends[0]);
	}
	// A test in which nobody ever fell apart would prove nothing.
	expect(forks).toBeGreaterThan(100);
}, 60_000);
