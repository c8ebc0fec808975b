import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';

/** The targets of a key result, each from the moment (epoch ms) it was agreed; none for one without. */
export function targetsOf(
	{ measure, targetChanges }: KeyResultStanding,
	from: number,
	at: (on: string) => number
): { at: number; value: number }[] {
	if (measure.kind === 'milestone') return [{ at: from, value: 1 }];
	const first = targetChanges[0] ? targetChanges[0].from : measure.target;
	return [
		...(first === null ? [] : [{ at: from, value: first }]),
		...targetChanges.flatMap(({ on, to }) => (to === null ? [] : [{ at: at(on), value: to }]))
	];
}
