import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { createId, type ObjectiveId } from '#lib/okr/ids.ts';
import { longestNote, mostNotes } from '#lib/okr/objective.ts';
import type { Option } from './vote.ts';

/** What a vote left out, as it goes into the list of what is not for this cycle. */
export interface LeftOut {
	id: ObjectiveId;
	title: string;
	/** What stands on its cards. */
	cards: string[];
}

/** The same idea for the same option, whoever draws the line. A group without a name is called by its first card. */
export function toLeftOut({ id, name, cards }: Option): LeftOut {
	const texts = cards.map(({ text }) => text.slice(0, longestNote)).slice(0, mostNotes);
	return { id: leftOutIdOf(id), title: name.trim() || (texts[0] ?? ''), cards: texts };
}

/** The idea that an option becomes when it is left out. */
export function leftOutIdOf(option: Option['id']): ObjectiveId {
	return createId<ObjectiveId>(sha256(utf8ToBytes(`cairn/left out\n${option}`)).subarray(0, 10));
}
