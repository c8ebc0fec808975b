import type { CardId, ClusterId, StageId } from '#lib/okr/ids.ts';

/** What an idea is once it was published. */
export interface Card {
	id: CardId;
	stageId: StageId;
	text: string;
	/** A person's id; '' for one that is not signed. */
	by: string;
	/** Who lent their device to the author of a signed one; absent where that was the author's own. */
	via?: string;
	/** It came after the reveal: its device was away then, or somebody wrote it later. */
	isLate: boolean;
	/** Null for one that lies by itself. */
	clusterId: ClusterId | null;
}

export interface Cluster {
	id: ClusterId;
	name: string;
	/** A place among the others, see doc/order.ts. */
	order: string;
}

/** The wall: every card once, whatever several people do to it at once. */
export interface Wall {
	clusters: { cluster: Cluster; cards: Card[] }[];
	/** Cards in no cluster, or in one that is gone. */
	loose: Card[];
}

/** Cards lie by their ids, which are random: their order tells neither who wrote them nor when. */
export function wallOf(cards: readonly Card[], clusters: readonly Cluster[]): Wall {
	const sorted = [...cards].sort((a, b) => (a.id < b.id ? -1 : 1));
	const known = new Set(clusters.map(({ id }) => id));
	return {
		clusters: clusters.map((cluster) => ({
			cluster,
			cards: sorted.filter(({ clusterId }) => clusterId === cluster.id)
		})),
		loose: sorted.filter(({ clusterId }) => clusterId === null || !known.has(clusterId))
	};
}

/**
 * The wall as it is now, of the very objects it was made of before wherever nothing of them has changed: whatever shows one of
 * two hundred cards need not look again when another one moves.
 */
export function keepSame(before: Wall | null, now: Wall): Wall {
	if (before === null) return now;
	const known = new Map(
		[...before.clusters.flatMap(({ cards }) => cards), ...before.loose].map((card) => [
			card.id,
			card
		])
	);
	const same = (cards: readonly Card[], were: readonly Card[] = []): Card[] => {
		const kept = cards.map((card) => sameOr(known.get(card.id), card));
		return isSameList(kept, were) ? (were as Card[]) : kept;
	};
	const clusters = now.clusters.map(({ cluster, cards }) => {
		const was = before.clusters.find((one) => one.cluster.id === cluster.id);
		const kept = { cluster: sameOr(was?.cluster, cluster), cards: same(cards, was?.cards) };
		return was?.cluster === kept.cluster && was.cards === kept.cards ? was : kept;
	});
	const loose = same(now.loose, before.loose);
	return isSameList(clusters, before.clusters) && loose === before.loose
		? before
		: { clusters, loose };
}

function sameOr<T extends object>(before: T | undefined, now: T): T {
	const isSame =
		before !== undefined &&
		(Object.keys(now) as (keyof T)[]).every((key) => before[key] === now[key]);
	return isSame ? before : now;
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
	return a.length === b.length && a.every((one, at) => one === b[at]);
}
