import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { StageId } from '#lib/okr/ids.ts';
import type { Stage } from './agenda.ts';

/*
 * What simulated colleagues do in a rehearsal, so that somebody can learn to lead before they lead: when each does
 * what, after a stage has begun. Which words they write is the story's.
 */

export type DeedKind =
	/** Comes in. */
	| 'enter'
	/** Writes an idea; the last one of a person is followed by `ready`. */
	| 'idea'
	| 'ready'
	/** Loses the network, and has it again. */
	| 'away'
	| 'back'
	/** Puts a card to those that belong to it, if any lies by itself. */
	| 'group'
	/** Gives a ballot in the round that is open, if one is. */
	| 'vote'
	/** Makes an objective of a group of cards, or writes a key result. */
	| 'objective'
	| 'keyResult';

export interface Deed {
	afterMs: number;
	/** The place of a colleague in the crew, from 0. */
	who: number;
	kind: DeedKind;
}

/** Who comes only when the ideas are out already, and who loses the network while writing them. */
export const lateOne = 1;
export const awayOne = 2;

/** Whether the one who loses the network is without it in a stage: from the ideas on until objectives are written. */
export function isAwayIn(agenda: readonly Stage[], id: StageId | null): boolean {
	const kinds = agenda.slice(0, 1 + agenda.findIndex((stage) => stage.id === id));
	const has = (wanted: string): boolean => kinds.some(({ kind }) => kind === wanted);
	return has('ideas') && kinds.at(-1)?.kind !== 'ideas' && !has('objectives');
}

/** 32 bytes, the same for the same name in the same rehearsal: what is called by them is so in every page. */
export function rehearsedBytes(teamId: string, name: string): Uint8Array {
	return sha256(utf8ToBytes(`cairn/rehearsal\n${teamId}\n${name}`));
}

const second = 1000;

/** While nobody misses the one who comes late. */
const early = new Set(['join', 'context', 'ideas']);

/**
 * Everything a crew of so many does in a stage of this kind, in time. `dice` gives 0 ≤ x < 1. `missing`: who has not come
 * in as yet, as where somebody led on before they could.
 */
export function deedsOf(
	kind: string,
	crew: number,
	dice: () => number,
	missing: readonly number[] = []
): Deed[] {
	const all = Array.from({ length: crew }, (_, who) => who);
	const some = (from: number, to: number): number =>
		Math.round((from + dice() * (to - from)) * second);
	const each = (what: DeedKind, from: number, to: number, who = all): Deed[] =>
		who.map((one) => ({ afterMs: some(from, to), who: one, kind: what }));
	const again = (what: DeedKind, times: number, everyMs: number, who: number): Deed[] =>
		Array.from({ length: times }, (_, at) => ({ afterMs: (at + 1) * everyMs, who, kind: what }));
	const punctual = all.filter((one) => one !== lateOne);
	const called = missing.filter((one) => !(one === lateOne && early.has(kind)));
	const deeds: Record<string, () => Deed[]> = {
		join: () => [...each('enter', 1, 5, punctual), ...each('ready', 6, 8, punctual)],
		ideas: () => [
			...each('idea', 2, 6, punctual),
			...each('idea', 6, 12, punctual),
			{ afterMs: 13 * second, who: awayOne, kind: 'away' },
			...each(
				'ready',
				13,
				18,
				punctual.filter((one) => one !== awayOne)
			)
		],
		reveal: () => [...again('group', 90, 1500, 0), ...again('group', 90, 1900, crew - 1)],
		vote: () => all.flatMap((who) => again('vote', 40, some(3, 6), who)),
		quality: () => all.flatMap((who) => again('vote', 40, some(3, 6), who)),
		objectives: () => [
			{ afterMs: 3 * second, who: awayOne, kind: 'back' },
			...each('objective', 3, 9, [0, crew - 1]),
			...each('ready', 10, 16)
		],
		keyResults: () => [...each('keyResult', 3, 12), ...each('ready', 13, 18)]
	};
	const own = deeds[kind]?.() ?? each('ready', 2, 6);
	const coming = kind === 'join' ? [] : each('enter', 0.5, 1.5, called);
	return [...coming, ...own].sort((a, b) => a.afterMs - b.afterMs);
}
