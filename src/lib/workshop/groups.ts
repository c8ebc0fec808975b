import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { GroupId } from '#lib/okr/ids.ts';
import type { Stage } from './agenda.ts';
import type { TimeLeft } from './timer.ts';
import type { Option } from './vote.ts';

/** People who write objectives together, and what they write them from. */
export interface Group {
	id: GroupId;
	/** Entries of people, of which several may be one person. */
	people: readonly string[];
	/** Beside each of them a number that is the greater the later they were put here; missing for groups just drawn. */
	turns?: readonly number[];
	/** And cards that lie by themselves. */
	clusters: readonly Option['id'][];
}

export const groupSizes = [2, 3, 4] as const;

/**
 * Puts people into groups of about a size, none of one person unless there is nobody else. The same seed and people
 * make the same groups, in whatever order they are given.
 */
export function groupsOf(people: readonly string[], size: number, seed: string): string[][] {
	if (people.length === 0) return [];
	const drawn = [...new Set(people)]
		.map((person) => ({ person, key: bytesToHex(sha256(utf8ToBytes(`${seed} ${person}`))) }))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ person }) => person);
	const most = Math.max(1, Math.floor(drawn.length / 2));
	return shareOut(drawn, Math.min(Math.ceil(drawn.length / size), most));
}

/** Deals things out in turn, so that no one has two more than another. */
export function shareOut<T>(things: readonly T[], among: number): T[][] {
	return Array.from({ length: among }, (_, at) =>
		things.filter((__, index) => index % among === at)
	);
}

/**
 * Who is in each group, by what `personOf` calls them. Somebody whose entries are in two, since they turned out to be one
 * person, is in the one that was chosen last; whoever moves them moves all of their entries.
 */
export function peopleIn(
	groups: readonly Group[],
	personOf: (entry: string) => string
): Map<GroupId, string[]> {
	const places = new Map<string, { group: GroupId; turn: number }>();
	for (const { id, people, turns } of groups)
		people.forEach((entry, at) => {
			const turn = turns?.[at] ?? 0;
			const known = places.get(personOf(entry));
			if (!known || known.turn < turn) places.set(personOf(entry), { group: id, turn });
		});
	const isIn = (person: string, id: GroupId): boolean => places.get(person)?.group === id;
	return new Map(
		groups.map(({ id, people }) => [
			id,
			[...new Set(people.map(personOf))].filter((person) => isIn(person, id))
		])
	);
}

/** The group somebody has their place in. */
export function groupOf(
	groups: readonly Group[],
	me: string | null,
	personOf: (entry: string) => string
): Group | null {
	if (me === null) return null;
	const people = peopleIn(groups, personOf);
	return groups.find(({ id }) => people.get(id)?.includes(me)) ?? null;
}

/** Kinds of stages in which the plan itself is written. */
export function isDrafting(kind: string): boolean {
	return kind === 'objectives' || kind === 'keyResults';
}

const readingMs = 8 * 60_000;

/** Whether what is left of a stage is for reading what others wrote: eight minutes, or a third of a short one. */
export function isTimeToRead({ kind, minutes }: Stage, left: TimeLeft | null): boolean {
	if (kind !== 'keyResults' || !left?.isRunning) return false;
	return left.ms <= Math.min(readingMs, (minutes * 60_000) / 3);
}
