import type * as Y from 'yjs';
import { publishCards } from '#lib/doc/workshop/publishCards.ts';
import { addOpening } from '#lib/doc/workshop/rounds.ts';
import { type OwnBallot, sealedOf } from '#lib/workshop/ballot.ts';
import { type Idea, ideasToPublish, shuffle } from '#lib/workshop/idea.ts';
import { openStages } from '#lib/workshop/stops.ts';
import type { Round, Workshop } from '#lib/workshop/workshop.ts';

/*
 * What a person wrote for themselves leaves their device here, and nowhere else: no other file of the app hands an idea
 * or a vote to a document, and tests/house.test.ts holds that. Two facts in the workshop's document open the way,
 * and both are somebody's tap: that the ideas of a stage are revealed, and that a round is closed. Until then what
 * others see of an idea is that there is one more, and of a vote its seal. A stage in which people say openly what they stop
 * has no reveal: what is finished there is published at once, and the screen says so.
 */

interface PublishedIdea extends Idea {
	state: 'published';
}

/**
 * Puts the finished ideas of revealed stages and open ones before everybody, and returns them as they are to be kept from now on. Half-typed
 * ones stay. Publishing twice (a page that dies in between, two tabs) makes one card. `by` signs those that
 * are signed; `isLate` tells whether a card of this stage comes after the reveal.
 */
export function publishIdeas(
	doc: Y.Doc,
	workshop: Pick<Workshop, 'agenda' | 'removed' | 'reveals'>,
	ideas: readonly Idea[],
	given: {
		by: string;
		isLate: (idea: Idea) => boolean;
		random: (bytes: number) => Uint8Array;
	}
): PublishedIdea[] {
	const due = [...openStages(workshop)].flatMap((stageId) => ideasToPublish(ideas, stageId));
	if (due.length === 0) return [];
	const cards = shuffle(due, given.random).map((idea) => ({
		...{ id: idea.id, k: idea.k, stageId: idea.stageId, text: idea.text.trim() },
		by: idea.isSigned ? (idea.by ?? given.by) : '',
		// What is not signed does not tell on whose device it was written either.
		...(idea.isSigned && idea.by && { via: given.by }),
		isLate: given.isLate(idea)
	}));
	if (!publishCards(doc, cards)) return [];
	return due.map((idea) => ({ ...idea, state: 'published' }));
}

/**
 * Opens this device's ballots in rounds that are closed, for each person who gave one here: the one whose seal counts, or, where
 * the closing knew of none of theirs, the one that was given last, which is shown and not counted.
 */
export function openBallots(
	doc: Y.Doc,
	{ rounds }: Pick<Workshop, 'rounds'>,
	ballots: readonly OwnBallot[],
	personOf: (entry: string) => string
): void {
	for (const round of rounds) {
		if (round.closed === null) continue;
		const here = sealedOf(ballots, round.id, round.seals);
		for (const person of new Set(here.map(({ by }) => personOf(by)))) {
			const due = ballotToOpen(
				round,
				here.filter(({ by }) => personOf(by) === person),
				personOf
			);
			if (due) addOpening(doc, round.id, { by: due.by, salt: due.salt, value: due.value });
		}
	}
}

/** Which of one person's ballots is to be opened here; none where it is open, or another device of theirs opens it. */
function ballotToOpen(
	{ closed, seals, openings }: Round,
	mine: readonly OwnBallot[],
	personOf: (entry: string) => string
): OwnBallot | undefined {
	const me = new Set(mine.map(({ by }) => personOf(by)));
	const counts = seals.filter(({ by, seal }) => me.has(personOf(by)) && closed?.includes(seal));
	const due =
		counts.length > 0
			? mine.find((one) => counts.some(({ seal }) => seal === one.seal))
			: mine.at(-1);
	const isOpen = openings.some(({ by, salt }) => by === due?.by && salt === due.salt);
	return isOpen ? undefined : due;
}
