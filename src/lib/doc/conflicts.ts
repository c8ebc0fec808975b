import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import { readAside } from './aside.ts';
import { sidesOf, toSide, valueConflicts } from './entity.ts';
import { shapeOf } from './shape.ts';
import { readText } from './textRoot.ts';
import type { Node } from './tree.ts';
import { findClash, versionsOf } from './version.ts';

/** What people have to settle in one entity (not in its children): its deletion, texts, values. */
export function conflictsOf(doc: Y.Doc, node: Node): Conflict[] {
	return [
		...deleteConflict(node),
		...dropConflict(doc, node),
		...textConflicts(doc, node),
		...valueCards(node)
	];
}

function deleteConflict({ id: item, deletion }: Node): Conflict[] {
	if (!deletion || deletion.edits.length === 0) return [];
	const { by: deletedBy, at, edits } = deletion;
	return [{ kind: 'delete', id: `${item}/deleted`, item, deletedBy, at, edits }];
}

function dropConflict(doc: Y.Doc, node: Node): Conflict[] {
	const found = readAside(doc, node);
	if (!found || found.edits.length === 0) return [];
	const { by: deletedBy, at, edits } = found;
	return [{ kind: 'drop', id: `${node.id}/dropped`, item: node.id, deletedBy, at, edits }];
}

function textConflicts(doc: Y.Doc, { id: item, kind, fields }: Node): Conflict[] {
	return shapeOf(kind).texts.flatMap((field): Conflict[] => {
		const versions = versionsOf(fields, field);
		const now = readText(doc, item, field);
		const clash = findClash(versions, now);
		if (!clash) return [];
		const siblings = versions.map(({ entry, text }) => ({ entry, value: text }));
		const distinct = sidesOf(siblings);
		// Where all agree and only the merged text does not, each of them is shown.
		const sides = distinct.length > 1 ? distinct : siblings.map(toSide);
		return [{ kind: 'text', id: `${item}/${field}`, item, field, base: clash.base, now, sides }];
	});
}

function valueCards(node: Node): Conflict[] {
	return valueConflicts(node).map(({ field, sides }) => ({
		kind: 'value',
		id: `${node.id}/${field}`,
		item: node.id,
		field,
		sides
	}));
}
