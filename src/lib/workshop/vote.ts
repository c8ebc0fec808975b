import type { Canonical } from '#lib/okr/canonical.ts';
import { type CardId, type ClusterId, isId } from '#lib/okr/ids.ts';
import { type Tally, tallyOf } from './ballot.ts';
import { type Card, type Wall, wallOf } from './card.ts';
import type { Round, Workshop } from './workshop.ts';

/*
 * A dot vote. Everybody has a few dots and lays them where they like, several on one thing too: that is how it is done
 * with stickers, and how the boards do it (cumulative voting). What is voted on is what lies on the wall: the clusters
 * that have cards, and each card that lies by itself.
 */

/** Something on the wall that dots can be given to, and that a plan can be drafted from. */
export interface Option {
	id: ClusterId | CardId;
	kind: 'cluster' | 'card';
	/** A cluster's name, which may be empty, or what stands on the card. */
	name: string;
	cards: Card[];
}

/** An option with what it was given. */
export interface Ranked extends Option {
	dots: number;
	/** From so many people. */
	people: number;
	/** 1 for the most dots; options with as many share theirs. */
	rank: number;
}

/** Where the line was drawn; it is a proposal until it is said why what is below goes. */
export interface Cut {
	/** Ids of options. */
	below: readonly string[];
	/** Why they are not for this cycle; null while the line is still moved. */
	why: string | null;
}

/** How many dots a person may be given, and what they are given unless the lead says otherwise. */
export const fewestDots = 3;
export const mostDots = 5;

/** What can be voted on, in the order of the wall. */
export function optionsOf({ clusters, loose }: Wall): Option[] {
	return [
		...clusters
			.filter(({ cards }) => cards.length > 0)
			.map(({ cluster: { id, name }, cards }): Option => ({ id, kind: 'cluster', name, cards })),
		...loose.map((card): Option => ({
			...{ id: card.id, kind: 'card', name: card.text },
			cards: [card]
		}))
	];
}

/** Whether a value is a ballot of this vote: dots by the ids of options, no more of them than there are. */
export function isDots(value: Canonical, most: number): value is Record<string, number> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const given = Object.entries(value as Record<string, unknown>);
	return (
		given.every(
			([id, dots]) => isId<CardId>(id) && Number.isInteger(dots) && (dots as number) > 0
		) && given.reduce((sum, [, dots]) => sum + (dots as number), 0) <= most
	);
}

/** A round of dots, counted. See `tallyOf`. */
export function dotTally(round: Round, personOf: (entry: string) => string): Tally {
	return tallyOf(round.id, round, (value) => isDots(value, round.dots), personOf);
}

/** The option that dots given to something on the wall count for: those of a card in a cluster, for the cluster. */
function homesOn(wall: Wall): Map<string, string> {
	const home = new Map<string, string>(optionsOf(wall).map(({ id }) => [id, id]));
	for (const { cluster, cards } of wall.clusters)
		for (const { id } of cards) home.set(id, cluster.id);
	return home;
}

/** The dots of one person by what lies on the wall now. Those of what is not there any more are free again. */
export function dotsOn(
	wall: Wall,
	given: Readonly<Record<string, number>>
): Record<string, number> {
	const home = homesOn(wall);
	const now = new Map<string, number>();
	for (const [id, dots] of Object.entries(given)) {
		const of = home.get(id);
		if (of !== undefined) now.set(of, (now.get(of) ?? 0) + dots);
	}
	return Object.fromEntries(now);
}

/**
 * What lies on the wall by its dots, the most first, and how many were given to what is not there any more. The dots of a
 * card that was put into a cluster since count for that cluster.
 */
export function rankDots(
	wall: Wall,
	{ counted }: Pick<Tally, 'counted'>
): { ranked: Ranked[]; lost: number } {
	const options = optionsOf(wall);
	const home = homesOn(wall);
	const dots = new Map<string, number>();
	const people = new Map<string, Set<string>>();
	let lost = 0;
	for (const { personId, value } of counted)
		for (const [id, count] of Object.entries(value as Record<string, number>)) {
			const of = home.get(id);
			if (of === undefined) {
				lost += count;
				continue;
			}
			dots.set(of, (dots.get(of) ?? 0) + count);
			people.set(of, (people.get(of) ?? new Set()).add(personId));
		}
	const dotsOf = ({ id }: Option): number => dots.get(id) ?? 0;
	const ranked = options
		.map((option, at) => ({ option, at }))
		.sort((a, b) => dotsOf(b.option) - dotsOf(a.option) || a.at - b.at)
		.map(({ option }) => ({
			...option,
			dots: dotsOf(option),
			people: people.get(option.id)?.size ?? 0,
			rank: 1 + options.filter((other) => dotsOf(other) > dotsOf(option)).length
		}));
	return { ranked, lost };
}

/**
 * How many would stay above a line, to begin with: as many as a plan has room for, none without a dot, and no
 * two with as many dots on either side of it, unless already the first ones are more than there is room for.
 */
export function suggestCut(ranked: readonly Ranked[], room: number): number {
	const voted = ranked.filter(({ dots }) => dots > 0);
	if (voted.length <= room) return voted.length;
	const tied = voted[room]?.rank;
	const above = voted.slice(0, room).filter(({ rank }) => rank !== tied).length;
	return above > 0 ? above : voted.filter(({ rank }) => rank === tied).length;
}

/** The options on either side of a line; all of them above where none is drawn. What came since is above. */
export function splitAt<T extends Option>(
	options: readonly T[],
	cut: Cut | null
): { above: T[]; below: T[] } {
	const out = new Set<string>(cut?.below);
	return {
		above: options.filter(({ id }) => !out.has(id)),
		below: options.filter(({ id }) => out.has(id))
	};
}

/** Whether a line leaves one of two with as many dots out: somebody has to have an eye on that. */
export function splitsTie({ above, below }: { above: Ranked[]; below: Ranked[] }): boolean {
	const last = above.at(-1);
	const first = below[0];
	return last !== undefined && first !== undefined && last.dots > 0 && last.rank === first.rank;
}

/**
 * The vote of a workshop that was closed last: one that was begun anew and left open throws nothing away. The last one
 * that is open, where none was closed; null where there was none.
 */
export function voteOf({ agenda, removed, rounds }: Workshop): Round | null {
	const votes = rounds.filter(({ kind }) => kind === 'dots');
	const closed = votes.filter((round) => round.closed !== null);
	const order = [...removed, ...agenda].map(({ id }) => id);
	const place = ({ stageId }: Round): number => order.indexOf(stageId);
	return (closed.length > 0 ? closed : votes).reduce<Round | null>((last, round) => {
		if (!last) return round;
		const later = place(round) - place(last) || round.turn - last.turn;
		return later > 0 ? round : last;
	}, null);
}

/**
 * What the team works on: what is above the line, the most dots first. All that lies on the wall, where nothing was
 * voted on or no line was drawn. `personOf` as in coverage.
 */
export function chosenOf(
	workshop: Workshop,
	personOf: (entry: string) => string = (entry) => entry
): Ranked[] {
	const vote = voteOf(workshop);
	const wall = wallOf(workshop.cards, workshop.clusters);
	const tally = vote && dotTally(vote, personOf);
	const { ranked } = rankDots(wall, tally ?? { counted: [] });
	return splitAt(ranked, vote?.cut?.why == null ? null : vote.cut).above;
}
