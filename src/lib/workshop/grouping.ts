import type { CardId, ClusterId } from '#lib/okr/ids.ts';
import type { Card, Wall } from './card.ts';

/** What a card is laid on: a group, another card, or the empty wall. */
export type LaidOn =
	{ on: 'cluster'; id: ClusterId } | { on: 'card'; id: CardId } | { on: 'nothing' };

/** What becomes of a card that is laid somewhere. */
export type Grouping =
	| { does: 'join'; cluster: ClusterId }
	/** A new group of both. */
	| { does: 'pair'; other: CardId }
	/** It lies by itself. */
	| { does: 'leave' };

/** What laying a card somewhere does; null where it lies so already, or one of the two is gone. */
export function groupingOf(wall: Wall, id: CardId, laid: LaidOn): Grouping | null {
	const home = homeOf(wall, id);
	if (home === undefined) return null;
	if (laid.on === 'nothing') return home === null ? null : { does: 'leave' };
	const to = laid.on === 'cluster' ? clusterOf(wall, laid.id) : homeOf(wall, laid.id);
	if (to === undefined) return null;
	// A card in a group stands for its group.
	if (to !== null) return to === home ? null : { does: 'join', cluster: to };
	return laid.on === 'card' && laid.id !== id ? { does: 'pair', other: laid.id } : null;
}

/** Where a card can be laid so that something comes of it, in the order of the wall: by keyboard one goes from one to the next. */
export function placesFor(wall: Wall, id: CardId): LaidOn[] {
	const all: LaidOn[] = [
		...wall.clusters.map(({ cluster }): LaidOn => ({ on: 'cluster', id: cluster.id })),
		{ on: 'nothing' },
		...wall.loose.map((card): LaidOn => ({ on: 'card', id: card.id }))
	];
	return all.filter((laid) => groupingOf(wall, id, laid) !== null);
}

/** The group of a card; null for one that lies by itself, undefined for one that is not on the wall. */
function homeOf({ clusters, loose }: Wall, id: CardId): ClusterId | null | undefined {
	const has = (cards: readonly Card[]): boolean => cards.some((card) => card.id === id);
	if (has(loose)) return null;
	return clusters.find(({ cards }) => has(cards))?.cluster.id;
}

function clusterOf({ clusters }: Wall, id: ClusterId): ClusterId | undefined {
	return clusters.find(({ cluster }) => cluster.id === id)?.cluster.id;
}
