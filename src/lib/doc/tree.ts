import type * as Y from 'yjs';
import { type Deletion, deletionOf } from './deletion.ts';
import { type Entity, readEntities, valueOf } from './entity.ts';
import { shapeOf } from './shape.ts';

/** An entity with what it belongs to and what belongs to it. Kinds have one kind above them, so never a ring. */
export interface Node extends Entity {
	/** Null where the kind has no parent, or the parent does not exist. */
	parent: Node | null;
	children: Node[];
	deletion: Deletion | null;
}

/** Everything in a document by id. */
export function readTree(doc: Y.Doc): Map<string, Node> {
	const tree = new Map<string, Node>();
	for (const entity of readEntities(doc).values())
		tree.set(entity.id, { ...entity, parent: null, children: [], deletion: null });
	for (const node of tree.values()) {
		const link = shapeOf(node.kind).parent;
		const field = link && shapeOf(node.kind).fields[link.field];
		const parent = field && tree.get(String(valueOf(node, link.field, field)));
		if (!parent || parent.kind !== link.kind) continue;
		node.parent = parent;
		parent.children.push(node);
	}
	for (const node of tree.values()) if (!node.parent) settle(doc, node);
	return tree;
}

/** A node with all that belongs to it: what is deleted with it. */
export function familyOf(node: Node): Node[] {
	return [node, ...node.children.flatMap(familyOf)];
}

/** The same without what was deleted by itself, and what belongs to that. */
export function livingFamilyOf(node: Node): Node[] {
	return [node, ...node.children.filter((child) => !isDeleted(child)).flatMap(livingFamilyOf)];
}

/** Whether it was deleted by somebody who had seen all of it. In a conflict it still stands. */
export function isDeleted(node: Node): boolean {
	return node.deletion !== null && node.deletion.edits.length === 0;
}

/** Whether it is not to be seen: deleted, or what it belongs to is, or was never there. */
export function isGone(node: Node): boolean {
	if (isDeleted(node)) return true;
	return shapeOf(node.kind).parent !== undefined && (!node.parent || isGone(node.parent));
}

/** Finds out what is deleted, from below: what hangs on a node depends on what is deleted under it. */
function settle(doc: Y.Doc, node: Node): void {
	for (const child of node.children) settle(doc, child);
	node.deletion = deletionOf(doc, node, livingFamilyOf(node));
}
