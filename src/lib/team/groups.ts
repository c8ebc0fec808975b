import type * as Y from 'yjs';
import { draftObjective } from '#lib/doc/draftObjective.ts';
import { readEntities } from '#lib/doc/entity.ts';
import { giveCluster, makeGroups, setPlace } from '#lib/doc/workshop/groups.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import { USER, write, type Writer } from '#lib/doc/writer.ts';
import { createId, type GroupId, type ObjectiveId, type WorkshopId } from '#lib/okr/ids.ts';
import { wallOf } from '#lib/workshop/card.ts';
import { draftIdOf } from '#lib/workshop/draft.ts';
import { groupsOf, shareOut } from '#lib/workshop/groups.ts';
import { type Option, optionsOf } from '#lib/workshop/vote.ts';
import type { Device } from './device.ts';

/** Who writes with whom, and from what. Anybody can move anybody: a group is a place at a table. */
export interface GroupVerbs {
	/** Deals people and clusters out to groups, in the place of those there are. For whoever leads. */
	makeGroups(size: number, people: readonly string[], clusters: readonly Option['id'][]): boolean;
	/** Puts somebody into a group; null takes them out of theirs. */
	setPlace(person: string, group: GroupId | null): boolean;
	giveCluster(cluster: Option['id'], group: GroupId | null): boolean;
	/**
	 * Makes an objective of the plan of a cluster, or of a card that lies by itself, which stays linked to it; null where
	 * nothing may be written.
	 */
	draftObjective(option: Option['id']): ObjectiveId | null;
}

export interface GroupMeans {
	doc: Y.Doc;
	cycleDoc: Y.Doc;
	workshopId: WorkshopId;
	device: Pick<Device, 'random'>;
	withWriter: (act: (w: Writer) => boolean) => boolean;
	withLead: (act: (w: Writer) => boolean) => boolean;
	personOf: (entry: string) => string;
}

export function createGroupVerbs(given: GroupMeans): GroupVerbs {
	const { doc, cycleDoc, workshopId, device, withWriter, withLead, personOf } = given;
	const newId = (): GroupId => createId<GroupId>(device.random(10));
	return {
		makeGroups(size, people, clusters) {
			const drawn = groupsOf(people, size, newId());
			const shares = shareOut(clusters, drawn.length);
			const groups = drawn.map((members, at) => ({
				...{ id: newId(), people: members, clusters: shares[at] ?? [] }
			}));
			return groups.length > 0 && withLead((w) => makeGroups(doc, w, groups));
		},
		setPlace: (person, group) =>
			withWriter((w) => {
				const entries = readWorkshop(doc).groups.flatMap(({ people }) => people);
				const others = entries.filter(
					(entry) => entry !== person && personOf(entry) === personOf(person)
				);
				return write(doc, USER, () => {
					if (!setPlace(doc, w, person, group)) return false;
					for (const entry of others) setPlace(doc, w, entry, null);
					return true;
				});
			}),
		giveCluster: (cluster, group) => withWriter((w) => giveCluster(doc, w, cluster, group)),
		draftObjective(option) {
			const { clusters, cards } = readWorkshop(doc);
			const found = optionsOf(wallOf(cards, clusters)).find(({ id }) => id === option);
			if (!found) return null;
			const made = readEntities(cycleDoc);
			let turn = 0;
			while (made.has(draftIdOf(workshopId, option, turn))) turn++;
			const id = draftIdOf(workshopId, option, turn);
			const isMade = withWriter((w) =>
				draftObjective(cycleDoc, w, {
					...{ id, title: found.name, cards: found.cards.map(({ text }) => text) },
					origin: { workshop: workshopId, cluster: option }
				})
			);
			return isMade ? id : null;
		}
	};
}
