import type * as Y from 'yjs';
import type { Side } from '#lib/okr/conflict.ts';
import type { Field } from './field.ts';
import { type Entry, type Fields, isSame, listIds, readFields } from './register.ts';
import { isEntityId, isSingle, kindField, shapeOf } from './shape.ts';

/** The entry that says an entity exists, and as what. */
export const IS = '$is';

export interface Entity {
	id: string;
	kind: string;
	fields: Fields;
}

/** An entry and what it says. */
interface Sibling<V> {
	entry: Entry;
	value: V;
}

/** Every entity that exists, by id in the order of ids; of unknown kinds too. */
export function readEntities(doc: Y.Doc): Map<string, Entity> {
	const entities = new Map<string, Entity>();
	for (const id of listIds(doc)) {
		const entity = readEntity(doc, id);
		if (entity) entities.set(id, entity);
	}
	return entities;
}

/** One entity, or null for what does not exist, or exists as junk only. */
export function readEntity(doc: Y.Doc, id: string): Entity | null {
	if (!isEntityId(id)) return null;
	const fields = readFields(doc, id);
	if (isSingle(id)) return { id, kind: id, fields };
	const kind = validEntries(fields, IS, kindField)[0]?.v;
	return kind ? { id, kind, fields } : null;
}

/** What a field reads as: the provisional winner where people are at odds, the fallback where unset. */
export function valueOf<T>(entity: Entity, name: string, field: Field<T>): T {
	const winner = validEntries(entity.fields, name, field)[0];
	return winner ? winner.v : field.fallback;
}

/** The visible entries of a field that hold a valid value, winner first. */
export function validEntries<T>(
	fields: Fields,
	name: string,
	field: Field<T>
): (Entry & { v: T })[] {
	return (fields.get(name) ?? []).filter((entry): entry is Entry & { v: T } =>
		field.isValid(entry.v)
	);
}

/** The fields people are at odds about, each with its sides. Equal values are one side. */
export function valueConflicts(entity: Entity): { field: string; sides: Side<unknown>[] }[] {
	return Object.entries(shapeOf(entity.kind).fields).flatMap(([name, field]) => {
		if (field.policy === 'silent' || (entity.fields.get(name)?.length ?? 0) < 2) return [];
		const entries = validEntries(entity.fields, name, field);
		const sides = sidesOf(entries.map((entry) => ({ entry, value: entry.v })));
		return sides.length > 1 ? [{ field: name, sides }] : [];
	});
}

/** Siblings as sides, those with a value already shown left out; the first is provisional. */
export function sidesOf<V>(siblings: readonly Sibling<V>[]): Side<V>[] {
	return siblings
		.filter(
			({ value }, index) => index === siblings.findIndex((other) => isSame(other.value, value))
		)
		.map(toSide);
}

/** One sibling as a side, given its place. */
export function toSide<V>({ entry, value }: Sibling<V>, index: number): Side<V> {
	return { key: entry.k, value, by: entry.by, at: entry.at, provisional: index === 0 };
}
