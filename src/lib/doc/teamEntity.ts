import type * as Y from 'yjs';
import { IS, readEntity } from './entity.ts';
import { isTooNew } from './gate.ts';
import { changedFields, setFields } from './patch.ts';
import { setField } from './register.ts';
import { isEntityId } from './shape.ts';
import { isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/** Adds what has fields only. False if there is anything by that id. Throws a RangeError for what is no id. */
export function addEntity(
	doc: Y.Doc,
	w: Writer,
	id: string,
	kind: string,
	patch: Readonly<Record<string, unknown>>
): boolean {
	if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
	if (readEntity(doc, id) || isTooNew(doc)) return false;
	const fields = changedFields({ kind, fields: new Map() }, patch);
	write(doc, USER, () => {
		setField(doc, w, id, IS, kind);
		for (const [name, value] of fields) setField(doc, w, id, name, value);
	});
	return true;
}

/** Changes what has fields only. False where it is not there, or gone. */
export function change(
	doc: Y.Doc,
	w: Writer,
	id: string,
	kind: string,
	patch: Readonly<Record<string, unknown>>
): boolean {
	const node = standing(doc, id, kind);
	if (!node) return false;
	setFields(doc, w, node, patch);
	return true;
}

/** What is there and may be written; else null. */
function standing(doc: Y.Doc, id: string, kind: string): Node | null {
	const node = readTree(doc).get(id);
	return node?.kind === kind && !isGone(node) && !isTooNew(doc) ? node : null;
}
