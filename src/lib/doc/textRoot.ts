import * as Y from 'yjs';

const prefix = 't/';

/** The name of the root that holds a text of an item. */
export function textRoot(id: string, field: string): string {
	return `${prefix}${id}/${field}`;
}

/** Which text a root holds, or null for other roots. */
export function textOfRoot(name: string): { id: string; field: string } | null {
	const [id, field] = name.startsWith(prefix) ? name.slice(prefix.length).split('/') : [];
	return id !== undefined && field !== undefined ? { id, field } : null;
}

/** A text as it stands; empty for what does not exist. Never throws, never makes a root. */
export function readText(doc: Y.Doc, id: string, field: string): string {
	const name = textRoot(id, field);
	const root = doc.share.get(name);
	if (root instanceof Y.Text) return root.toJSON();
	return root?.constructor === Y.AbstractType ? doc.getText(name).toJSON() : '';
}
