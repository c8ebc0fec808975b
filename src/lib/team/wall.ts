import type * as Y from 'yjs';
import { readEntities } from '#lib/doc/entity.ts';
import { addCluster, groupCard, setCluster } from '#lib/doc/workshop/cards.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { type CardId, type ClusterId, createId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';

/** What everybody can do with the cards on the wall. */
export interface WallVerbs {
	/** Puts a card into a cluster; null lays it by itself. */
	group(card: CardId, cluster: ClusterId | null): boolean;
	addCluster(name: string, cards: readonly CardId[]): ClusterId | null;
	nameCluster(id: ClusterId, name: string): boolean;
	/** Takes a cluster away; its cards stay. */
	removeCluster(id: ClusterId): boolean;
}

export function createWallVerbs(
	doc: Y.Doc,
	device: Pick<Device, 'random'>,
	withWriter: (act: (w: Writer) => boolean) => boolean
): WallVerbs {
	return {
		group: (card, cluster) => withWriter((w) => groupCard(doc, w, card, cluster)),
		addCluster(name, cards) {
			const id = createId<ClusterId>(device.random(10));
			const others = readEntities(doc).values();
			return withWriter((w) => addCluster(doc, w, others, { id, name, cards })) ? id : null;
		},
		nameCluster: (id, name) => withWriter((w) => setCluster(doc, w, id, { name })),
		removeCluster: (id) => withWriter((w) => setCluster(doc, w, id, { out: true }))
	};
}
