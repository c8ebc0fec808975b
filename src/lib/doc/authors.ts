import type * as Y from 'yjs';
import type { Authors } from '#lib/okr/changes.ts';
import { IS, validEntries } from './entity.ts';
import { isItem } from './items.ts';
import { kindField, shapeOf } from './shape.ts';
import { readText } from './textRoot.ts';
import { isDeleted, isGone, type Node, readTree } from './tree.ts';
import { versionsOf } from './version.ts';

/**
 * Who had the last word on what the plan shows: of every item who made it, who set each field, who wrote each
 * text, who took it away. A text with letters that no version holds has no author yet ('').
 */
export function readAuthors(doc: Y.Doc): Authors {
	const authors: Authors = new Map();
	for (const node of [...readTree(doc).values()].filter(isItem)) {
		authors.set(node.id, {
			made: validEntries(node.fields, IS, kindField)[0]?.by ?? '',
			set: new Map([...valuesOf(node), ...textsOf(doc, node)]),
			removed: removerOf(node)
		});
	}
	return authors;
}

function valuesOf({ kind, fields }: Node): [field: string, by: string][] {
	return Object.entries(shapeOf(kind).fields).flatMap(([name, field]) => {
		const winner = validEntries(fields, name, field)[0];
		return winner ? [[name, winner.by]] : [];
	});
}

function textsOf(doc: Y.Doc, { id, kind, fields }: Node): [field: string, by: string][] {
	return shapeOf(kind).texts.flatMap((field) => {
		const text = readText(doc, id, field);
		const version = versionsOf(fields, field).find((one) => one.text === text);
		return version || text !== '' ? [[field, version?.entry.by ?? '']] : [];
	});
}

/** A key result goes with its objective too. */
function removerOf(node: Node): string | null {
	if (isDeleted(node)) return node.deletion?.by ?? '';
	return isGone(node) && node.parent ? removerOf(node.parent) : null;
}
