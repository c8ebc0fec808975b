import type { PersonId } from './ids.ts';

/*
 * Somebody may be in a team twice. Merging says "this one is that one", and any number of such words,
 * said apart, in chains or in rings, make one person: nobody's word is lost and none has to win.
 */

/** "The first is the second": whom the person saying it took for the better entry of the two. */
export type SameWord = readonly [from: PersonId, into: PersonId];

/** People who are one person. */
export interface Unified {
	/** Whose name and colour are shown. */
	id: PersonId;
	/** All of them, the shown one among them, by id. */
	ids: PersonId[];
}

/**
 * Who is one person with whom, each group once; words about anybody else are ignored. Shown is whom all
 * others lead to; of several such, the one with the smallest id, so that it is the same everywhere.
 */
export function unifyPeople(ids: readonly PersonId[], words: readonly SameWord[]): Unified[] {
	const known = new Set(ids);
	const sound = words.filter(([from, into]) => known.has(from) && known.has(into));
	const leadsTo = linksOf(sound);
	const touches = linksOf(
		sound.flatMap(([from, into]): SameWord[] => [
			[from, into],
			[into, from]
		])
	);
	const grouped = new Set<PersonId>();
	return [...known].sort().flatMap((id) => {
		if (grouped.has(id)) return [];
		const group = [...reach(id, touches)].sort();
		for (const one of group) grouped.add(one);
		const [shown = id] = ends(group, leadsTo);
		return [{ id: shown, ids: group }];
	});
}

/** The words still to be said so that `from` and `into`, and all who are one with either, are shown as `into`. */
export function wordsToMerge(
	from: PersonId,
	into: PersonId,
	ids: readonly PersonId[],
	words: readonly SameWord[]
): SameWord[] {
	const groups = unifyPeople(ids, words);
	const both = groups.filter((group) => group.ids.includes(from) || group.ids.includes(into));
	const leadsTo = linksOf(words);
	return both
		.flatMap((group) => ends(group.ids, leadsTo))
		.filter((end) => !reach(into, leadsTo).has(end))
		.map((end) => [end, into]);
}

/**
 * The words to be taken back so that `id` is somebody else than `from`. Those who were merged into `id`
 * alone go with it, as they came.
 */
export function wordsToSplit(id: PersonId, from: PersonId, words: readonly SameWord[]): SameWord[] {
	const others = words.filter(([a, b]) => a !== id && b !== id);
	const touches = linksOf(
		others.flatMap(([a, b]): SameWord[] => [
			[a, b],
			[b, a]
		])
	);
	const stays = reach(from, touches);
	return words.filter(([a, b]) => a === id || (b === id && stays.has(a)));
}

type Links = ReadonlyMap<PersonId, readonly PersonId[]>;

function linksOf(words: readonly SameWord[]): Links {
	const links = new Map<PersonId, PersonId[]>();
	for (const [from, into] of words) links.set(from, [...(links.get(from) ?? []), into]);
	return links;
}

/** Those who can be come to from here, here among them. */
function reach(id: PersonId, links: Links): Set<PersonId> {
	const found = new Set([id]);
	// A set that grows while it is walked is walked to its new end.
	for (const one of found) for (const next of links.get(one) ?? []) found.add(next);
	return found;
}

/** Those of a group from whom one comes to nobody who does not lead back. */
function ends(group: readonly PersonId[], leadsTo: Links): PersonId[] {
	return group.filter((id) =>
		[...reach(id, leadsTo)].every((other) => reach(other, leadsTo).has(id))
	);
}
