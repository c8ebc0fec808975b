import type * as Y from 'yjs';
import type { CardId, ClusterId } from '#lib/okr/ids.ts';
import type { Card, Cluster } from '#lib/workshop/card.ts';
import { type Entity, IS, readEntities, readEntity, validEntries, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { inOrder, placeAfter } from '../place.ts';
import { type Entry, replaceEntries, setField } from '../register.ts';
import { USER, write, type Writer } from '../writer.ts';
import { cardFields, clusterFields } from './shape.ts';

/** The cards that were published and not withdrawn. */
export function readCards(entities: Iterable<Entity>): Card[] {
	return [...entities].flatMap((entity): Card[] => {
		if (entity.kind !== 'card' || isWithdrawn(entity)) return [];
		const [stored] = validEntries(entity.fields, 'card', cardFields.card);
		if (!stored?.v) return [];
		const cluster = valueOf(entity, 'cluster', cardFields.cluster);
		const via = valueOf(entity, 'via', cardFields.via);
		return [
			{
				id: entity.id as CardId,
				stageId: stored.v.stage,
				text: stored.v.text,
				by: stored.by,
				...(via !== '' && { via }),
				isLate: valueOf(entity, 'late', cardFields.late),
				clusterId: cluster === '' ? null : cluster
			}
		];
	});
}

/** Whether its author took it back. That holds against whoever publishes it once more. */
export function isWithdrawn({ fields }: Entity): boolean {
	return validEntries(fields, '$del', cardFields.$del).some(({ v }) => v);
}

/** The clusters that stand, in order. */
export function readClusters(entities: Iterable<Entity>): Cluster[] {
	const all = [...entities].filter(
		(entity) => entity.kind === 'cluster' && !valueOf(entity, 'out', clusterFields.out)
	);
	return inOrder(all).map((entity) => ({
		id: entity.id as ClusterId,
		name: valueOf(entity, 'name', clusterFields.name),
		order: valueOf(entity, 'order', clusterFields.order)
	}));
}

/** Puts a card into a cluster; null lays it by itself. False if the card or the cluster is gone. */
export function groupCard(doc: Y.Doc, w: Writer, id: CardId, clusterId: ClusterId | null): boolean {
	const card = readEntity(doc, id);
	if (card?.kind !== 'card' || isWithdrawn(card) || isTooNew(doc)) return false;
	if (clusterId !== null && !isStanding(doc, clusterId)) return false;
	if (valueOf(card, 'cluster', cardFields.cluster) === (clusterId ?? '')) return true;
	write(doc, USER, () => setField(doc, w, id, 'cluster', clusterId ?? ''));
	return true;
}

/**
 * The entries that say where a card lies. Whoever lays it anew, even to the same place, writes another one. Null for a card that
 * is gone.
 */
export function readPlacing(doc: Y.Doc, id: CardId): readonly Entry[] | null {
	const card = readEntity(doc, id);
	return card?.kind === 'card' && !isWithdrawn(card) ? (card.fields.get('cluster') ?? []) : null;
}

/** Lays a card where it was, if it still lies where it was laid since: what a colleague did meanwhile stays. */
export function restorePlacing(
	doc: Y.Doc,
	id: CardId,
	{ was, since }: { was: readonly Entry[]; since: readonly Entry[] }
): boolean {
	const now = readPlacing(doc, id);
	if (!now || now[0]?.k !== since[0]?.k || isTooNew(doc)) return false;
	// Where a colleague laid it at the same moment, it lies there next.
	const others = now.filter(({ k }) => !since.some((one) => one.k === k));
	write(doc, USER, () => {
		replaceEntries(doc, id, 'cluster', others.length > 0 ? others : was);
	});
	return true;
}

/** Adds a cluster behind the others, perhaps with a card in it. False if there is anything by its id. */
export function addCluster(
	doc: Y.Doc,
	w: Writer,
	entities: Iterable<Entity>,
	{ id, name, cards }: { id: ClusterId; name: string; cards: readonly CardId[] }
): boolean {
	if (readEntity(doc, id) || isTooNew(doc)) return false;
	const others = [...entities].filter(({ kind }) => kind === 'cluster');
	const order = placeAfter(others, undefined, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'cluster');
		setField(doc, w, id, 'name', cut(name));
		setField(doc, w, id, 'order', order);
		for (const card of cards) groupCard(doc, w, card, id);
	});
	return true;
}

/** Takes an empty cluster away that still has the name it was made with. False for any other one. */
export function dropCluster(doc: Y.Doc, w: Writer, id: ClusterId, name: string): boolean {
	const entities = [...readEntities(doc).values()];
	const cluster = readClusters(entities).find((one) => one.id === id);
	const isUsed = readCards(entities).some(({ clusterId }) => clusterId === id);
	return cluster?.name === cut(name) && !isUsed && setCluster(doc, w, id, { out: true });
}

/** Names a cluster, or takes it away: its cards stay, each by itself. False if it is gone. */
export function setCluster(
	doc: Y.Doc,
	w: Writer,
	id: ClusterId,
	patch: Partial<{ name: string; out: true }>
): boolean {
	if (!isStanding(doc, id) || isTooNew(doc)) return false;
	write(doc, USER, () => {
		if (patch.name !== undefined) setField(doc, w, id, 'name', cut(patch.name));
		if (patch.out) setField(doc, w, id, 'out', true);
	});
	return true;
}

function isStanding(doc: Y.Doc, id: ClusterId): boolean {
	const entity = readEntity(doc, id);
	return entity?.kind === 'cluster' && !valueOf(entity, 'out', clusterFields.out);
}

function cut(name: string): string {
	return name.trim().slice(0, 80);
}
