import type * as Y from 'yjs';
import { publishCards } from '#lib/doc/workshop/publishCards.ts';
import { addOpening } from '#lib/doc/workshop/rounds.ts';
import { type OwnBallot, sealedOf } from '#lib/workshop/ballot.ts';
import { type Idea, ideasToPublish, shuffle } from '#lib/workshop/idea.ts';
import { openStages } from '#lib/workshop/stops.ts';
import type { Workshop } from '#lib/workshop/workshop.ts';

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
		by: idea.isSigned ? given.by : '',
		isLate: given.isLate(idea)
	}));
	if (!publishCards(doc, cards)) return [];
	return due.map((idea) => ({ ...idea, state: 'published' }));
}

/**
 * Opens this device's ballots in rounds that are closed: of each round the one whose seal counts, or, where the closing
 * knew of none of this person's, the one that was given last, which is shown and not counted.
 */
export function openBallots(
	doc: Y.Doc,
	{ rounds }: Pick<Workshop, 'rounds'>,
	ballots: readonly OwnBallot[],
	personOf: (entry: string) => string
): void {
	for (const { id, closed, seals, openings } of rounds) {
		// One that the closing overtook on its way was never given.
		const mine = sealedOf(ballots, id, seals);
		if (closed === null || mine.length === 0) continue;
		const me = new Set(mine.map(({ by }) => personOf(by)));
		const counts = seals.filter(({ by, seal }) => me.has(personOf(by)) && closed.includes(seal));
		const last = mine.at(-1);
		// Another device of this person gave the one that counts, and opens it.
		const due =
			counts.length > 0 ? mine.find((one) => counts.some(({ seal }) => seal === one.seal)) : last;
		if (!due || openings.some(({ by, salt }) => by === due.by && salt === due.salt)) continue;
		const { by, salt, value } = due;
		addOpening(doc, id, { by, salt, value });
	}
}
