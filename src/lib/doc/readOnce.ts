import type * as Y from 'yjs';
import { listAt } from './register.ts';

/*
 * A cycle's document is read anew at every letter that somebody types into it, and most of what is in it is the log,
 * to which nothing was added meanwhile. What was read of a list stays the very same object for as long as the same
 * things stand in it, so that whoever draws it knows that nothing is different either.
 */

/** What `read` makes of the things in the list at a root. `on`: what else that depends on, compared by identity. */
export function readOnce<T>(
	doc: Y.Doc,
	root: string,
	on: readonly unknown[],
	read: (items: readonly unknown[]) => T
): T {
	const items = listAt(doc, root)?.toArray() ?? [];
	const ofDoc = known.get(doc) ?? new Map<string, Known>();
	const before = ofDoc.get(root);
	if (before && isSameList(before.items, items) && isSameList(before.on, on))
		return before.result as T;
	const result = read(items);
	known.set(doc, ofDoc.set(root, { items, on, result }));
	return result;
}

interface Known {
	items: readonly unknown[];
	on: readonly unknown[];
	result: unknown;
}

/** By the root: each is read in one way. */
const known = new WeakMap<Y.Doc, Map<string, Known>>();

function isSameList(some: readonly unknown[], others: readonly unknown[]): boolean {
	return some.length === others.length && some.every((one, at) => Object.is(one, others[at]));
}
