import type * as Y from 'yjs';
import { readEntities } from '#lib/doc/entity.ts';
import {
	addCluster,
	dropCluster,
	groupCard,
	readPlacing,
	restorePlacing,
	setCluster
} from '#lib/doc/workshop/cards.ts';
import { USER, write, type Writer } from '#lib/doc/writer.ts';
import { type CardId, type ClusterId, createId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';

/** What everybody can do with the cards on the wall. */
export interface WallVerbs {
	/** Puts a card into a cluster; null lays it by itself. */
	group(card: CardId, cluster: ClusterId | null): boolean;
	/** Puts several cards into a cluster, as one step. */
	groupAll(cards: readonly CardId[], cluster: ClusterId): boolean;
	addCluster(name: string, cards: readonly CardId[]): ClusterId | null;
	nameCluster(id: ClusterId, name: string): boolean;
	/** Takes a cluster away; its cards stay. */
	removeCluster(id: ClusterId): boolean;
	/** Takes back the last grouping that was done here and still stands: what a colleague laid anew stays. */
	undoGrouping(): boolean;
	canUndoGrouping(): boolean;
}

/** Takes one grouping back, as far as it still stands; false if nothing of it does. */
type Undo = (w: Writer) => boolean;

export function createWallVerbs(
	doc: Y.Doc,
	device: Pick<Device, 'random'>,
	withWriter: (act: (w: Writer) => boolean) => boolean,
	/** What can be taken back may be another thing now. */
	tell: () => void
): WallVerbs {
	const undos: Undo[] = [];
	/** What may not be written any more, as after the end, is not taken back either. */
	const canUndo = (): boolean => undos.length > 0 && withWriter(() => true);

	/** Lays cards down by a verb, and notes how that is taken back. */
	function lay(cards: readonly CardId[], verb: (w: Writer) => boolean, also?: Undo): boolean {
		const before = new Map(cards.map((card) => [card, readPlacing(doc, card)]));
		if (!withWriter(verb)) return false;
		const laid = cards.flatMap((card) => {
			const [was, since] = [before.get(card), readPlacing(doc, card)];
			return was && since && was[0]?.k !== since[0]?.k ? [{ card, was, since }] : [];
		});
		if (laid.length === 0 && !also) return true;
		undos.push((w) => {
			const back = laid.filter(({ card, ...placing }) => restorePlacing(doc, card, placing));
			return (also?.(w) ?? false) || back.length > 0;
		});
		tell();
		return true;
	}

	return {
		group: (card, cluster) => lay([card], (w) => groupCard(doc, w, card, cluster)),
		groupAll(cards, cluster) {
			// One that was taken off the wall meanwhile does not keep the others from it.
			const standing = cards.filter((card) => readPlacing(doc, card) !== null);
			const groupEach = (w: Writer) => standing.every((card) => groupCard(doc, w, card, cluster));
			return standing.length > 0 && lay(standing, (w) => write(doc, USER, () => groupEach(w)));
		},
		addCluster(name, cards) {
			const id = createId<ClusterId>(device.random(10));
			const others = readEntities(doc).values();
			const add = (w: Writer) => addCluster(doc, w, others, { id, name, cards });
			// A colleague who put a card into it, or gave it a name, keeps it.
			const takeAway = (w: Writer) => dropCluster(doc, w, id, name);
			return lay(cards, add, takeAway) ? id : null;
		},
		nameCluster: (id, name) => withWriter((w) => setCluster(doc, w, id, { name })),
		removeCluster: (id) => withWriter((w) => setCluster(doc, w, id, { out: true })),
		undoGrouping() {
			let isDone = false;
			while (!isDone && canUndo()) {
				const undo = undos.pop();
				isDone = withWriter((w) => write(doc, USER, () => undo?.(w) ?? false));
			}
			tell();
			return isDone;
		},
		canUndoGrouping: canUndo
	};
}
