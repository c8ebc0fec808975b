import type { RoundId, StageId, WorkshopId } from '#lib/okr/ids.ts';
import type { Stage, WorkshopKind } from './agenda.ts';
import type { Marks } from './attendance.ts';
import type { Closing, Opening, Seal } from './ballot.ts';
import type { Card, Cluster } from './card.ts';
import type { Group } from './groups.ts';
import type { Lease } from './lease.ts';
import type { Outcome } from './outcome.ts';
import type { Standing } from './steps.ts';
import type { Timer } from './timer.ts';
import type { Cut } from './vote.ts';

/** `prepared` until it is started; `paused` between two sittings. */
export const workshopPhases = ['prepared', 'running', 'paused', 'ended'] as const;
export type WorkshopPhase = (typeof workshopPhases)[number];

/** What a cycle knows of a workshop: enough to find it, and what came of it. Readers of the cycle see it too. */
export interface WorkshopEntry {
	id: WorkshopId;
	kind: WorkshopKind;
	phase: WorkshopPhase;
	/** Epoch ms on the clock of whoever prepared it. */
	preparedAt: number;
	preparedBy: string;
	/** The day (ISO) a paused one goes on, as whoever leads has said; null where that is open. */
	goesOn: string | null;
	/** Null until it has ended. */
	outcome: Outcome | null;
}

/** A round of sealed ballots. */
export interface Round extends Closing {
	id: RoundId;
	stageId: StageId;
	/** What is voted: `dots`, `confidence`, or what a later app knows. */
	kind: string;
	/** The first of a stage is 0, one that was held after it 1. */
	turn: number;
	/** How many dots each person has. */
	dots: number;
	/** Where the line was drawn under what was voted on; null while nobody has. */
	cut: Cut | null;
	seals: readonly Seal[];
	openings: readonly Opening[];
}

/** Everything that is in a workshop's document. */
export interface Workshop {
	agenda: readonly Stage[];
	/** Taken out of the agenda; what was written in them is still there. */
	removed: readonly Stage[];
	standing: Standing;
	/** Of the step that stands; null where its stage ends by a tap alone. */
	timer: Timer | null;
	lease: Lease | null;
	marks: Marks;
	/** When the ideas of a stage were revealed (relay time, epoch ms; 0 where its device did not say), and by whom. */
	reveals: ReadonlyMap<StageId, { at: number; by: string }>;
	/** On the wall. */
	cards: readonly Card[];
	/** What people said they stop: cards too, and not on the wall. */
	stops: readonly Card[];
	clusters: readonly Cluster[];
	/** Who writes with whom, in order. */
	groups: readonly Group[];
	rounds: readonly Round[];
	/** Relay time, epoch ms; null while it goes on. */
	endedAt: number | null;
	/** Written by an app newer than this one can write for: every verb returns false. */
	tooNew: boolean;
}

/** The stage a workshop stands in, also one that was taken out of its agenda since; null before the start. */
export function currentStage({ agenda, removed, standing }: Workshop): Stage | null {
	const id = standing.step?.to ?? null;
	return [...agenda, ...removed].find((stage) => stage.id === id) ?? null;
}
