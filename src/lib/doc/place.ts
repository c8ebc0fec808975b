import type { Entity } from './entity.ts';
import { valueOf } from './entity.ts';
import { compareOrder, orderAt } from './order.ts';
import { orderField } from './shape.ts';
import { isGone, type Node } from './tree.ts';
import type { Writer } from './writer.ts';

/** Sorted as they are shown. */
export function inOrder<T extends Entity>(entities: readonly T[]): T[] {
	return entities
		.map((entity) => ({ entity, id: entity.id, order: valueOf(entity, 'order', orderField) }))
		.sort(compareOrder)
		.map(({ entity }) => entity);
}

/** An order key after one of these, at the start for null, at the end for what is not among them. */
export function placeAfter(
	others: readonly Entity[],
	after: string | null | undefined,
	w: Writer
): string {
	const sorted = inOrder(others);
	const found = sorted.findIndex(({ id }) => id === after);
	const index = after === null ? 0 : found < 0 ? sorted.length : found + 1;
	const keys = sorted.map((entity) => ({ order: valueOf(entity, 'order', orderField) }));
	return orderAt(keys, index, (bytes) => w.random(bytes));
}

/** Whether a node stands there already, among those of its siblings that can be seen. */
export function isAlreadyAfter(
	siblings: readonly Node[],
	node: Node,
	after: string | null
): boolean {
	const standing = inOrder(siblings.filter((sibling) => !isGone(sibling)));
	return (standing[standing.indexOf(node) - 1]?.id ?? null) === after;
}
