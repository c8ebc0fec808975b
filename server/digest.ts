import { createHash, type Hash } from 'node:crypto';
import * as Y from 'yjs';

/** Any shared type, also a root that nobody has named the kind of. */
type AnyType = Y.AbstractType<unknown>;

/**
 * A hash of what a document shows: every root and nested type, in order, without what was deleted.
 * Two documents that a person could not tell apart have the same one, however their items are cut.
 * Goes through nested types one after another, so that no depth overflows the stack.
 */
export function digestOf(doc: Y.Doc): string {
	const hash = createHash('sha256');
	const open: AnyType[] = [];
	for (const name of [...doc.share.keys()].sort()) {
		const root = doc.share.get(name) as AnyType;
		// Asking for a root makes one; an empty one is as good as none.
		if (!root._start && root._map.size === 0) continue;
		tell(hash, 'root', name);
		open.push(root);
	}
	for (let type = open.shift(); type; type = open.shift()) tellType(hash, type, open);
	return hash.digest('hex');
}

function tellType(hash: Hash, type: AnyType, open: AnyType[]): void {
	tell(hash, 'type', '');
	let text = '';
	for (let item = type._start; item; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentString) {
			text += item.content.str;
			continue;
		}
		if (text) tell(hash, 'text', text);
		text = '';
		tellContent(hash, item.content, open);
	}
	if (text) tell(hash, 'text', text);
	for (const key of [...type._map.keys()].sort()) {
		const item = type._map.get(key)!;
		if (item.deleted) continue;
		tell(hash, 'key', key);
		if (item.content instanceof Y.ContentString) tell(hash, 'text', item.content.str);
		else tellContent(hash, item.content, open);
	}
}

function tellContent(hash: Hash, content: Y.Item['content'], open: AnyType[]): void {
	if (content instanceof Y.ContentType) {
		const { nodeName, hookName } = content.type as { nodeName?: string; hookName?: string };
		tell(hash, content.type.constructor.name, nodeName ?? hookName ?? '');
		open.push(content.type);
	} else if (content instanceof Y.ContentBinary) {
		tell(hash, 'bytes', Buffer.from(content.content).toString('base64'));
	} else if (content instanceof Y.ContentFormat) {
		tell(hash, 'format', [content.key, content.value]);
	} else {
		for (const value of content.getContent()) tell(hash, 'value', value);
	}
}

function tell(hash: Hash, kind: string, value: unknown): void {
	const text = JSON.stringify([kind, value], (_, inner: unknown) =>
		typeof inner === 'bigint' ? `${inner}n` : inner
	);
	hash.update(`${text}\n`);
}
