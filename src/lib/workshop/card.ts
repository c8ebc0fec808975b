import type { CardId, ClusterId, StageId } from '#lib/okr/ids.ts';

/** What an idea is once it was published. */
export interface Card {
	id: CardId;
	stageId: StageId;
	text: string;
	/** A person's id; '' for one that is not signed. */
	by: string;
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
