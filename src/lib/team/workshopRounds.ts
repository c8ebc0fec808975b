import type * as Y from 'yjs';
import { leaveOut, listedAsIdeas, takeInAgain } from '#lib/doc/workshop/leaveOut.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import { addRound, closeRound, countRound, setCut } from '#lib/doc/workshop/rounds.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { ObjectiveId, RoundId, StageId } from '#lib/okr/ids.ts';
import { sealsToClose, sealsToCount } from '#lib/workshop/ballot.ts';
import { wallOf } from '#lib/workshop/card.ts';
import { leftOutIdOf, toLeftOut } from '#lib/workshop/leftOut.ts';
import { roundIdOf, roundIn } from '#lib/workshop/round.ts';
import { fewestDots, optionsOf, splitAt } from '#lib/workshop/vote.ts';
import type { Round } from '#lib/workshop/workshop.ts';

/** What whoever leads does with sealed ballots. */
export interface RoundVerbs {
	/** Opens a round, or gives the one that is open already: two who open one at once open the same. */
	openRound(stage: StageId, kind: string, dots?: number): RoundId | null;
	closeRound(round: RoundId): boolean;
	/** Counts what is open, and leaves the rest out. */
	countRound(round: RoundId): boolean;
	/** Moves the line: these options are below it. Nothing comes of it yet. */
	moveCut(round: RoundId, below: readonly string[]): boolean;
	/** What is below the line goes to the ideas for another cycle, and only that. Twice is once. */
	leaveOut(round: RoundId, why: string): boolean;
	/** Takes that back: the line may be moved again, and the ideas are out of the list. */
	takeInAgain(round: RoundId): boolean;
}

export function createRoundVerbs(given: {
	doc: Y.Doc;
	cycleDoc: Y.Doc;
	/** Acts where this person leads. */
	withLead: (act: (w: Writer) => boolean) => boolean;
	personOf: (entry: string) => string;
}): RoundVerbs {
	const { doc, cycleDoc, withLead, personOf } = given;
	const roundOf = (id: RoundId) => readWorkshop(doc).rounds.find((round) => round.id === id);

	function withCut(id: RoundId, act: (w: Writer, round: Round) => boolean): boolean {
		return withLead((w) => {
			const round = roundOf(id);
			return round !== undefined && act(w, round);
		});
	}
	/** What a vote has put among the ideas, of what lies on the wall. */
	function leftOutBy(): ObjectiveId[] {
		const { cards, clusters } = readWorkshop(doc);
		const ids = [...clusters, ...cards].map(({ id }) => leftOutIdOf(id));
		return listedAsIdeas(cycleDoc, ids);
	}

	return {
		openRound(stageId, kind, dots = fewestDots) {
			const last = roundIn(readWorkshop(doc).rounds, stageId, kind);
			if (last && last.closed === null) return withLead(() => true) ? last.id : null;
			const turn = last ? last.turn + 1 : 0;
			const id = roundIdOf(stageId, kind, turn);
			return withLead((w) => addRound(doc, w, { id, stageId, kind, turn, dots })) ? id : null;
		},
		closeRound: (id) =>
			withLead((w) => closeRound(doc, w, id, sealsToClose(roundOf(id)?.seals ?? [], personOf))),
		countRound: (id) =>
			withLead((w) => {
				const round = roundOf(id);
				if (!round) return false;
				return countRound(doc, w, id, sealsToCount(id, round.seals, round.openings, round));
			}),
		moveCut: (id, below) =>
			withCut(id, (w, { cut }) => cut?.why == null && setCut(doc, w, id, { below, why: null })),
		leaveOut: (id, why) =>
			withCut(id, (w, { cut }) => {
				const { cards, clusters } = readWorkshop(doc);
				const { below } = splitAt(optionsOf(wallOf(cards, clusters)), cut);
				const items = below.map(toLeftOut);
				const stays = new Set(items.map((item) => item.id));
				return (
					leaveOut(cycleDoc, w, items, { why, was: cut?.why ?? null }) &&
					takeInAgain(
						cycleDoc,
						w,
						leftOutBy().filter((one) => !stays.has(one))
					) &&
					setCut(doc, w, id, { below: cut?.below ?? [], why })
				);
			}),
		takeInAgain: (id) =>
			withCut(
				id,
				(w, { cut }) =>
					cut !== null &&
					takeInAgain(cycleDoc, w, leftOutBy()) &&
					setCut(doc, w, id, { ...cut, why: null })
			)
	};
}
