import type { CardId, PersonId, StageId } from '#lib/okr/ids.ts';

/**
 * `typing`: half a thought, which stays on its device whatever is revealed · `finished`: waits for the reveal ·
 * `published`: is a card · `withdrawn`: was one
 */
export const ideaStates = ['typing', 'finished', 'published', 'withdrawn'] as const;

/**
 * What somebody wrote in silence. It lies on the device that it was written on and nowhere else, until it is
 * published; what its card will be called is fixed when it is begun, so that publishing it twice makes one card.
 */
export interface Idea {
	/** Of the card it becomes. */
	id: CardId;
	stageId: StageId;
	/** The name of the one entry that holds its text: 12 characters, see doc/register.ts. */
	k: string;
	text: string;
	/** The person who wrote it on somebody else's device, which was passed to them; absent for the one whose device it is. */
	by?: PersonId;
	isSigned: boolean;
	state: (typeof ideaStates)[number];
	/** It was published where nobody could hear it: whether it came late is said once its device is connected. */
	isUnheard?: boolean;
	/** Epoch ms on this device's clock: when it was begun. Never published. */
	at: number;
}

export const longestIdea = 500;

/** Those that a reveal of this stage puts on the wall from this device. */
export function ideasToPublish(ideas: readonly Idea[], stageId: StageId): Idea[] {
	return ideas.filter(
		(idea) => idea.stageId === stageId && idea.state === 'finished' && idea.text.trim() !== ''
	);
}

/** How many ideas a person has finished in a stage on this device: all that anybody else is told of them. */
export function countIdeas(ideas: readonly Idea[], stageId: StageId): number {
	return ideas.filter(
		({ stageId: of, state }) => of === stageId && (state === 'finished' || state === 'published')
	).length;
}

/** In the order they were begun. */
export function byBeginning(a: Idea, b: Idea): number {
	return a.at - b.at || (a.id < b.id ? -1 : 1);
}

/**
 * In an order that says nothing of when they were written or by whom: whoever reads the order in which things
 * arrive learns nothing from it. `random` as in `Writer`.
 */
export function shuffle<T>(list: readonly T[], random: (bytes: number) => Uint8Array): T[] {
	return list
		.map((value) => ({
			value,
			key: [...random(8)].map((byte) => String.fromCharCode(byte)).join('')
		}))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ value }) => value);
}
