import type * as Y from 'yjs';
import { type Entity, validEntries } from './entity.ts';
import { isSame, setField } from './register.ts';
import { shapeOf } from './shape.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * The fields of a patch that differ from an entity, to be set in one transaction. A field people are
 * at odds about always differs. Throws a RangeError for a value its field cannot hold, as every
 * reader would take it for unset.
 */
export function changedFields(
	{ kind, fields }: Pick<Entity, 'kind' | 'fields'>,
	patch: Readonly<Record<string, unknown>>
): [name: string, value: unknown][] {
	return Object.entries(patch).filter(([name, value]) => {
		const field = shapeOf(kind).fields[name];
		if (!field || value === undefined) return false;
		if (!field.isValid(value)) {
			throw new RangeError(`${name} cannot hold ${JSON.stringify(value)}.`);
		}
		const entries = validEntries(fields, name, field);
		if (entries.length === 0) return !isSame(value, field.fallback);
		return !entries.every(({ v }) => isSame(v, value));
	});
}

/** Sets the fields of an entity that differ from a patch, in one step. Throws as `changedFields`. */
export function setFields(
	doc: Y.Doc,
	w: Writer,
	entity: Entity,
	patch: Readonly<Record<string, unknown>>
): void {
	const changed = changedFields(entity, patch);
	if (changed.length === 0) return;
	write(doc, USER, () => {
		for (const [name, value] of changed) setField(doc, w, entity.id, name, value);
	});
}
