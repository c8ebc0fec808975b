import type { StageId } from '#lib/okr/ids.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { wallOf } from './card.ts';
import { dotTally, rankDots, splitAt, voteOf } from './vote.ts';
import type { Workshop } from './workshop.ts';

/** What a workshop leaves behind in its cycle, for whoever reads the cycle. */
export interface Outcome {
	/** Relay time, epoch ms. */
	startedAt: number;
	endedAt: number;
	/** Took part, of so many in the team. */
	people: number;
	team: number;
	cards: number;
	/** The names of the clusters, in order. */
	clusters: string[];
	/** Null where nothing was voted on to the end. */
	vote: VoteOutcome | null;
	/** What the team stops. */
	stops: string[];
	/** Of these the ones that came later than the others: said after they had gone on, or on a device that was away. */
	lateStops: string[];
	/** The version of the plan that stood then; null where none did. */
	agreed: { n: number; hash: string } | null;
	/** The stages it went through, by when each was first come to (relay time, epoch ms). */
	stages: { kind: string; at: number }[];
}

export interface VoteOutcome {
	/** Counted for so many people. */
	people: number;
	/** The most dots first; `isOut`: it went below the line. */
	options: { name: string; dots: number; isOut: boolean }[];
}

export const longestOutcomeName = 200;

/** What came of a workshop that ends now. `personOf` as in coverage. */
export function outcomeOf(
	workshop: Workshop,
	given: Pick<Outcome, 'endedAt' | 'people' | 'team' | 'agreed'> & {
		personOf: (entry: string) => string;
	}
): Outcome {
	const { personOf, ...facts } = given;
	const { cards, clusters, stops } = workshop;
	const stages = stagesOf(workshop);
	return {
		startedAt: stages[0]?.at ?? facts.endedAt,
		...facts,
		cards: cards.length,
		clusters: clusters.map(({ name }) => name),
		vote: voteIn(workshop, personOf),
		stops: stops.map(({ text }) => short(text)),
		lateStops: stops.flatMap(({ text, isLate }) => (isLate ? [short(text)] : [])),
		stages
	};
}

/** The outcome with the stops that reached this device after it was written; null where it has all of them. */
export function withLateStops(outcome: Outcome, stops: Workshop['stops']): Outcome | null {
	const known = [...outcome.stops];
	// Of two cards that say the same each has its place, and of one card it has one.
	const late = stops
		.map(({ text }) => short(text))
		.filter((text) => {
			const at = known.indexOf(text);
			if (at >= 0) known.splice(at, 1);
			return at < 0;
		});
	if (late.length === 0) return null;
	const { stops: before, lateStops } = outcome;
	return { ...outcome, stops: [...before, ...late], lateStops: [...lateStops, ...late] };
}

function voteIn(workshop: Workshop, personOf: (entry: string) => string): VoteOutcome | null {
	const round = voteOf(workshop);
	if (!round || round.closed === null) return null;
	const tally = dotTally(round, personOf);
	const { ranked } = rankDots(wallOf(workshop.cards, workshop.clusters), tally);
	const out = new Set(round.cut?.why == null ? [] : splitAt(ranked, round.cut).below);
	return {
		people: tally.counted.length,
		options: ranked.map((option) => ({
			name: short(option.name || (option.cards[0]?.text ?? '')),
			dots: option.dots,
			isOut: out.has(option)
		}))
	};
}

function stagesOf({ standing, agenda, removed }: Workshop): Outcome['stages'] {
	const firstAt = new Map<StageId, number>();
	for (const { to, at } of standing.steps.values())
		firstAt.set(to, Math.min(at, firstAt.get(to) ?? at));
	const kinds = new Map([...agenda, ...removed].map(({ id, kind }) => [id, kind]));
	return [...firstAt]
		.map(([id, at]) => ({ kind: kinds.get(id) ?? '', at }))
		.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
}

function short(text: string): string {
	return wellFormed(text.trim().slice(0, longestOutcomeName));
}
