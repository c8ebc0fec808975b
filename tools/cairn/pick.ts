// Which cycle, key result and person is meant: by id, or by the words that people use.

import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import { type Cycle, currentCycleOf } from '#lib/okr/cycle.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import { NotHere, Refusal } from './refusal.ts';

/** The cycle by this id or name; without one the current cycle. */
export function pickCycle(team: OpenTeam, wanted: string | undefined, now: number): Cycle {
	const { cycles } = team.snapshot();
	if (wanted === undefined) {
		const current = currentCycleOf(cycles, now);
		if (!current) throw new NotHere('cycle', 'The team has no cycle yet.');
		return current;
	}
	const found = cycles.filter(({ id, name }) => id === wanted || fold(name) === fold(wanted));
	const [first, second] = found;
	if (!first)
		throw new NotHere(
			'cycle',
			`The team has no cycle "${wanted}". It has: ${cycles.map(({ name }) => name).join(', ') || 'none'}.`
		);
	if (second)
		throw new Refusal(
			'cycle',
			`Several cycles go by "${wanted}". Give an id: ${found.map(({ id }) => id).join(', ')}.`
		);
	return first;
}

/**
 * The key result by this id, by all of its words, or by a part of them that no other has. What is aside is found too,
 * after the plan. Throws a refusal for none, for several, and for one that was deleted.
 */
export function pickKeyResult(snapshot: CycleSnapshot, wanted: string): KeyResult {
	const inPlan = snapshot.plan.objectives.flatMap(({ keyResults }) => keyResults);
	const aside = snapshot.asides.flatMap((item) =>
		item.kind === 'keyResult' ? [item.keyResult] : item.objective.keyResults
	);
	const words = fold(wanted);
	for (const some of [inPlan, aside]) {
		for (const isMeant of [
			({ id }: KeyResult) => id === wanted,
			({ metric }: KeyResult) => fold(metric) === words,
			({ metric }: KeyResult) => words !== '' && fold(metric).includes(words)
		]) {
			const found = some.filter(isMeant);
			const [first, second] = found;
			if (second) throw severalRefusal(wanted, found);
			if (first) return first;
		}
	}
	if (isGone(snapshot, wanted))
		throw new NotHere(
			'keyResult',
			`"${wanted}" was deleted from the plan. Restore it there, or name another one.`
		);
	const known = inPlan.map(({ id, metric }) => `  ${id}  ${metric}`);
	throw new NotHere(
		'keyResult',
		`No key result goes by "${wanted}". The plan has:\n${known.join('\n') || '  none'}`
	);
}

/** Whether something by this id or these words was in the plan and is deleted. */
function isGone({ goneLogs, deleted }: CycleSnapshot, wanted: string): boolean {
	const gone: { id: string; words: string }[] = [
		...goneLogs.map(({ keyResultId, metric }) => ({ id: keyResultId, words: metric })),
		...deleted.map(({ id, title }) => ({ id, words: title }))
	];
	return gone.some(({ id, words }) => id === wanted || fold(words) === fold(wanted));
}

/** Whether a key result stands, in the plan or aside. */
export function isThere({ plan, asides }: CycleSnapshot, id: KeyResultId): boolean {
	return [
		...plan.objectives.flatMap(({ keyResults }) => keyResults),
		...asides.flatMap((item) =>
			item.kind === 'keyResult' ? [item.keyResult] : item.objective.keyResults
		)
	].some((one) => one.id === id);
}

function severalRefusal(wanted: string, found: readonly KeyResult[]): Refusal {
	const lines = found.map(({ id, metric }) => `  ${id}  ${metric}`);
	return new Refusal(
		'keyResult',
		`Several key results go by "${wanted}". Give more of the words, or an id:\n${lines.join('\n')}`
	);
}

/** As people mean it, whatever the case, the spaces and the keyboard. */
export function fold(words: string): string {
	return words.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}
