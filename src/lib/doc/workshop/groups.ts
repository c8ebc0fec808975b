import type * as Y from 'yjs';
import type { GroupId } from '#lib/okr/ids.ts';
import type { Group } from '#lib/workshop/groups.ts';
import type { Option } from '#lib/workshop/vote.ts';
import { type Entity, IS, readEntities, readEntity, validEntries, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { inOrder, placeAfter } from '../place.ts';
import { type Fields, readFields, setField } from '../register.ts';
import { USER, write, type Writer } from '../writer.ts';
import { isWithdrawn } from './cards.ts';
import { groupFields, placeField, prefixes, theWorkshop } from './shape.ts';

/*
 * Where somebody writes is a field of theirs, so they are in one group and no other; so it is with a cluster. Of two who
 * are moved apart the later move stands, and nobody is in two places.
 */

/** The groups that stand, in order. */
export function readGroups(fields: Fields, entities: readonly Entity[]): Group[] {
	const groups = standing(fields, entities);
	const ids = new Set<string>(groups.map(({ id }) => id));
	const places = [...fields.keys()]
		.filter((name) => name.startsWith(prefixes.group))
		.sort()
		.map((name) => {
			// Of two who made groups apart each has written a place: that in the groups that stand counts.
			const place = validEntries(fields, name, placeField).find(({ v }) => ids.has(v) || v === '');
			// All places are fields of one entity, so what orders its entries orders the choices of a person's entries too.
			return { person: name.slice(prefixes.group.length), group: place?.v, turn: place?.n ?? 0 };
		});
	const options = [
		...inOrder(entities.filter((one) => one.kind === 'cluster')),
		...entities.filter((one) => one.kind === 'card')
	].filter(isOnWall);
	const groupIn = (one: Entity) =>
		validEntries(one.fields, 'group', placeField).find(({ v }) => ids.has(v) || v === '')?.v;
	return groups.map(({ id }) => {
		const here = places.filter(({ group }) => group === id);
		return {
			id: id as GroupId,
			people: here.map(({ person }) => person),
			turns: here.map(({ turn }) => turn),
			clusters: options.filter((one) => groupIn(one) === id).map((one) => one.id as Option['id'])
		};
	});
}

/** Makes groups in the place of those that stand. False where nothing may be written. */
export function makeGroups(doc: Y.Doc, w: Writer, groups: readonly Group[]): boolean {
	if (isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const { id } of standing(readFields(doc, theWorkshop), [...readEntities(doc).values()]))
			setField(doc, w, id, 'out', true);
		const [first] = groups;
		if (first) setField(doc, w, theWorkshop, 'groups', first.id);
		for (const { id, people, clusters } of groups) {
			addGroup(doc, w, id);
			setField(doc, w, id, 'set', first?.id);
			for (const person of people) setField(doc, w, theWorkshop, prefixes.group + person, id);
			for (const cluster of clusters) setField(doc, w, cluster, 'group', id);
		}
	});
	return true;
}

/** Puts somebody into a group; null takes them out of theirs. False where there is none by that id. */
export function setPlace(doc: Y.Doc, w: Writer, person: string, group: GroupId | null): boolean {
	if (!canJoin(doc, group)) return false;
	write(doc, USER, () => setField(doc, w, theWorkshop, prefixes.group + person, group ?? ''));
	return true;
}

/** Gives a cluster, or a card, to a group; null takes it back. False where one of them is gone. */
export function giveCluster(
	doc: Y.Doc,
	w: Writer,
	id: Option['id'],
	group: GroupId | null
): boolean {
	const option = readEntity(doc, id);
	if (!option || !isOnWall(option) || !canJoin(doc, group)) return false;
	write(doc, USER, () => setField(doc, w, id, 'group', group ?? ''));
	return true;
}

function addGroup(doc: Y.Doc, w: Writer, id: GroupId): void {
	const others = [...readEntities(doc).values()].filter(({ kind }) => kind === 'group');
	setField(doc, w, id, IS, 'group');
	setField(doc, w, id, 'order', placeAfter(others, undefined, w));
}

/** Of two who made groups apart those of one stand, the same everywhere; a set is called by its first group. */
function standing(fields: Fields, entities: readonly Entity[]): Entity[] {
	const set = validEntries(fields, 'groups', placeField)[0]?.v ?? '';
	return inOrder(
		entities.filter(
			(one) => one.kind === 'group' && !isOut(one) && valueOf(one, 'set', groupFields.set) === set
		)
	);
}

function isOnWall(entity: Entity): boolean {
	if (entity.kind === 'card') return !isWithdrawn(entity);
	return entity.kind === 'cluster' && !isOut(entity);
}

function isOut(entity: Entity): boolean {
	return valueOf(entity, 'out', groupFields.out);
}

function canJoin(doc: Y.Doc, group: GroupId | null): boolean {
	if (isTooNew(doc)) return false;
	const entity = group && readEntity(doc, group);
	return group === null || (entity?.kind === 'group' && !isOut(entity));
}
