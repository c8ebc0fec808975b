import type { StageId } from '#lib/okr/ids.ts';
import type { Stage } from './agenda.ts';
import type { Card } from './card.ts';
import type { Outcome } from './outcome.ts';
import type { Workshop } from './workshop.ts';

/*
 * What a team stops is said openly: what is finished in such a stage is a card at once, signed, with nothing to be
 * revealed. It is no idea for another cycle, which one would bring into the plan one day, and nothing that was
 * dropped from what was agreed: so it has a list of its own, in what the workshop leaves behind.
 */

/** Tells what people said they stop from the cards of the wall. */
export function stopsIn(stages: readonly Stage[]): (card: Card) => boolean {
	const ids = stopStages(stages);
	return ({ stageId }) => ids.has(stageId);
}

/** The stages whose finished words everybody is to see: those that were revealed, and those that were never silent. */
export function openStages({
	agenda,
	removed,
	reveals
}: Pick<Workshop, 'agenda' | 'removed' | 'reveals'>): Set<StageId> {
	return new Set([...reveals.keys(), ...stopStages([...agenda, ...removed])]);
}

/** What the team stops, each with whether it came later than the others. Of two that say the same the last one did. */
export function stopsOf({
	stops,
	lateStops
}: Pick<Outcome, 'stops' | 'lateStops'>): { text: string; isLate: boolean }[] {
	const late = [...lateStops];
	return stops
		.toReversed()
		.map((text) => {
			const at = late.indexOf(text);
			if (at >= 0) late.splice(at, 1);
			return { text, isLate: at >= 0 };
		})
		.reverse();
}

function stopStages(stages: readonly Stage[]): Set<StageId> {
	return new Set(stages.flatMap(({ id, kind }) => (kind === 'stop' ? [id] : [])));
}
